package dateline.ingest.source;

import java.time.Duration;
import java.time.Instant;

/**
 * Whose turn it is among the feeds of one host. Each feed that is due and cannot start is given the next free moment, so that a
 * host with very many feeds that are due makes each of them wait once and not look again and again.
 */
final class HostQueue {

    private final int atOnce;
    private final Duration spacing;
    private Instant lastStart;
    private Instant nextSlot;
    private final Instant quietUntil;
    private int active;
    private boolean changed;

    /**
     * The queue as it stands.
     *
     * @param atOnce how many feeds may be asked at the same time
     * @param spacing how long to wait between the starts of two
     * @param lastStart when the last one started
     * @param nextSlot the first moment that has not been promised to a feed
     * @param quietUntil until when the server has asked for patience
     * @param active how many are being asked
     */
    HostQueue(int atOnce, Duration spacing, Instant lastStart, Instant nextSlot, Instant quietUntil, int active) {
        this.atOnce = atOnce;
        this.spacing = spacing;
        this.lastStart = lastStart;
        this.nextSlot = nextSlot;
        this.quietUntil = quietUntil;
        this.active = active;
    }

    /**
     * Asks for a turn.
     *
     * @param promised whether this moment was promised to the feed
     * @param now the time
     * @return now when the feed may start, which is noted; else when it is to ask again
     */
    Instant turn(boolean promised, Instant now) {
        Instant earliest = later(lastStart.plus(spacing), quietUntil);
        boolean free = active < atOnce && !earliest.isAfter(now);
        if (free && (promised || !nextSlot.isAfter(now))) {
            active++;
            changed = true;
            lastStart = now;
            nextSlot = later(nextSlot, now.plus(spacing));
            return now;
        }
        Instant soon = later(earliest, now.plus(spacing));
        if (promised && !quietUntil.isAfter(now)) {
            return soon; // it has waited: it does not go to the end of the queue again
        }
        Instant slot = later(nextSlot, soon);
        changed = true;
        nextSlot = slot.plus(spacing);
        return slot;
    }

    /** Whether a turn or a moment was given since. */
    boolean isChanged() {
        return changed;
    }

    Instant lastStart() {
        return lastStart;
    }

    Instant nextSlot() {
        return nextSlot;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
