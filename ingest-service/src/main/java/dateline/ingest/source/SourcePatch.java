package dateline.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dateline.ingest.problem.ProblemException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A change to a feed as a JSON Merge Patch (RFC 7396): what is not named stays, null takes away. */
final class SourcePatch {

    private static final Set<String> FIELDS = Set.of("url", "name", "site", "country", "tags", "pollInterval");

    private final JsonNode patch;

    private SourcePatch(JsonNode patch) {
        this.patch = patch;
    }

    static SourcePatch of(JsonNode patch) {
        if (patch == null || !patch.isObject()) {
            throw ProblemException.invalid(null, "A change is a JSON object with the fields to change.");
        }
        for (Iterator<String> names = patch.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw ProblemException.invalid(name, "There is no field '" + name + "' that can be changed.");
            }
        }
        return new SourcePatch(patch);
    }

    Optional<FeedUrl> url() {
        if (!patch.has("url")) {
            return Optional.empty();
        }
        String url = text("url");
        if (url == null || url.isBlank()) {
            throw ProblemException.invalid("url", "A feed needs a URL.");
        }
        return Optional.of(Fields.url("url", url));
    }

    SourceFacts applied(SourceFacts facts) {
        return new SourceFacts(
                patch.has("name") ? Fields.name(text("name")) : facts.name(),
                patch.has("site") ? Fields.site(text("site")) : facts.site(),
                patch.has("country") ? Fields.country(text("country")) : facts.country(),
                patch.has("tags") ? Fields.tags(texts("tags")) : facts.tags(),
                patch.has("pollInterval") ? Fields.interval(text("pollInterval")) : facts.pollInterval());
    }

    private String text(String field) {
        JsonNode value = patch.get(field);
        if (value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw ProblemException.invalid(field, "A text is expected here.");
        }
        return value.textValue();
    }

    private List<String> texts(String field) {
        JsonNode value = patch.get(field);
        if (value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw ProblemException.invalid(field, "A list of texts is expected here.");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isTextual()) {
                throw ProblemException.invalid(field, "A list of texts is expected here.");
            }
            texts.add(element.textValue());
        }
        return texts;
    }
}
