package dateline.ingest.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One revision of one press release as it came from its source: the value on the topic {@code releases.ingested}. The
 * properties are those of {@code release.schema.json}, in its order.
 *
 * @param id 32 hexadecimal digits, a function of source and guid
 * @param revision 1 for the first version, one more for each change
 * @param change what kind of revision it is
 * @param backfill whether it was already there when its feed was read for the first time
 * @param source where it comes from
 * @param guid the identity that the source gave or, without one, a derived one
 * @param url the release's page, absolute, or null
 * @param title plain text, may be empty
 * @param text plain text, paragraphs separated by one blank line
 * @param html the same as sanitised HTML, null when the source gave plain text
 * @param summary the source's own summary as plain text, null when there is none besides the text
 * @param language a BCP 47 tag, or null
 * @param authors the names of the authors
 * @param categories the source's own categories
 * @param media files that belong to the release
 * @param published when the source says that it published the release, or null
 * @param updated when the source says that it changed the release, or null
 * @param received when this revision was first read
 * @param completeness whether the source gave the whole text
 */
public record Release(
        String id,
        int revision,
        Change change,
        boolean backfill,
        Source source,
        String guid,
        String url,
        String title,
        String text,
        String html,
        String summary,
        String language,
        List<String> authors,
        List<String> categories,
        List<Medium> media,
        Instant published,
        Instant updated,
        Instant received,
        Completeness completeness) {

    public Release {
        if (!id.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("no release id: " + id);
        }
        if (revision < 1) {
            throw new IllegalArgumentException("revisions count from 1: " + revision);
        }
        if (guid.isEmpty()) {
            throw new IllegalArgumentException("a release has a guid");
        }
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(received, "received");
        Objects.requireNonNull(completeness, "completeness");
        authors = List.copyOf(authors);
        categories = List.copyOf(categories);
        media = List.copyOf(media);
    }

    /**
     * The revision that takes this release back.
     *
     * @param number its number
     * @param at when it was found to be gone
     * @return title and text are those of this revision
     */
    public Release withdrawn(int number, Instant at) {
        return new Release(
                id,
                number,
                Change.WITHDRAWN,
                backfill,
                source,
                guid,
                url,
                title,
                text,
                html,
                summary,
                language,
                authors,
                categories,
                media,
                published,
                updated,
                at,
                completeness);
    }

    /** What kind of revision it is. */
    public enum Change {
        /** The first revision. */
        @JsonProperty("new")
        NEW,
        /** The source changed the release. */
        @JsonProperty("updated")
        UPDATED,
        /** The source took the release back. */
        @JsonProperty("withdrawn")
        WITHDRAWN
    }

    /** How much of the release the source gave. */
    public enum Completeness {
        /** The whole text. */
        @JsonProperty("full")
        FULL,
        /** A summary or a cut text. */
        @JsonProperty("excerpt")
        EXCERPT
    }

    /**
     * Where a release comes from.
     *
     * @param id the feed's id
     * @param name the feed's name
     * @param feed the feed's URL
     * @param site the URL of the site, or null
     * @param country ISO 3166-1 alpha-2, or null
     * @param tags the operator's tags
     */
    public record Source(String id, String name, String feed, String site, String country, List<String> tags) {

        public Source {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(feed, "feed");
            tags = List.copyOf(tags);
        }
    }

    /**
     * A file that belongs to a release.
     *
     * @param url its absolute URL
     * @param type its media type, or null
     * @param length its length in octets, or null
     */
    public record Medium(String url, String type, Long length) {

        public Medium {
            Objects.requireNonNull(url, "url");
        }
    }
}
