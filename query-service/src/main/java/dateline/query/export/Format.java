package dateline.query.export;

import java.util.Locale;

/** The forms of an export. */
enum Format {
    /** The events as they came, one JSON object a line. */
    NDJSON("application/x-ndjson"),
    /** RFC 4180. */
    CSV("text/csv"),
    /** IPTC ninjs 3.1, one object a line. */
    NINJS("application/x-ndjson");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    static Format of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String mediaType() {
        return mediaType + "; charset=utf-8";
    }

    String fileName() {
        return this == NINJS ? "releases.ninjs.ndjson" : "releases." + name().toLowerCase(Locale.ROOT);
    }

    /** What stands before the rows. */
    String header() {
        return this == CSV ? Csv.header() : "";
    }
}
