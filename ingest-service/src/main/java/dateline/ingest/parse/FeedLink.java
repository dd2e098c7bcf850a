package dateline.ingest.parse;

import java.util.Objects;

/**
 * A typed link of a feed or an entry.
 *
 * @param rel the link relation in lower case ({@code alternate}, {@code self}, {@code hub}, {@code next}, {@code
 *     prev-archive}, {@code replies}, {@code via} …)
 * @param href the absolute URL
 * @param type the media type, or null
 */
public record FeedLink(String rel, String href, String type) {

    public FeedLink {
        Objects.requireNonNull(rel, "rel");
        Objects.requireNonNull(href, "href");
    }
}
