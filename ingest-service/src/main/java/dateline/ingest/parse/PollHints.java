package dateline.ingest.parse;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Set;

/**
 * What a feed says about how often it wants to be read.
 *
 * @param ttl RSS 2.0 {@code ttl}: how long a copy may be kept, or null
 * @param updateInterval {@code sy:updatePeriod} divided by {@code sy:updateFrequency} (RSS 1.0 Syndication module), or
 *     null
 * @param skipHours RSS {@code skipHours}: hours of the day in UTC, 0 to 23, in which not to ask
 * @param skipDays RSS {@code skipDays}: days of the week in UTC on which not to ask
 */
public record PollHints(Duration ttl, Duration updateInterval, Set<Integer> skipHours, Set<DayOfWeek> skipDays) {

    /** A feed that says nothing. */
    public static final PollHints NONE = new PollHints(null, null, Set.of(), Set.of());

    public PollHints {
        skipHours = Set.copyOf(skipHours);
        skipDays = Set.copyOf(skipDays);
    }
}
