package dateline.ingest.parse;

import java.util.Locale;

/** Why a document could not be read as a feed. */
public enum FailureReason {
    /** No bytes, or nothing but white space. */
    EMPTY,
    /** An HTML page: often a block page, a log-in form or a moved site. */
    HTML_PAGE,
    /** XML, JSON or text, but no feed. */
    NOT_A_FEED,
    /** A feed by its beginning, but nothing in it could be read. */
    BROKEN,
    /** Larger than the parser's limit. */
    TOO_LARGE;

    /**
     * The reason as metrics and status events write it.
     *
     * @return lower case, words joined by hyphens
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
