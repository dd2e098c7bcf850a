package dateline.ingest.parse;

/** The feed formats that are read. */
public enum FeedFormat {
    /** RSS 0.90, in RDF. */
    RSS_090,
    /** RSS 0.91 to 0.94, Netscape's and UserLand's. */
    RSS_09X,
    /** RSS 1.0, in RDF. */
    RSS_10,
    /** RSS 2.0, and RSS of any later or unknown version number. */
    RSS_20,
    /** Atom 0.3. */
    ATOM_03,
    /** Atom 1.0 (RFC 4287). */
    ATOM_10,
    /** JSON Feed 1.0. */
    JSON_FEED_10,
    /** JSON Feed 1.1. */
    JSON_FEED_11
}
