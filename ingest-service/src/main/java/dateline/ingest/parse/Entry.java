package dateline.ingest.parse;

import java.time.Instant;
import java.util.List;

/**
 * One entry of a feed. Text is plain text unless said otherwise; what an entry does not give is null or an empty list.
 *
 * @param id {@code guid}, {@code atom:id}, {@code rdf:about} or the JSON Feed id, as written, or null
 * @param idIsPermalink whether the id is the entry's address too (RSS {@code isPermaLink}, and its default)
 * @param title the title, or null
 * @param link the absolute URL of the entry's page, or null
 * @param published when it was published, or null
 * @param updated when it was last changed, or null
 * @param authors the authors; the feed's where the format says that they are inherited
 * @param summaryHtml the summary or excerpt as sanitised HTML with absolute links, or null
 * @param contentHtml the full text as sanitised HTML with absolute links, or null
 * @param categories categories, tags, subjects and keywords
 * @param enclosures files that belong to the entry, each URL once
 * @param links all typed links but enclosures, in document order
 * @param language the language tag in force for the entry, as written, or null
 * @param source where the entry was taken over from, or null
 * @param rights the copyright line, or null
 * @param location where the entry is about (GeoRSS, W3C geo), or null
 */
public record Entry(
        String id,
        boolean idIsPermalink,
        String title,
        String link,
        Instant published,
        Instant updated,
        List<Author> authors,
        String summaryHtml,
        String contentHtml,
        List<Category> categories,
        List<Enclosure> enclosures,
        List<FeedLink> links,
        String language,
        Source source,
        String rights,
        GeoPoint location) {

    public Entry {
        authors = List.copyOf(authors);
        categories = List.copyOf(categories);
        enclosures = List.copyOf(enclosures);
        links = List.copyOf(links);
    }

    /**
     * Where an entry was taken over from (RSS {@code source}, {@code atom:source}).
     *
     * @param title the name of the source, or null
     * @param url its absolute URL, or null
     */
    public record Source(String title, String url) {}

    /**
     * A place on the Earth (WGS 84).
     *
     * @param latitude degrees north, -90 to 90
     * @param longitude degrees east, -180 to 180
     */
    public record GeoPoint(double latitude, double longitude) {

        public GeoPoint {
            if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
                throw new IllegalArgumentException("no place on the Earth: " + latitude + ", " + longitude);
            }
        }
    }
}
