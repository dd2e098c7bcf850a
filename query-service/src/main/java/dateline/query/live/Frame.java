package dateline.query.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.query.document.Document;
import dateline.query.search.ChangePosition;
import dateline.query.standing.Arrival;
import io.vertx.core.buffer.Buffer;

/** Server-sent events, as the HTML standard defines their form. */
final class Frame {

    private static final int LEAD = 300;
    private static final int ENTITIES = 8;

    private Frame() {}

    /** What a stream begins with: how soon to come back after a break, and from where. */
    static Buffer opening(ChangePosition position) {
        return Buffer.buffer("retry: 2000\nid: " + position.format() + "\n\n");
    }

    /** That the stream is still there, and how far it is; a browser keeps the position and tells nobody. */
    static Buffer heartbeat(ChangePosition position) {
        return Buffer.buffer(": \nid: " + position.format() + "\n\n");
    }

    /**
     * A change.
     *
     * @param whole whether the whole event is sent, else what a list shows of it
     */
    static Buffer of(Arrival arrival, boolean whole) {
        // JSON of one line, so one field holds it.
        String data = whole ? arrival.change().event() : summary(arrival.document());
        return Buffer.buffer(
                "id: " + arrival.change().position().format() + "\nevent: release\ndata: " + data + "\n\n");
    }

    private static String summary(Document release) {
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
        return summary.put("self", "/releases/" + release.id()).toString();
    }

    private static String lead(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= LEAD
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LEAD)) + " …";
    }
}
