package dateline.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;

/** An event of {@code releases.enriched} in the making: a whole one, of which a test changes what it is about. */
public final class Event {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root = JSON.createObjectNode();

    private Event(String guid) {
        String source = "test-press";
        root.put("id", id(source, guid)).put("revision", 1).put("change", "new").put("backfill", false);
        root.putObject("source")
                .put("id", source)
                .put("name", "Test Press")
                .put("feed", "https://press.example/feed.xml")
                .put("site", "https://press.example/")
                .put("country", "AT")
                .putArray("tags");
        root.put("guid", guid).put("url", "https://press.example/" + guid);
        root.put("title", "Title of " + guid).put("text", "Text of " + guid + ".");
        root.putNull("html").putNull("summary").put("language", "en");
        root.putArray("authors");
        root.putArray("categories");
        root.putArray("media");
        root.put("published", "2026-03-03T10:30:00Z").putNull("updated").put("received", "2026-03-03T10:41:07.25Z");
        root.put("completeness", "full");
        ObjectNode annotations = root.putObject("annotations");
        annotations.putObject("language").put("code", "en").put("confidence", 0.99);
        annotations
                .putObject("structure")
                .putNull("dateline")
                .putNull("credit")
                .putNull("infoSource")
                .putNull("embargoedUntil")
                .putArray("parts");
        annotations.putArray("entities");
        annotations.putArray("quotations");
        annotations.putArray("topics");
        annotations.putArray("keyphrases");
        annotations.putArray("summary");
        annotations
                .putObject("duplicates")
                .put("signature", "")
                .putNull("group")
                .putNull("relation");
        annotations.putArray("annotators").addObject().put("name", "structure").put("version", "1");
    }

    public static Event of(String guid) {
        return new Event(guid);
    }

    public String id() {
        return root.get("id").textValue();
    }

    public Event revision(int revision, String change) {
        root.put("revision", revision).put("change", change);
        return this;
    }

    public Event words(String title, String text) {
        root.put("title", title).put("text", text);
        return this;
    }

    public Event published(Instant published) {
        root.put("published", published == null ? null : published.toString());
        return this;
    }

    public Instant published() {
        return Instant.parse(root.get("published").textValue());
    }

    public Event source(String id, String name) {
        source().put("id", id).put("name", name);
        return this;
    }

    public Event language(String code) {
        ((ObjectNode) annotations().get("language")).put("code", code);
        return this;
    }

    public Event entity(String id, String type, String name, String... aliases) {
        ObjectNode entity = annotations().withArrayProperty("entities").addObject();
        entity.put("id", id).put("type", type).put("name", name).put("salience", 0.5);
        var names = entity.putArray("aliases");
        for (String alias : aliases) {
            names.add(alias);
        }
        entity.putArray("roles");
        entity.putArray("links");
        entity.putArray("mentions").addObject().put("start", 0).put("end", 1).put("confidence", 0.9);
        return this;
    }

    /** Says where the last entity is named, instead of where it was. */
    public Event mention(int start, int end) {
        var entities = annotations().withArrayProperty("entities");
        ((ObjectNode) entities.get(entities.size() - 1))
                .putArray("mentions")
                .addObject()
                .put("start", start)
                .put("end", end)
                .put("confidence", 0.9);
        return this;
    }

    /** Adds a stretch of the text, where it stands first, as a quotation. */
    public Event quotation(String quoted, String speaker) {
        String text = root.get("text").textValue();
        int unit = text.indexOf(quoted);
        int start = text.codePointCount(0, unit);
        annotations()
                .withArrayProperty("quotations")
                .addObject()
                .put("start", start)
                .put("end", start + quoted.codePointCount(0, quoted.length()))
                .put("kind", "direct")
                .put("speaker", speaker)
                .put("speakerText", "the speaker")
                .put("cue", "said")
                .put("confidence", 0.9);
        return this;
    }

    public Event topic(String code, String label, String rel) {
        annotations()
                .withArrayProperty("topics")
                .addObject()
                .put("uri", "http://cv.iptc.org/newscodes/mediatopic/" + code)
                .put("label", label)
                .put("rel", rel)
                .put("confidence", 0.8)
                .putArray("evidence");
        return this;
    }

    public Event part(String kind, int start, int end) {
        annotations()
                .get("structure")
                .withArrayProperty("parts")
                .addObject()
                .put("kind", kind)
                .put("start", start)
                .put("end", end);
        return this;
    }

    public Event structure(Consumer<ObjectNode> change) {
        change.accept((ObjectNode) annotations().get("structure"));
        return this;
    }

    public Event with(Consumer<ObjectNode> change) {
        change.accept(root);
        return this;
    }

    public ObjectNode annotations() {
        return (ObjectNode) root.get("annotations");
    }

    public byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public Map<String, String> headers() {
        return Map.of(
                "ce_specversion", "1.0",
                "ce_type", "dateline.release.enriched",
                "ce_id", id() + "/" + root.get("revision").intValue());
    }

    private ObjectNode source() {
        return (ObjectNode) root.get("source");
    }

    private static String id(String source, String guid) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest((source + "\n" + guid).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
