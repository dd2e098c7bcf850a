package dateline.query.feed;

import dateline.query.document.Document;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A search as a feed, whatever its format.
 *
 * @param id the search's name in the world, the same for every format
 * @param title what it is called
 * @param description what was searched for
 * @param self the address of this feed
 * @param home the page of the same search
 * @param site the address at which this service's paths begin; ends in a slash
 * @param hubs addresses of WebSub hubs
 * @param maxAge how long a reader may keep it
 * @param entries newest first
 */
record Channel(
        String id,
        String title,
        String description,
        String self,
        String home,
        String site,
        List<String> hubs,
        Duration maxAge,
        List<Document> entries) {

    /** The generator that feeds name. */
    static final String GENERATOR = "Dateline";

    Channel {
        hubs = List.copyOf(hubs);
        entries = List.copyOf(entries);
    }

    /** When the newest revision of an entry was read; 1970 when there are no entries. */
    Instant updated() {
        return entries.stream().map(Document::received).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /** The release's page: at its source where it has one, else here. */
    String page(Document entry) {
        return entry.url().orElseGet(() -> view(entry));
    }

    /** The release's page in this service. */
    String view(Document entry) {
        return site + "view/" + entry.id();
    }
}
