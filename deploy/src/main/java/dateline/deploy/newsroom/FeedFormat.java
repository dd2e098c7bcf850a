package dateline.deploy.newsroom;

/** The formats in which newsrooms of the real world offer their releases. */
enum FeedFormat {
    /** RSS 2.0, the whole text in {@code content:encoded}. */
    RSS("feed.xml", "application/rss+xml"),
    /** RSS 2.0 with the first sentences only; the text is on the article page. */
    RSS_EXCERPT("rss.xml", "application/rss+xml"),
    /** RSS 1.0, which is RDF. */
    RDF("index.rdf", "application/rdf+xml"),
    /** Atom 1.0 (RFC 4287), the whole text as escaped HTML. */
    ATOM("atom.xml", "application/atom+xml"),
    /** JSON Feed 1.1. */
    JSON("feed.json", "application/feed+json");

    private final String file;
    private final String mediaType;

    FeedFormat(String file, String mediaType) {
        this.file = file;
        this.mediaType = mediaType;
    }

    /** The feed's file name below its newsroom's path. */
    String file() {
        return file;
    }

    /** The media type without parameters. */
    String mediaType() {
        return mediaType;
    }
}
