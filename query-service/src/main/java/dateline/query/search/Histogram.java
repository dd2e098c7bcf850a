package dateline.query.search;

import dateline.query.problem.ProblemException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many matches were published when.
 *
 * @param interval the length of a bucket
 * @param counted how many of the newest matches were counted
 * @param complete whether these are all matches; if not, the oldest bucket may be cut
 * @param buckets the newest first; those without a match are left out
 */
@Schema(description = "How many of the newest matches were published when, in UTC.")
public record Histogram(String interval, int counted, boolean complete, List<Bucket> buckets) {

    /** A stretch of time that begins at {@code start}, and how many matches were published in it. */
    public record Bucket(Instant start, long count) {}

    /** The length of a bucket, in UTC; weeks begin on Monday, as in ISO 8601. */
    enum Interval {
        HOUR,
        DAY,
        WEEK,
        MONTH,
        YEAR;

        static Interval parse(String value) {
            for (Interval interval : values()) {
                if (interval.label().equals(value)) {
                    return interval;
                }
            }
            throw ProblemException.badParameter("interval", "Must be hour, day, week, month or year.");
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        Instant start(Instant time) {
            OffsetDateTime hour = time.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS);
            OffsetDateTime day = hour.truncatedTo(ChronoUnit.DAYS);
            return switch (this) {
                case HOUR -> hour.toInstant();
                case DAY -> day.toInstant();
                case WEEK ->
                    day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toInstant();
                case MONTH -> day.withDayOfMonth(1).toInstant();
                case YEAR -> day.withDayOfYear(1).toInstant();
            };
        }
    }

    static Histogram of(List<Cursor> newest, boolean complete, Interval interval) {
        Map<Instant, Long> counts = new TreeMap<>(Comparator.reverseOrder());
        newest.forEach(match -> counts.merge(interval.start(match.published()), 1L, Long::sum));
        return new Histogram(
                interval.label(),
                newest.size(),
                complete,
                counts.entrySet().stream()
                        .map(bucket -> new Bucket(bucket.getKey(), bucket.getValue()))
                        .toList());
    }
}
