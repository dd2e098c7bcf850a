package dateline.query.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What the tables need of one event of {@code releases.enriched}.
 *
 * @param id 32 hexadecimal digits
 * @param revision from 1
 * @param withdrawn whether the source took the release back
 * @param source the source's id
 * @param sourceName what it is called
 * @param country ISO 3166-1 alpha-2 of the source, or null
 * @param language BCP 47 tag of the language that the annotations found, {@code und} when none
 * @param published what the release is dated: its own date, else its dateline's, else when it was received
 * @param received when this revision was read
 * @param embargoedUntil not to be shown before, or null
 * @param words the text by weight
 * @param entities those that a filter can name
 * @param quotations what is quoted
 * @param topics codes of the topics, the last part of their URIs
 * @param group shared by near-duplicates, or null
 * @param copy whether it is a near-duplicate of one that came before it
 * @param event the whole event, as JSON that Postgres can keep
 */
record EnrichedRelease(
        String id,
        int revision,
        boolean withdrawn,
        String source,
        String sourceName,
        String country,
        String language,
        Instant published,
        Instant received,
        Instant embargoedUntil,
        Words words,
        List<Entity> entities,
        Quotations quotations,
        List<String> topics,
        String group,
        boolean copy,
        String event) {

    EnrichedRelease {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(published, "published");
        Objects.requireNonNull(received, "received");
        entities = List.copyOf(entities);
        topics = List.copyOf(topics);
    }

    /** The text in the order of its weight: title A, lead B, body C, head and tail D. */
    record Words(String title, String lead, String body, String rest) {}

    /**
     * What is quoted.
     *
     * @param speakers ids of the entities that are quoted
     * @param about ids of the entities that the quotations name
     * @param texts the quotations' texts, in their order
     */
    record Quotations(List<String> speakers, List<String> about, List<String> texts) {
        Quotations {
            speakers = List.copyOf(speakers);
            about = List.copyOf(about);
            texts = List.copyOf(texts);
        }
    }

    /** A stretch of text, half-open, in code points. */
    record Span(int start, int end) {
        boolean holds(Span other) {
            return start <= other.start && other.end <= end;
        }
    }

    /** An entity with each of its names and where it is named. */
    record Entity(String id, String type, String name, List<String> aliases, List<Span> mentions) {
        Entity {
            aliases = List.copyOf(aliases);
            mentions = List.copyOf(mentions);
        }
    }
}
