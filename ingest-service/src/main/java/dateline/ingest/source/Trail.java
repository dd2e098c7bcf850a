package dateline.ingest.source;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;

/**
 * What only a row of polls tells: whether the server has stopped noticing changes, and whether the feed has moved for good.
 *
 * @param unchanged how many polls in a row were answered with 304
 * @param wholeAsked when the feed was last asked without conditions, or null when never
 * @param move where the feed's own URL leads to for good, or null when it leads nowhere else
 * @param usualGap how far apart the feed's entries usually are, or null when it does not tell
 */
public record Trail(int unchanged, Instant wholeAsked, Move move, Duration usualGap) {

    /** A feed that was never polled. */
    public static final Trail NONE = new Trail(0, null, null, null);

    // Fewer say nothing: the feed may have been paused in between.
    private static final int SUSPICIOUS = 5;
    private static final int ENOUGH_DATES = 4;

    /**
     * A permanent redirect that was seen again and again.
     *
     * @param target where it leads
     * @param since when it was first seen
     * @param polls how many polls in a row saw it
     */
    public record Move(URI target, Instant since, int polls) {

        public Move {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(since, "since");
        }

        /**
         * Whether the move is to be believed.
         *
         * @param minimumPolls how many polls have to have seen it
         * @param minimumTime for how long it has to have stood
         * @param now the time
         * @return true when both are reached
         */
        public boolean isSettled(int minimumPolls, Duration minimumTime, Instant now) {
            return polls >= minimumPolls && !now.isBefore(since.plus(minimumTime));
        }
    }

    /**
     * Whether to ask without conditions for once: a server that answers 304 for ever may have stopped looking.
     *
     * @param patience how long a server is believed
     * @param now the time
     * @return true when it has answered nothing else for that long
     */
    public boolean isDoubtful(Duration patience, Instant now) {
        return unchanged >= SUSPICIOUS && wholeAsked != null && !now.isBefore(wholeAsked.plus(patience));
    }

    Trail whole(Instant now) {
        return new Trail(0, now, move, usualGap);
    }

    Trail again() {
        return new Trail(unchanged + 1, wholeAsked, move, usualGap);
    }

    /**
     * The trail after a feed was found at the end of a way.
     *
     * @param target the end of a way of permanent redirects only, or null for any other way
     * @param now the time
     * @return the trail
     */
    public Trail found(URI target, Instant now) {
        if (target == null) {
            return new Trail(unchanged, wholeAsked, null, usualGap);
        }
        boolean same = move != null && move.target().equals(target);
        return new Trail(
                unchanged,
                wholeAsked,
                same ? new Move(target, move.since(), move.polls() + 1) : new Move(target, now, 1),
                usualGap);
    }

    /**
     * The trail with the rhythm of a document.
     *
     * @param dates when its entries were published, in any order
     * @return the same trail where there are too few dates to tell
     */
    public Trail paced(Collection<Instant> dates) {
        if (dates.size() < ENOUGH_DATES) {
            return this;
        }
        Duration whole = Duration.between(Collections.min(dates), Collections.max(dates));
        return new Trail(unchanged, wholeAsked, move, whole.dividedBy(dates.size() - 1));
    }

    /**
     * Whether the feed has fallen silent against its own rhythm.
     *
     * @param lastNews when it last brought something new
     * @param factor how many of its usual gaps are silence
     * @param minimum what is never silence
     * @param now the time
     * @return false where its rhythm is not known
     */
    public boolean isSilent(Instant lastNews, int factor, Duration minimum, Instant now) {
        if (usualGap == null) {
            return false;
        }
        Duration silence = Duration.between(lastNews, now);
        return silence.compareTo(minimum) > 0 && silence.compareTo(usualGap.multipliedBy(factor)) > 0;
    }
}
