package dateline.ingest.parse;

import java.util.List;

/**
 * A document that could not be read as a feed.
 *
 * @param reason the kind of failure, for metrics and for the feed's status
 * @param message what was wrong, in words, without the place
 * @param position where it was wrong
 * @param repairs the repairs that were tried before giving up
 */
public record ParseFailure(FailureReason reason, String message, Position position, List<Repair> repairs)
        implements ParseOutcome {

    public ParseFailure {
        repairs = List.copyOf(repairs);
    }

    /**
     * The failure as one line: reason, message and place.
     *
     * @return for example {@code html-page: an HTML page, not a feed (line 1, column 1)}
     */
    public String describe() {
        return reason.code() + ": " + message + " (" + position + ")";
    }
}
