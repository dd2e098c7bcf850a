package dateline.query.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of releases.
 *
 * @param total how many releases match, as far as they were counted
 * @param relation {@code eq} when the total is exact, {@code gte} when counting stopped at the cap
 * @param releases newest first
 * @param next the cursor of the next page, null on the last one
 */
public record SearchResult(
        @Schema(
                description =
                        "How many releases match; counting stops at 10,000, for phrases, near/, title: and body: at 200.",
                examples = "1284")
        long total,

        @Schema(
                description = "eq: the total is exact. gte: there are at least so many.",
                enumeration = {"eq", "gte"})
        String relation,

        List<Hit> releases,

        @Schema(description = "The cursor of the next page; null on the last page.", nullable = true)
        String next) {

    /**
     * A release in a page.
     *
     * @param id 32 hexadecimal digits
     * @param revision the current revision
     * @param change {@code new}, {@code updated} or {@code withdrawn}
     * @param title plain text, may be empty
     * @param url the release's page at its source, or null
     * @param source who published it
     * @param language BCP 47 tag
     * @param published what it is dated
     * @param received when this revision was read
     * @param embargoedUntil not to be shown before, or null
     * @param snippet its lead, or the place that matches, as HTML: text is escaped and matches stand in {@code mark}
     * @param highlightedTitle the title in the same way
     * @param topics what it is about
     * @param entities the most salient ones
     * @param group shared by near-duplicates, or null
     * @param story how often it was repeated by others, or null when it was not
     * @param self its path in this service
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Hit(
            String id,
            int revision,
            String change,
            String title,
            String url,
            Source source,
            String language,
            Instant published,
            Instant received,
            Instant embargoedUntil,

            @Schema(description = "HTML: text is escaped, matches stand in <mark>.")
            String snippet,

            @Schema(description = "HTML: text is escaped, matches stand in <mark>.")
            String highlightedTitle,

            List<Topic> topics,
            List<Entity> entities,
            String group,

            @Schema(description = "The copies of its story; null when there are none.", nullable = true)
            Story story,

            String self) {}

    /**
     * The near-duplicates of the first release of a story.
     *
     * @param copies how many there are, besides the first
     * @param relation {@code eq} when the number is exact, {@code gte} when counting stopped at 100
     * @param sources who published them, by name
     * @param self the path of the search that shows all of the story
     */
    public record Story(
            int copies,

            @Schema(
                    description = "eq: the number is exact. gte: there are at least so many.",
                    enumeration = {"eq", "gte"})
            String relation,

            List<Source> sources,
            String self) {}

    /** Who published a release. */
    public record Source(String id, String name, String country) {}

    /** A topic of a release; {@code rel} is {@code about} or {@code mentions}. */
    public record Topic(String uri, String label, String rel, double confidence) {}

    /** An entity of a release. */
    public record Entity(String id, String type, String name) {}
}
