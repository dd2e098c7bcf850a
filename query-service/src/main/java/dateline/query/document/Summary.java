package dateline.query.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a list shows of a release, as JSON: in streams and alerts. */
public final class Summary {

    private static final int LEAD = 300;
    private static final int ENTITIES = 8;

    private Summary() {}

    /** The release in short; its {@code self} is its path in this service. */
    public static ObjectNode of(Document release) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        summary.put("id", release.id())
                .put("revision", release.revision())
                .put("change", release.change())
                .put("backfill", release.event().path("backfill").asBoolean())
                .put("title", release.title())
                .put("lead", lead(release.text()))
                .put("url", release.url().orElse(null));
        summary.putObject("source")
                .put("id", release.sourceId())
                .put("name", release.sourceName())
                .put("country", release.country().orElse(null));
        summary.put("language", release.language().orElse(null))
                .put("published", release.published().toString())
                .put("received", release.received().toString());
        ArrayNode topics = summary.putArray("topics");
        release.topics()
                .forEach(topic -> topics.addObject()
                        .put("uri", topic.uri())
                        .put("label", topic.label())
                        .put("rel", topic.rel()));
        ArrayNode entities = summary.putArray("entities");
        release.entities().stream()
                .limit(ENTITIES)
                .forEach(entity -> entities.addObject()
                        .put("id", entity.id())
                        .put("type", entity.type())
                        .put("name", entity.name()));
        return summary.put("self", "/releases/" + release.id());
    }

    private static String lead(String text) {
        // Long texts are cut before they are looked through.
        String line = text.substring(0, Math.min(text.length(), LEAD * 4)).replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= LEAD
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LEAD)) + " …";
    }
}
