package dateline.ingest.source;

import dateline.ingest.fetch.ServerHints;
import dateline.ingest.parse.PollHints;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * When a feed is asked next: a pure function of its state, what the last poll brought, the wishes of server and feed, and the
 * time. Wishes only ever slow polling down; none is followed for longer than {@link ScheduleConfig#longestHint()}.
 */
public final class Schedule {

    // A feed that has been silent for thirty times the floor is asked at a thirtieth of its silence.
    private static final int SILENCE_DIVISOR = 30;
    private static final double JITTER = 0.1;
    private static final int HOURS_OF_A_WEEK = 168;

    private final Duration floor;
    private final Duration minimumInterval;
    private final Duration slowest;
    private final Duration longestHint;
    private final Duration longestBackoff;

    /**
     * A schedule.
     *
     * @param config its bounds
     */
    public Schedule(ScheduleConfig config) {
        floor = config.floor();
        minimumInterval = min(config.minimumInterval(), floor);
        slowest = max(config.slowest(), floor);
        longestHint = max(config.longestHint(), floor);
        longestBackoff = max(config.longestBackoff(), floor);
    }

    /**
     * The rhythm of a feed.
     *
     * @param interval the operator's own interval for it, or null
     * @param lastNews when it last brought a new release or, when it never has, was added
     * @param firstRead whether it has just been read for the first time
     * @param pushed how often it is to be asked at most because a hub pushes it, or null
     */
    public record Rhythm(Duration interval, Instant lastNews, boolean firstRead, Duration pushed) {}

    /**
     * After a poll that worked.
     *
     * @param rhythm the feed's rhythm
     * @param feed the wishes in the feed
     * @param server the wishes in the answer's headers
     * @param now the time
     * @param chance at random from [0, 1)
     * @return never sooner than the floor or the operator's interval
     */
    public NextPoll afterSuccess(Rhythm rhythm, PollHints feed, ServerHints server, Instant now, double chance) {
        Duration interval;
        String reason;
        if (rhythm.interval() != null) {
            interval = max(rhythm.interval(), minimumInterval);
            reason = "interval";
        } else {
            Duration silence = Duration.between(rhythm.lastNews(), now).dividedBy(SILENCE_DIVISOR);
            interval = min(max(silence, floor), slowest);
            reason = interval.equals(floor) ? "floor" : "rhythm";
            if (rhythm.pushed() != null && rhythm.pushed().compareTo(interval) > 0) {
                interval = rhythm.pushed();
                reason = "push";
            }
        }
        // Feeds that were added together part ways after the first poll: each takes its own place in the interval.
        Instant at = now.plus(interval).plus(share(interval, rhythm.firstRead() ? chance : chance * JITTER));
        NextPoll next = new NextPoll(at, reason);
        next = later(next, feed.ttl(), "ttl", now);
        next = later(next, feed.updateInterval(), "update-period", now);
        next = later(next, server.freshUntil(), server.freshBy(), now);
        next = later(next, server.retryAfter(), "retry-after", now);
        return outside(feed, next);
    }

    /**
     * After an answer that asks for patience (429, or 503 with {@code Retry-After}).
     *
     * @param failures how many polls in a row have not worked, this one included
     * @param server the wishes in the answer's headers
     * @param now the time
     * @param chance at random from [0, 1)
     * @return not before what the server asks for, and slower and slower where that does not help or it does not say
     */
    public NextPoll afterRateLimit(int failures, ServerHints server, Instant now, double chance) {
        NextPoll next = new NextPoll(backoff(failures + 1, now, chance), "rate-limited");
        if (server.retryAfter() != null) {
            String reason = failures == 1 ? "floor" : "rate-limited";
            next = later(new NextPoll(backoff(failures, now, chance), reason), server.retryAfter(), "retry-after", now);
        }
        return later(next, server.freshUntil(), server.freshBy(), now);
    }

    /**
     * After a poll that did not work.
     *
     * @param failures how many polls in a row have not worked, this one included
     * @param lasting whether asking again soon is pointless; it counts as one failure more
     * @param server the wishes in the answer's headers
     * @param now the time
     * @param chance at random from [0, 1)
     * @return twice as late with each failure, up to {@link ScheduleConfig#longestBackoff()}; never not at all
     */
    public NextPoll afterFailure(int failures, boolean lasting, ServerHints server, Instant now, double chance) {
        NextPoll next = new NextPoll(backoff(lasting ? failures + 1 : failures, now, chance), "backoff");
        next = later(next, server.freshUntil(), server.freshBy(), now);
        return later(next, server.retryAfter(), "retry-after", now);
    }

    private Instant backoff(int failures, Instant now, double chance) {
        Duration interval = min(floor.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 16)), longestBackoff);
        return now.plus(interval).plus(share(interval, chance * JITTER));
    }

    private NextPoll later(NextPoll next, Duration wish, String reason, Instant now) {
        return wish == null ? next : later(next, now.plus(wish), reason, now);
    }

    private NextPoll later(NextPoll next, Instant wish, String reason, Instant now) {
        if (wish == null) {
            return next;
        }
        boolean cut = wish.isAfter(now.plus(longestHint));
        Instant bounded = cut ? now.plus(longestHint) : wish;
        return bounded.isAfter(next.at()) ? new NextPoll(bounded, cut ? reason + "-cut" : reason) : next;
    }

    // RSS 2.0 skipHours and skipDays, both in GMT: the first full hour that is not excluded.
    private static NextPoll outside(PollHints feed, NextPoll next) {
        ZonedDateTime at = next.at().atZone(ZoneOffset.UTC);
        String reason = next.reason();
        for (int hour = 0; hour < HOURS_OF_A_WEEK; hour++) {
            boolean day = feed.skipDays().contains(at.getDayOfWeek());
            if (!day && !feed.skipHours().contains(at.getHour())) {
                return new NextPoll(at.toInstant(), reason);
            }
            reason = day ? "skip-days" : "skip-hours";
            at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        }
        return next; // every hour of the week is excluded: that cannot be meant
    }

    private static Duration share(Duration whole, double part) {
        return Duration.ofMillis((long) (whole.toMillis() * part));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
