package dateline.ingest.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The states of a feed; the names are those of {@code feed-status.schema.json}. */
public enum SourceStatus {
    /** Added and not yet read. */
    NEW,
    /** Read at the last poll. */
    ACTIVE,
    /** Not read at the last poll; it is asked again. */
    FAILING,
    /** The site asks for a proof that a person is reading. */
    BLOCKED,
    /** The server says that the feed is gone for good; polling has stopped. */
    GONE,
    /** The feed has a new address, which was adopted. */
    MOVED,
    /** Read without fault, but nothing new for far longer than its rhythm. */
    SILENT,
    /** Polling was stopped by hand. */
    PAUSED,
    /** Taken out; told once, then forgotten. */
    REMOVED;

    /**
     * The state as events and REST write it.
     *
     * @return lower case
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The state of a code.
     *
     * @param code as events and REST write it
     * @return empty for an unknown code
     */
    public static Optional<SourceStatus> of(String code) {
        return Arrays.stream(values())
                .filter(status -> status.code().equals(code))
                .findFirst();
    }
}
