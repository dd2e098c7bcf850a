package dateline.query.change;

import dateline.query.change.ChangeLog.Mark;
import dateline.query.change.ChangeLog.Slice;
import dateline.query.search.ChangePosition;
import java.util.Optional;

/** Follows the changes from a position on, cheaply while there are none. Not for several threads at once. */
public final class Follower {

    private static final long NEVER = -1;

    private final ChangeLog log;
    private ChangePosition position;
    // The first mark with the number that was drawn last; once all that had begun then is over and read, that number is
    // settled.
    private Mark first;
    private long settled = NEVER;
    private boolean more;

    /** Follows from a position, which may lie in the past. */
    public Follower(ChangeLog log, ChangePosition start) {
        this.log = log;
        this.position = start;
    }

    /** Behind the last change that was given. */
    public ChangePosition position() {
        return position;
    }

    /**
     * The next changes, at most so many.
     *
     * @return nothing when nothing can have come
     */
    public Optional<Slice> next(int most) {
        Mark mark = log.mark();
        if (!more && mark.drawn() == settled) {
            return Optional.empty();
        }
        if (first == null || first.drawn() != mark.drawn()) {
            first = mark;
        }
        Slice slice = log.after(position, most);
        position = slice.next();
        more = slice.more();
        if (!more && mark.settles(first)) {
            settled = mark.drawn();
        }
        return Optional.of(slice);
    }

    /** Whether there are further changes already. */
    public boolean more() {
        return more;
    }
}
