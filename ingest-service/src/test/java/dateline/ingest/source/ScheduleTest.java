package dateline.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.ingest.fetch.ServerHints;
import dateline.ingest.parse.PollHints;
import dateline.ingest.source.Schedule.Rhythm;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    // A Tuesday.
    private static final Instant NOW = Instant.parse("2026-03-03T10:40:00Z");
    private static final Schedule SCHEDULE = new Schedule(config("PT1H", "PT5M", "PT24H", "P7D", "PT24H"));

    static ScheduleConfig config(String floor, String minimum, String slowest, String hint, String backoff) {
        return new ScheduleConfig() {
            @Override
            public Duration floor() {
                return Duration.parse(floor);
            }

            @Override
            public Duration minimumInterval() {
                return Duration.parse(minimum);
            }

            @Override
            public Duration slowest() {
                return Duration.parse(slowest);
            }

            @Override
            public Duration longestHint() {
                return Duration.parse(hint);
            }

            @Override
            public Duration longestBackoff() {
                return Duration.parse(backoff);
            }
        };
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
                    # case,                          interval, silent,  ttl,   period, fresh,  retry,  next,    reason
                    no hints,                        ,         PT0S,    ,      ,       ,       ,       PT1H,    floor
                    silent for a day,                ,         P1D,     ,      ,       ,       ,       PT1H,    floor
                    silent for two days,             ,         P2D,     ,      ,       ,       ,       PT1H36M, rhythm
                    silent for thirty days,          ,         P30D,    ,      ,       ,       ,       PT24H,   rhythm
                    silent for a year,               ,         P365D,   ,      ,       ,       ,       PT24H,   rhythm
                    news again,                      ,         PT0S,    ,      ,       ,       ,       PT1H,    floor
                    the operator's interval,         PT15M,    P30D,    ,      ,       ,       ,       PT15M,   interval
                    an interval below the minimum,   PT1S,     P30D,    ,      ,       ,       ,       PT5M,    interval
                    a long interval,                 P10D,     PT0S,    ,      ,       ,       ,       P10D,    interval
                    ttl above the floor,             ,         PT0S,    PT3H,  ,       ,       ,       PT3H,    ttl
                    ttl below the floor,             ,         PT0S,    PT5M,  ,       ,       ,       PT1H,    floor
                    twice a day,                     ,         PT0S,    ,      PT12H,  ,       ,       PT12H,   update-period
                    fresh for two hours,             ,         PT0S,    ,      ,       PT2H,   ,       PT2H,    cache-control
                    fresh for a minute,              ,         PT0S,    ,      ,       PT1M,   ,       PT1H,    floor
                    fresh for a year,                ,         PT0S,    ,      ,       P365D,  ,       P7D,     cache-control-cut
                    the latest wish holds,           ,         PT0S,    PT3H,  PT2H,   PT4H,   PT5H,   PT5H,    retry-after
                    wishes bind the operator too,    PT15M,    PT0S,    ,      ,       PT2H,   ,       PT2H,    cache-control
                    """)
    void c16_c17_c20_c22_c23_afterSuccess(
            String name,
            Duration interval,
            Duration silent,
            Duration ttl,
            Duration period,
            Duration fresh,
            Duration retry,
            Duration next,
            String reason) {
        PollHints feed = new PollHints(ttl, period, Set.of(), Set.of());
        Rhythm rhythm = new Rhythm(interval, NOW.minus(silent), false, null);
        assertThat(SCHEDULE.afterSuccess(rhythm, feed, server(retry, fresh), NOW, 0))
                .isEqualTo(new NextPoll(NOW.plus(next), reason));
    }

    @ParameterizedTest(name = "{0} failures, lasting {1}, retry after {2}")
    @CsvSource({
        "1, false, , PT1H, backoff",
        "2, false, , PT2H, backoff",
        "3, false, , PT4H, backoff",
        "5, false, , PT16H, backoff",
        "6, false, , PT24H, backoff",
        "1000000, false, , PT24H, backoff",
        "1, true, , PT2H, backoff",
        "2, true, , PT4H, backoff",
        "1, false, PT6H, PT6H, retry-after",
        "4, false, PT6H, PT8H, backoff",
        "1, false, P3650D, P7D, retry-after-cut"
    })
    void c28_c32_c34_afterFailure(int failures, boolean lasting, Duration retry, Duration next, String reason) {
        assertThat(SCHEDULE.afterFailure(failures, lasting, server(retry, null), NOW, 0))
                .isEqualTo(new NextPoll(NOW.plus(next), reason));
    }

    @ParameterizedTest(name = "{0} failures, retry after {1}, fresh {2}")
    @CsvSource({
        "1, PT2H, , PT2H, retry-after",
        "1, PT10M, , PT1H, floor",
        "1, P3650D, , P7D, retry-after-cut",
        "2, PT10M, , PT2H, rate-limited",
        "3, PT1H, , PT4H, rate-limited",
        "3, PT6H, , PT6H, retry-after",
        "1, , , PT2H, rate-limited",
        "2, , , PT4H, rate-limited",
        "20, , , PT24H, rate-limited",
        "1, PT2H, PT3H, PT3H, cache-control",
        "1, , PT3H, PT3H, cache-control"
    })
    void c26_c28_c29_afterRateLimit(int failures, Duration retry, Duration fresh, Duration next, String reason) {
        assertThat(SCHEDULE.afterRateLimit(failures, server(retry, fresh), NOW, 0))
                .isEqualTo(new NextPoll(NOW.plus(next), reason));
    }

    @Test
    void c21_hoursThatTheFeedExcludesAreLeftOut() {
        PollHints feed = new PollHints(null, null, Set.of(11, 12, 13), Set.of());
        assertThat(success(feed)).isEqualTo(new NextPoll(Instant.parse("2026-03-03T14:00:00Z"), "skip-hours"));
    }

    @Test
    void c21_daysThatTheFeedExcludesAreLeftOut() {
        PollHints feed = new PollHints(null, null, Set.of(0), Set.of(DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY));
        assertThat(success(feed)).isEqualTo(new NextPoll(Instant.parse("2026-03-05T01:00:00Z"), "skip-hours"));
    }

    @Test
    void aFeedThatExcludesTheWholeWeekIsAskedNevertheless() {
        Set<Integer> hours = IntStream.range(0, 24).boxed().collect(Collectors.toSet());
        assertThat(success(new PollHints(null, null, hours, Set.of())))
                .isEqualTo(new NextPoll(NOW.plus(Duration.ofHours(1)), "floor"));
    }

    @Test
    void c24_feedsAddedTogetherPartWaysOverTheWholeInterval() {
        Rhythm first = new Rhythm(null, NOW, true, null);
        assertThat(SCHEDULE.afterSuccess(first, PollHints.NONE, ServerHints.NONE, NOW, 0.75)
                        .at())
                .isEqualTo(NOW.plus(Duration.ofMinutes(105)));
    }

    @Test
    void c24_aThousandFeedsDueInTheSameSecondAreSpreadOverTheInterval() {
        Rhythm first = new Rhythm(null, NOW, true, null);
        Random random = new Random(24);
        Map<Long, Long> perMinute = IntStream.range(0, 1000)
                .mapToObj(i -> SCHEDULE.afterSuccess(first, PollHints.NONE, ServerHints.NONE, NOW, random.nextDouble()))
                .collect(Collectors.groupingBy(
                        next -> Duration.between(NOW, next.at()).toMinutes(), Collectors.counting()));
        assertThat(perMinute).hasSizeGreaterThan(55);
        assertThat(perMinute.values()).allMatch(feeds -> feeds < 40);
    }

    @Test
    void c23_aFeedThatSlowedDownIsBackAtTheFloorWithItsFirstNews() {
        Rhythm silent = new Rhythm(null, NOW.minus(Duration.ofDays(30)), false, null);
        assertThat(SCHEDULE.afterSuccess(silent, PollHints.NONE, ServerHints.NONE, NOW, 0))
                .isEqualTo(new NextPoll(NOW.plus(Duration.ofHours(24)), "rhythm"));
        Rhythm awake = new Rhythm(null, NOW, false, null);
        assertThat(SCHEDULE.afterSuccess(awake, PollHints.NONE, ServerHints.NONE, NOW, 0))
                .isEqualTo(new NextPoll(NOW.plus(Duration.ofHours(1)), "floor"));
    }

    @Test
    void aStandMayPollEveryFewSeconds() {
        Schedule stand = new Schedule(config("PT5S", "PT5M", "PT10S", "P7D", "PT1M"));
        Rhythm rhythm = new Rhythm(null, NOW.minus(Duration.ofDays(9)), false, null);
        assertThat(stand.afterSuccess(rhythm, PollHints.NONE, ServerHints.NONE, NOW, 0)
                        .at())
                .isEqualTo(NOW.plusSeconds(10));
        Rhythm wished = new Rhythm(Duration.ofSeconds(1), NOW, false, null);
        assertThat(stand.afterSuccess(wished, PollHints.NONE, ServerHints.NONE, NOW, 0)
                        .at())
                .isEqualTo(NOW.plusSeconds(5));
    }

    @Property
    void c16_c22_aPollThatWorkedIsNeverFollowedBelowTheFloorNorBeyondTheLongestHint(
            @ForAll @LongRange(min = 0, max = 100_000_000) long silentSeconds,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long ttlSeconds,
            @ForAll @LongRange(min = 1, max = 1_000_000_000) long freshSeconds,
            @ForAll @DoubleRange(min = 0, max = 0.99) double chance) {
        PollHints feed = new PollHints(Duration.ofSeconds(ttlSeconds), null, Set.of(), Set.of());
        Rhythm rhythm = new Rhythm(null, NOW.minusSeconds(silentSeconds), false, null);
        Instant at = SCHEDULE.afterSuccess(rhythm, feed, server(null, Duration.ofSeconds(freshSeconds)), NOW, chance)
                .at();
        assertThat(at).isBetween(NOW.plus(Duration.ofHours(1)), NOW.plus(Duration.ofDays(7)));
    }

    @Property
    void c32_failuresSlowPollingDownButNeverStopIt(
            @ForAll @IntRange(min = 1, max = 10_000) int failures,
            @ForAll boolean lasting,
            @ForAll @DoubleRange(min = 0, max = 0.99) double chance) {
        Instant at = SCHEDULE.afterFailure(failures, lasting, ServerHints.NONE, NOW, chance)
                .at();
        Instant later = SCHEDULE.afterFailure(failures + 1, lasting, ServerHints.NONE, NOW, chance)
                .at();
        assertThat(later).isAfterOrEqualTo(at);
        assertThat(at).isBetween(NOW.plus(Duration.ofHours(1)), NOW.plus(Duration.ofMinutes(24 * 66)));
    }

    private static NextPoll success(PollHints feed) {
        return SCHEDULE.afterSuccess(new Rhythm(null, NOW, false, null), feed, ServerHints.NONE, NOW, 0);
    }

    private static ServerHints server(Duration retry, Duration fresh) {
        return new ServerHints(
                retry == null ? null : NOW.plus(retry),
                fresh == null ? null : NOW.plus(fresh),
                fresh == null ? null : "cache-control");
    }
}
