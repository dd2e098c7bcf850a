package dateline.query.quotation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A quotation and where it stands.
 *
 * @param text what was said, as the release has it
 * @param kind {@code direct}, {@code mixed} or {@code indirect}
 * @param speaker the entity that speaks, or null
 * @param speakerText how the release names the speaker, or null
 * @param cue the word that introduces it, or null
 * @param start where it begins in the release's text, in code points
 * @param end where it ends
 * @param about the entities that it names
 * @param release where it was read
 */
@Schema(description = "A quotation and the release that has it.")
public record Quotation(
        String text,
        String kind,
        Named speaker,
        String speakerText,
        String cue,
        int start,
        int end,
        List<Named> about,
        Release release) {

    /** Guards the list. */
    public Quotation {
        about = List.copyOf(about);
    }

    /** An entity by its name. */
    public record Named(String id, String type, String name) {}

    /** The release that has the quotation. */
    public record Release(String id, String title, String url, String source, Instant published, String self) {}

    /** All quotations of a release, in the order in which its annotations have them. */
    static List<Quotation> of(JsonNode event, Instant published) {
        List<Quotation> quotations = new ArrayList<>();
        JsonNode entities = event.path("annotations").path("entities");
        String text = event.path("text").asText();
        int length = text.codePointCount(0, text.length());
        Release release = new Release(
                event.path("id").asText(),
                event.path("title").asText(),
                event.path("url").textValue(),
                event.path("source").path("name").asText(),
                published,
                "/releases/" + event.path("id").asText());
        for (JsonNode quotation : event.path("annotations").path("quotations")) {
            int start = Math.min(quotation.path("start").asInt(), length);
            int end = Math.max(start, Math.min(quotation.path("end").asInt(), length));
            int from = text.offsetByCodePoints(0, start);
            quotations.add(new Quotation(
                    text.substring(from, text.offsetByCodePoints(from, end - start)),
                    quotation.path("kind").textValue(),
                    speaker(entities, quotation.path("speaker").textValue()),
                    quotation.path("speakerText").textValue(),
                    quotation.path("cue").textValue(),
                    start,
                    end,
                    named(entities, start, end),
                    release));
        }
        return quotations;
    }

    private static Named speaker(JsonNode entities, String id) {
        for (JsonNode entity : entities) {
            if (id != null && id.equals(entity.path("id").asText())) {
                return named(entity);
            }
        }
        return id == null ? null : new Named(id, null, null);
    }

    private static List<Named> named(JsonNode entities, int start, int end) {
        List<Named> named = new ArrayList<>();
        for (JsonNode entity : entities) {
            for (JsonNode mention : entity.path("mentions")) {
                if (mention.path("start").asInt() >= start
                        && mention.path("end").asInt() <= end) {
                    named.add(named(entity));
                    break;
                }
            }
        }
        return named;
    }

    private static Named named(JsonNode entity) {
        return new Named(
                entity.path("id").asText(),
                entity.path("type").asText(),
                entity.path("name").asText());
    }
}
