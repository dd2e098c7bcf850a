package dateline.deploy.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewsroomProgrammeTest {

    private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");
    private static final Publisher EXCHANGE = new Publisher(
            "exchange",
            "Exchange",
            "exchange.example",
            "en",
            ZoneId.of("Europe/Luxembourg"),
            FeedFormat.RSS,
            "Bulletins.",
            List.of());
    private static final Programme PROGRAMME = new Programme(
            EXCHANGE,
            List.of(
                    new Programme.Step(Duration.ofSeconds(15), "a", 1),
                    new Programme.Step(Duration.ofSeconds(20), "b", 1),
                    new Programme.Step(Duration.ofSeconds(25), "a", 2)));

    /** a1 at 15 s, b1 at 35 s, a2 at 60 s; bulletins from 120 s; the fifth at 360 s, corrected at 385 s; the sixth at 420 s. */
    @ParameterizedTest
    @CsvSource({
        "-30, 0, 0, 0, 0, 0",
        "0, 0, 0, 0, 0, 0",
        "14, 0, 0, 0, 0, 0",
        "15, 1, 0, 0, 0, 0",
        "34, 1, 0, 0, 0, 0",
        "35, 1, 1, 0, 0, 0",
        "60, 1, 1, 1, 0, 0",
        "119, 1, 1, 1, 0, 0",
        "120, 1, 1, 1, 1, 0",
        "180, 1, 1, 1, 2, 0",
        "384, 1, 1, 1, 5, 0",
        "385, 1, 1, 1, 5, 1",
        "419, 1, 1, 1, 5, 1",
        "420, 1, 1, 1, 6, 1",
    })
    void whatHasAppearedAfterSoManySeconds(int seconds, int a1, int b1, int a2, int bulletins, int corrections) {
        LiveState state = PROGRAMME.advance(LiveState.fresh(START), START.plusSeconds(seconds));

        assertThat(state.appeared("a", 1)).isEqualTo(a1 == 1 ? START.plusSeconds(15) : null);
        assertThat(state.appeared("b", 1)).isEqualTo(b1 == 1 ? START.plusSeconds(35) : null);
        assertThat(state.appeared("a", 2)).isEqualTo(a2 == 1 ? START.plusSeconds(60) : null);
        assertThat(state.bulletins()).isEqualTo(bulletins);
        assertThat(state.appearances().values().stream()
                        .filter(revisions -> revisions.containsKey(2))
                        .count())
                .isEqualTo(a2 + corrections);
    }

    @Test
    void itDoesNotMatterHowOftenOneLooks() {
        LiveState looked = LiveState.fresh(START);
        for (int seconds = 0; seconds <= 3_600; seconds += 7) {
            looked = PROGRAMME.advance(looked, START.plusSeconds(seconds));
        }
        LiveState once = PROGRAMME.advance(LiveState.fresh(START), START.plusSeconds(3_600));

        assertThat(PROGRAMME.advance(looked, START.plusSeconds(3_600))).isEqualTo(once);
        assertThat(once.bulletins()).isEqualTo(59);
    }

    @Test
    void theTimeBetweenTwoRunsDoesNotCount() {
        LiveState first = PROGRAMME.advance(LiveState.fresh(START), START.plusSeconds(40));
        Instant dayLater = START.plus(Duration.ofDays(1));
        LiveState second = first.resumed(dayLater);

        assertThat(PROGRAMME.advance(second, dayLater.plusSeconds(24)).appearances())
                .isEqualTo(first.appearances());
        LiveState next = PROGRAMME.advance(second, dayLater.plusSeconds(25));
        assertThat(next.appeared("a", 1)).isEqualTo(START.plusSeconds(15));
        assertThat(next.appeared("a", 2)).isEqualTo(dayLater.plusSeconds(25));
    }

    @Test
    void oldBulletinsAreForgottenButCounted() {
        LiveState state = PROGRAMME.advance(LiveState.fresh(START), START.plus(Duration.ofHours(10)));

        SortedMap<String, SortedMap<Integer, Instant>> bulletins = new TreeMap<>(state.appearances());
        bulletins.keySet().removeAll(List.of("a", "b"));
        assertThat(state.bulletins()).isEqualTo(599);
        assertThat(bulletins).hasSize(LiveState.KEPT_BULLETINS);
        assertThat(bulletins.firstKey()).isEqualTo(MarketBulletin.guid(EXCHANGE, 480));
        assertThat(bulletins.lastKey()).isEqualTo(MarketBulletin.guid(EXCHANGE, 599));
    }

    @Test
    void aCorrectedBulletinSaysWhatItCorrects() {
        Instant published = Instant.parse("2026-11-24T09:06:00Z");
        Article first = MarketBulletin.article(EXCHANGE, 5, published, null);
        Article corrected = MarketBulletin.article(EXCHANGE, 5, published, published.plusSeconds(25));

        assertThat(corrected.guid())
                .isEqualTo(first.guid())
                .isEqualTo("tag:exchange.example,2024:market-bulletin-000005");
        assertThat(corrected.changed()).isTrue();
        assertThat(first.changed()).isFalse();
        assertThat(first.content().title()).startsWith("Market bulletin No. 5: Meridian 50 ");
        assertThat(first.content().paragraphs().get(0))
                .startsWith("LUXEMBOURG, 24 November 2026 (Meridian Exchange) – ");
        String wrong = turnover(first.content().paragraphs().get(1));
        String right = turnover(corrected.content().paragraphs().get(2));
        assertThat(Double.parseDouble(wrong)).isGreaterThan(Double.parseDouble(right));
        assertThat(corrected.content().paragraphs().get(0))
                .startsWith("Correction: In market bulletin No. 5 the turnover is EUR " + right + " million, not EUR "
                        + wrong);
        assertThat(corrected.content().paragraphs().get(1))
                .isEqualTo(first.content().paragraphs().get(0));
    }

    @Test
    void everyBulletinAddsUpToTheListedShares() {
        for (int number = 1; number <= 2_000; number++) {
            String counts = MarketBulletin.article(EXCHANGE, number, START, null)
                    .content()
                    .paragraphs()
                    .get(1);
            int[] figures = counts.replaceAll("unchanged.*", "")
                    .replaceAll("[^0-9]+", " ")
                    .lines()
                    .flatMap(line -> List.of(line.strip().split(" ", -1)).stream())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            assertThat(figures).as(counts).hasSize(3);
            assertThat(figures[0] + figures[1] + figures[2]).as(counts).isEqualTo(50);
        }
    }

    @Test
    void aStateSurvivesItsFile(@TempDir Path directory) throws Exception {
        StateFile file = new StateFile(directory.resolve("new").resolve("state.json"));
        assertThat(file.read()).isEmpty();

        LiveState state = PROGRAMME.advance(LiveState.fresh(START), START.plusSeconds(400));
        file.write(state);
        file.write(state);

        assertThat(file.read()).contains(state);
        try (var files = Files.list(file.path().getParent())) {
            assertThat(files).containsExactly(file.path());
        }
        Files.writeString(file.path(), "{\"since\": ");
        assertThat(file.read()).isEmpty();
    }

    private static String turnover(String paragraph) {
        return paragraph.replaceFirst(".*EUR ([0-9.]+) million.*", "$1");
    }
}
