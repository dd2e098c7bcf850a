package dateline.ingest.parse;

import java.util.Objects;

/**
 * A file that belongs to an entry: a picture, a recording, a document.
 *
 * @param url the absolute URL
 * @param type the media type, or null
 * @param length the length in bytes, or null where unknown or not credible
 */
public record Enclosure(String url, String type, Long length) {

    public Enclosure {
        Objects.requireNonNull(url, "url");
    }
}
