package dateline.ingest.poll;

import static dateline.ingest.stand.Feeds.item;
import static dateline.ingest.stand.Feeds.releasesOf;
import static dateline.ingest.stand.Feeds.rss;
import static dateline.ingest.stand.Feeds.status;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dateline.ingest.stand.Feeds;
import dateline.ingest.stand.ScriptedWeb;
import dateline.ingest.stand.ScriptedWeb.Answer;
import dateline.ingest.stand.StandResource;
import dateline.ingest.stand.TestClock;
import dateline.ingest.stand.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a feed's server sees over rows of polls, with a clock that the test sets; names begin with the line of the politeness list
 * they prove.
 */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
class PoliteIT {

    private static final String NEWS = rss(item("1", "First", "One."));
    private static final String PAGE = "<!doctype html><html><body><p>Hello</p></body></html>";

    @Inject
    TestClock clock;

    private final ScriptedWeb web = new ScriptedWeb();
    private final Topic releases = Topic.releases();
    private final Topic statuses = Topic.statuses();

    @AfterEach
    void close() {
        Feeds.removeAll();
        web.close();
        releases.close();
        statuses.close();
    }

    // -- conditional requests

    @Test
    void c06_newValidatorsOfAnIdenticalBodyAreStored() {
        String id = added("/c06", Answer.of(200, NEWS, "ETag", "\"a\""));
        web.on("/c06", Answer.of(200, NEWS, "ETag", "\"b\"", "Last-Modified", "yesterday"));
        Feeds.pollNow(id);
        Feeds.pollNow(id);
        assertThat(web.last("/c06").header("If-None-Match")).isEqualTo("\"b\"");
        assertThat(web.last("/c06").header("If-Modified-Since")).isEqualTo("yesterday");
        assertThat(releases.all(releasesOf(id))).hasSize(1);
    }

    @Test
    void c07_c08_a304FreshensWhatItCarriesAndKeepsTheRestWithoutAnEvent() {
        String id = added("/c07", Answer.of(200, NEWS, "ETag", "\"a\"", "Last-Modified", "some day"));
        web.on("/c07", Answer.of(304, "", "ETag", "\"b\""));
        Feeds.pollNow(id);
        web.on("/c07", Answer.of(304, ""));
        Feeds.pollNow(id);
        Feeds.pollNow(id);
        assertThat(web.last("/c07").header("If-None-Match")).isEqualTo("\"b\"");
        assertThat(web.last("/c07").header("If-Modified-Since")).isEqualTo("some day");
        assertThat(releases.all(releasesOf(id))).hasSize(1);
    }

    @Test
    void c09_validatorsThatAnAnswerNoLongerHasAreDropped() {
        String id = added("/c09", Answer.of(200, NEWS, "ETag", "\"a\"", "Last-Modified", "some day"));
        web.on("/c09", Answer.of(200, rss(item("1", "First", "One, corrected."))));
        Feeds.pollNow(id);
        Feeds.pollNow(id);
        assertThat(web.last("/c09").header("If-None-Match")).isNull();
        assertThat(web.last("/c09").header("If-Modified-Since")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"429", "500", "503", "404", "403"})
    void c10_errorsKeepTheValidators(int error) {
        String path = "/c10-" + error;
        String id = added(path, Answer.of(200, NEWS, "ETag", "\"a\""));
        web.on(path, Answer.of(error, "later"));
        Feeds.pollNow(id);
        clock.advance(Duration.ofMinutes(16)); // after a 429 the whole host is left alone for a while
        Feeds.pollNow(id);
        assertThat(web.last(path).header("If-None-Match")).isEqualTo("\"a\"");
    }

    @Test
    void c11_validatorsDoNotExpireByTheClock() {
        String id = added("/c11", Answer.of(200, NEWS, "ETag", "\"a\""));
        web.on("/c11", Answer.of(304, ""));
        Feeds.withKey().post("/feeds/{id}/pause", id).then().statusCode(200);
        clock.advance(Duration.ofDays(400));
        Feeds.withKey().post("/feeds/{id}/resume", id).then().statusCode(200);
        Feeds.await(id, feed -> feed.getString("status").equals("active") && requests("/c11") == 2);
        assertThat(web.last("/c11").header("If-None-Match")).isEqualTo("\"a\"");
    }

    @Test
    void c13_aServerThatAnswers304ForDaysIsAskedWithoutConditionsForOnce() {
        String id = added("/c13", Answer.of(200, NEWS, "ETag", "\"a\""));
        web.on("/c13", exchange -> {
            boolean conditional = exchange.getRequestHeaders().containsKey("If-None-Match");
            Answer.of(conditional ? 304 : 200, conditional ? "" : rss(item("2", "Second", "Two.")), "ETag", "\"a\"")
                    .to(exchange);
        });
        for (int i = 0; i < 6; i++) {
            Feeds.pollNow(id);
        }
        assertThat(releases.all(releasesOf(id))).hasSize(1);
        clock.advance(Duration.ofDays(8));
        releases.await(2, releasesOf(id));
        assertThat(unconditional("/c13")).isEqualTo(2);
        // Once is enough for a day, however often it is polled.
        for (int i = 0; i < 7; i++) {
            Feeds.pollNow(id);
        }
        clock.advance(Duration.ofDays(1));
        Feeds.pollNow(id);
        assertThat(unconditional("/c13")).isEqualTo(2);
    }

    @Test
    void c14_aNewUrlIsAskedWithoutConditions() {
        String id = added("/c14", Answer.of(200, NEWS, "ETag", "\"a\""));
        web.on("/c14-new", Answer.of(200, NEWS, "ETag", "\"b\""));
        Feeds.withKey()
                .body(Map.of("url", web.url("/c14-new").toString()))
                .patch("/feeds/{id}", id)
                .then()
                .statusCode(200);
        Feeds.await(id, feed -> requests("/c14-new") == 1);
        assertThat(web.last("/c14-new").header("If-None-Match")).isNull();
    }

    // -- timing

    @Test
    void c16_noRequestBeforeTheFloor() {
        String id = added("/c16", Answer.of(200, NEWS));
        Instant polled = Instant.parse(Feeds.get(id).getString("lastAttempt"));
        Instant next = Feeds.nextPoll(Feeds.get(id));
        assertThat(next).isBetween(polled.plus(Duration.ofMinutes(60)), polled.plus(Duration.ofMinutes(121)));
        clock.advance(Duration.between(clock.instant(), polled).plusMinutes(59));
        String control = added("/c16-control", Answer.of(200, NEWS));
        assertThat(Feeds.get(control).getString("status")).isEqualTo("active");
        assertThat(requests("/c16")).isEqualTo(1);
        clock.advance(Duration.ofMinutes(63));
        Feeds.await(id, feed -> requests("/c16") == 2);
    }

    @Test
    void c25_addedTwiceOrWhilePollingIsOneRequest() throws InterruptedException {
        CountDownLatch answer = new CountDownLatch(1);
        web.on("/c25", exchange -> {
            awaitUninterrupted(answer);
            Answer.of(200, NEWS).to(exchange);
        });
        String id = Feeds.add(web.url("/c25"));
        Feeds.await(id, feed -> requests("/c25") == 1);
        Feeds.withKey()
                .body(Map.of("url", web.url("/c25").toString()))
                .post("/feeds")
                .then()
                .statusCode(409);
        answer.countDown();
        Feeds.awaitPolled(id);
        added("/c25-control", Answer.of(200, NEWS));
        assertThat(requests("/c25")).isEqualTo(1);
    }

    // -- errors

    @Test
    void c26_nothingIsAskedBeforeRetryAfter() {
        String id = added("/c26", Answer.of(200, NEWS));
        web.on("/c26", Answer.of(429, "", "Retry-After", "90000"));
        Instant before = clock.instant();
        JsonPath feed = Feeds.pollNow(id);
        Instant polled = Instant.parse(feed.getString("lastAttempt"));
        assertThat(Feeds.nextPoll(feed)).isBetween(before.plusSeconds(90_000), polled.plusSeconds(90_000));
        assertThat(feed.getString("nextPollReason")).isEqualTo("retry-after");
        assertThat(feed.getString("reason")).isEqualTo("rate-limited");
    }

    @Test
    void c32_failuresBackOffAndASuccessResetsThem() {
        String id = Feeds.add(web.on("/c32", Answer.of(500, "")).url("/c32"));
        Feeds.awaitPolled(id);
        Duration first = interval(Feeds.pollNow(id));
        Duration second = interval(Feeds.pollNow(id));
        assertThat(second).isGreaterThan(first);
        for (int i = 0; i < 8; i++) {
            Feeds.pollNow(id);
        }
        assertThat(interval(Feeds.get(id))).isBetween(Duration.ofHours(24), Duration.ofHours(27));
        web.on("/c32", Answer.of(200, NEWS));
        clock.advance(Duration.ofHours(27)); // nobody has to do anything
        JsonPath well = Feeds.await(id, feed -> feed.getString("status").equals("active"));
        assertThat(well.getInt("failures")).isZero();
        assertThat(interval(well)).isLessThan(Duration.ofHours(3));
    }

    @Test
    void c33_a404SlowsDownAndGoesOnAnd410StopsUntilResumedByHand() {
        String id = added("/c33", Answer.of(200, NEWS));
        web.on("/c33", Answer.of(404, ""));
        for (int i = 0; i < 12; i++) {
            Feeds.pollNow(id);
        }
        assertThat(Feeds.get(id).getString("reason")).isEqualTo("http-404");
        assertThat(interval(Feeds.get(id))).isGreaterThanOrEqualTo(Duration.ofHours(24));

        web.on("/c33", Answer.of(410, ""));
        JsonPath gone = Feeds.pollNow(id);
        assertThat(gone.getString("status")).isEqualTo("gone");
        assertThat(gone.getString("nextPoll")).isNull();
        statuses.await(1, status(id, "gone"));
        int asked = requests("/c33");
        clock.advance(Duration.ofDays(40));
        added("/c33-control", Answer.of(200, NEWS));
        assertThat(requests("/c33")).isEqualTo(asked);

        web.on("/c33", Answer.of(200, NEWS));
        Feeds.withKey().post("/feeds/{id}/resume", id).then().statusCode(200);
        Feeds.await(id, feed -> feed.getString("status").equals("active") && requests("/c33") == asked + 1);
    }

    @Test
    void c34_refusalsSlowDownAtOnceAndAChallengeIsAStateOfItsOwn() {
        for (int code : List.of(401, 403)) {
            String id = Feeds.add(web.on("/c34-" + code, Answer.of(code, PAGE)).url("/c34-" + code));
            JsonPath feed = Feeds.awaitPolled(id);
            assertThat(feed.getString("reason")).isEqualTo("http-" + code);
            assertThat(interval(feed)).isGreaterThanOrEqualTo(Duration.ofHours(2));
        }
        String id = Feeds.add(web.on("/c34", Answer.of(403, PAGE, "cf-mitigated", "challenge"))
                .url("/c34"));
        assertThat(Feeds.awaitPolled(id).getString("status")).isEqualTo("blocked");
        assertThat(statuses.await(1, status(id, "blocked")).get(0).text("reason"))
                .isEqualTo("challenge");
    }

    @ParameterizedTest
    @CsvSource({"page, not-a-feed", "empty, empty", "blank, empty"})
    void c36_aBodyThatIsNoFeedIsAnErrorAndChangesNothingElse(String kind, String reason) {
        String body = kind.equals("page") ? PAGE : kind.equals("blank") ? " \n " : "";
        String path = "/c36-" + kind;
        String id = added(path, Answer.of(200, NEWS, "ETag", "\"feed\""));
        web.on(path, Answer.of(200, body, "ETag", "\"page\"", "Last-Modified", "today"));
        JsonPath feed = Feeds.pollNow(id);
        assertThat(feed.getString("status")).isEqualTo("failing");
        assertThat(feed.getString("reason")).isEqualTo(reason);
        Feeds.pollNow(id);
        assertThat(web.last(path).header("If-None-Match")).isEqualTo("\"feed\"");
        assertThat(web.last(path).header("If-Modified-Since")).isNull();
        web.on(path, Answer.of(200, NEWS));
        Feeds.pollNow(id);
        assertThat(releases.all(releasesOf(id))).hasSize(1); // the items were kept: none is new again
    }

    @Test
    void aFeedThatFallsSilentAgainstItsRhythmIsToldAndSoIsItsReturn() {
        String[] daily = IntStream.range(0, 6)
                .mapToObj(i -> item("d" + i, "Day " + i, "Text " + i)
                        .replace("<title>", "<pubDate>0" + (i + 1) + " Jan 2024 10:00:00 GMT</pubDate><title>"))
                .toArray(String[]::new);
        String id = added("/silent", Answer.feed(rss(daily)));
        clock.advance(Duration.ofDays(7));
        assertThat(Feeds.pollNow(id).getString("status")).isEqualTo("active");
        clock.advance(Duration.ofDays(2));
        JsonPath silent = Feeds.pollNow(id);
        assertThat(silent.getString("status")).isEqualTo("silent");
        assertThat(silent.getString("nextPoll")).isNotNull();
        statuses.await(1, status(id, "silent"));
        // A day between entries, and nothing new for nine days.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(metric("dateline_feeds{status=\"silent\"}")).isEqualTo(1);
            assertThat(metric("dateline_feeds_silence_gaps_max")).isBetween(8.9, 9.5);
        });
        web.on("/silent", Answer.feed(rss(item("new", "News", "At last."))));
        assertThat(Feeds.pollNow(id).getString("status")).isEqualTo("active");
        assertThat(statuses.await(2, status(id, "active")).get(1).text("previous"))
                .isEqualTo("silent");
    }

    private static double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    // -- hosts

    @Test
    void c48_aHostIsAskedByFewAtOnceAndLeftAloneAfterA429() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<String> ids = IntStream.range(0, 50)
                .mapToObj(i -> Feeds.add(web.on("/c48/" + i, exchange -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            running.decrementAndGet();
                            Answer.of(200, NEWS).to(exchange);
                        })
                        .url("/c48/" + i)))
                .toList();
        ids.forEach(id -> Feeds.await(id, feed -> feed.getString("status").equals("active")));
        assertThat(most).hasValueLessThanOrEqualTo(2);
        web.on("/c48/7", Answer.of(429, "", "Retry-After", "7200"));
        Feeds.pollNow(ids.get(7));
        Feeds.withKey().post("/feeds/{id}/poll", ids.get(8)).then().statusCode(202);
        try (ScriptedWeb other = new ScriptedWeb()) {
            String control =
                    Feeds.add(other.on("/control", Answer.of(200, NEWS)).url("/control"));
            Feeds.await(control, feed -> feed.getString("status").equals("active"));
        }
        assertThat(requests("/c48/8")).isEqualTo(1);
        // Both are due at the same moment then: a 429 once more would rightly put the other off for two further hours.
        web.on("/c48/7", Answer.of(200, NEWS));
        clock.advance(Duration.ofHours(2).plusMinutes(1));
        Feeds.await(ids.get(8), feed -> requests("/c48/8") >= 2);
    }

    @Test
    void c48_aFeedThatIsAnswered429ForEverDoesNotKeepItsSiblingsWaitingAgainAndAgain() {
        List<String> siblings = IntStream.range(0, 3)
                .mapToObj(i -> added("/c48-sibling/" + i, Answer.of(200, NEWS)))
                .toList();
        added("/c48-limited", Answer.of(200, NEWS));
        web.on("/c48-limited", Answer.of(429, "", "Retry-After", "3600"));
        Feeds.pollNow(Feeds.withUrl(web.url("/c48-limited")));
        for (int hour = 0; hour < 12; hour++) {
            clock.advance(Duration.ofMinutes(61));
            // A feed of another host tells when the poller has come round.
            try (ScriptedWeb other = new ScriptedWeb()) {
                String control =
                        Feeds.add(other.on("/" + hour, Answer.of(200, NEWS)).url("/" + hour));
                Feeds.await(control, feed -> feed.getString("status").equals("active"));
            }
        }
        // Every one of them waits at most as long as the server wishes, once for each time that the feed is asked.
        for (int i = 0; i < siblings.size(); i++) {
            assertThat(requests("/c48-sibling/" + i)).isGreaterThanOrEqualTo(1 + 12 / 4);
        }
        assertThat(requests("/c48-limited")).isBetween(3, 8);
    }

    // -- redirects

    @Test
    void c37_aTemporaryRedirectIsFollowedAndTheFeedKeepsItsAddress() {
        web.on("/c37-target", Answer.feed(NEWS));
        String id = added("/c37", Answer.of(302, "", "Location", "/c37-target"));
        pollOverDays(id, 12);
        assertThat(requests("/c37")).isGreaterThanOrEqualTo(13);
        assertThat(Feeds.get(id).getString("url")).isEqualTo(web.url("/c37").toString());
        assertThat(web.last("/c37-target").header("If-None-Match")).isNotNull();
    }

    @Test
    void c38_aPermanentMoveIsAdoptedLateAndTold() {
        web.on("/c38-target", Answer.feed(NEWS));
        String id = added("/c38", Answer.of(301, "", "Location", "/c38-target"));
        for (int i = 0; i < 8; i++) {
            Feeds.pollNow(id); // often enough, but not for long enough
        }
        assertThat(Feeds.get(id).getString("url")).isEqualTo(web.url("/c38").toString());
        pollOverDays(id, 8);
        JsonPath moved = Feeds.await(
                id, feed -> feed.getString("url").equals(web.url("/c38-target").toString()));
        assertThat(moved.getString("id")).isEqualTo(id);
        assertThat(statuses.await(1, status(id, "moved")).get(0).text("url"))
                .isEqualTo(web.url("/c38-target").toString());
        int asked = requests("/c38");
        Feeds.pollNow(id);
        assertThat(requests("/c38")).isEqualTo(asked);
        assertThat(web.last("/c38-target").header("If-None-Match")).isNotNull();
        Feeds.await(id, feed -> feed.getString("status").equals("active"));
        assertThat(releases.all(releasesOf(id))).hasSize(1);
    }

    @Test
    void c38_anotherTargetBeginsAnewAndAnotherFeedsAddressIsNotTaken() {
        web.on("/c38-a", Answer.feed(NEWS)).on("/c38-b", Answer.feed(NEWS));
        String owner = added("/c38-owned", Answer.feed(NEWS));
        String id = added("/c38-changing", Answer.of(301, "", "Location", "/c38-a"));
        pollOverDays(id, 5);
        web.on("/c38-changing", Answer.of(301, "", "Location", "/c38-b"));
        pollOverDays(id, 4);
        assertThat(Feeds.get(id).getString("url"))
                .isEqualTo(web.url("/c38-changing").toString());
        web.on("/c38-changing", Answer.of(301, "", "Location", "/c38-owned"));
        pollOverDays(id, 9);
        assertThat(Feeds.get(id).getString("url"))
                .isEqualTo(web.url("/c38-changing").toString());
        assertThat(Feeds.get(owner).getString("status")).isEqualTo("active");
    }

    @Test
    void c39_aMixedChainIsNotAdopted() {
        web.on("/c39-a", Answer.of(302, "", "Location", "/c39-b")).on("/c39-b", Answer.feed(NEWS));
        String id = added("/c39", Answer.of(301, "", "Location", "/c39-a"));
        pollOverDays(id, 10);
        assertThat(Feeds.get(id).getString("url")).isEqualTo(web.url("/c39").toString());
    }

    @Test
    void c40_aTargetThatIsAPageIsNeverAdopted() {
        String id = added("/c40", Answer.feed(NEWS));
        web.on("/c40-page", Answer.of(200, PAGE)).on("/c40", Answer.of(301, "", "Location", "/c40-page"));
        pollOverDays(id, 10);
        JsonPath feed = Feeds.get(id);
        assertThat(feed.getString("url")).isEqualTo(web.url("/c40").toString());
        assertThat(feed.getString("reason")).isEqualTo("not-a-feed");
    }

    private String added(String path, Answer answer) {
        URI url = web.on(path, answer).url(path);
        String id = Feeds.add(url);
        Feeds.await(id, feed -> feed.getString("lastSuccess") != null);
        return id;
    }

    private void pollOverDays(String id, int days) {
        for (int i = 0; i < days; i++) {
            clock.advance(Duration.ofDays(1));
            Feeds.pollNow(id);
        }
    }

    private int requests(String path) {
        return web.requests(path).size();
    }

    private long unconditional(String path) {
        return web.requests(path).stream()
                .filter(request -> request.header("If-None-Match") == null)
                .count();
    }

    private static Duration interval(JsonPath feed) {
        return Duration.between(Instant.parse(feed.getString("lastAttempt")), Feeds.nextPoll(feed));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
