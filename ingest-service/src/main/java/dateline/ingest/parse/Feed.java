package dateline.ingest.parse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A feed's own facts. Text is plain text unless said otherwise; what a feed does not give is null or an empty list.
 *
 * @param id {@code atom:id} or {@code rdf:about}, as written, or null
 * @param title the title, or null
 * @param link the absolute URL of the site the feed belongs to, or null
 * @param description the description or subtitle as sanitised HTML, or null
 * @param language the language tag as written, or null
 * @param updated when the feed says that it last changed, or null
 * @param authors the authors of the feed
 * @param links all typed links ({@code self}, {@code hub}, {@code next}, {@code prev-archive} …), in document order
 * @param imageUrl the absolute URL of the logo, or null
 * @param rights the copyright line, or null
 * @param hints how often the feed wants to be read
 * @param complete whether the document holds all entries there are (RFC 5005, {@code fh:complete})
 * @param archive whether the document is an archive page (RFC 5005, {@code fh:archive})
 */
public record Feed(
        String id,
        String title,
        String link,
        String description,
        String language,
        Instant updated,
        List<Author> authors,
        List<FeedLink> links,
        String imageUrl,
        String rights,
        PollHints hints,
        boolean complete,
        boolean archive) {

    public Feed {
        authors = List.copyOf(authors);
        links = List.copyOf(links);
    }

    /**
     * The first link of a relation.
     *
     * @param rel the relation in lower case, such as {@code hub}
     * @return its absolute URL, empty where there is none
     */
    public Optional<String> link(String rel) {
        return links.stream()
                .filter(link -> link.rel().equals(rel))
                .map(FeedLink::href)
                .findFirst();
    }
}
