package dateline.ingest.fetch;

import static dateline.ingest.stand.RawWeb.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dateline.ingest.stand.RawWeb;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotsTest {

    private static Vertx vertx;

    private final RawWeb web = new RawWeb();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-03T10:40:00Z"));
    private final FetchConfig config = Fetchers.config(Map.of());
    private final Fetcher fetcher = new Fetcher(config, now::get, vertx);
    private final Robots robots = new Robots(fetcher, config, now::get);

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        fetcher.close();
        web.close();
    }

    @Test
    void c49_theFileIsAskedForOnceADay() throws InterruptedException {
        web.on("/robots.txt", answer(200, "User-agent: *\nDisallow: /private\nCrawl-delay: 7"));
        assertThat(robots.permit(web.url("/private/page"))).isFalse();
        assertThat(robots.permit(web.url("/news"))).isTrue();
        assertThat(robots.delay(web.url("/"), Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(7));
        assertThat(robots.delay(web.url("/"), Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(9));
        assertThat(web.requests()).hasSize(1);
        web.on("/robots.txt", answer(200, ""));
        now.updateAndGet(time -> time.plus(Duration.ofHours(24)));
        assertThat(robots.permit(web.url("/private/page"))).isTrue();
        assertThat(web.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"404, true", "401, true", "403, true", "410, true", "500, false", "503, false", "429, false"})
    void c49_aMissingFileAllowsAndABrokenServerForbids(int status, boolean permitted) throws InterruptedException {
        web.on("/robots.txt", answer(status, ""));
        assertThat(robots.permit(web.url("/news"))).isEqualTo(permitted);
    }

    @Test
    void c49_aServerThatCannotBeReachedForbidsForAWhile() throws InterruptedException {
        web.on("/robots.txt", answer(500, ""));
        assertThat(robots.permit(web.url("/news"))).isFalse();
        web.on("/robots.txt", answer(404, ""));
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(10)));
        assertThat(robots.permit(web.url("/news"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/, true",
        "/a, false",
        "/a/b, false",
        "/a/b/c, true",
        "/x.pdf, false",
        "/x.pdf?y, true",
        "/q/anything/end, false",
        "/tie, true"
    })
    void c49_theLongestRuleDecides(String path, boolean permitted) throws InterruptedException {
        web.on("/robots.txt", answer(200, """
                # a comment
                User-Agent: other
                User-Agent: DATELINE/2.0
                Disallow: /a   # inside
                Allow: /a/b/c
                Disallow:
                Disallow: *.pdf$
                Disallow: /q/*/end
                Disallow: /tie
                Allow: /tie
                Sitemap: https://office.example/sitemap.xml

                User-agent: *
                Disallow: /
                """));
        assertThat(robots.permit(web.url(path))).isEqualTo(permitted);
    }

    @Test
    void c49_groupsThatNameTheRobotAreOneAndTheOthersAreForOthers() throws InterruptedException {
        String text =
                "User-agent: dateline\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: Dateline\nDisallow: /b";
        web.on("/robots.txt", answer(200, text));
        assertThat(robots.permit(web.url("/a"))).isFalse();
        assertThat(robots.permit(web.url("/b"))).isFalse();
        assertThat(robots.permit(web.url("/c"))).isTrue();
    }

    @Test
    void c49_aFileOfJunkForbidsNothing() throws InterruptedException {
        web.on("/robots.txt", answer(200, "\u0000junk\n:::\nDisallow: /"));
        assertThat(robots.permit(web.url("/a"))).isTrue();
    }
}
