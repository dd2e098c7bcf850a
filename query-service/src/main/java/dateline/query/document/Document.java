package dateline.query.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A release that is shown whole. What the source wrote is hostile until it is escaped; addresses are given only when they are
 * of the web.
 *
 * @param event the event of {@code releases.enriched}
 * @param published what the release is dated: its own date, else its dateline's, else when it was received
 */
public record Document(JsonNode event, Instant published) {

    private static final Set<String> NAMED = Set.of("person", "organisation", "place", "event", "law", "work", "group");
    private static final int SHORT_TITLE = 80;

    /** A picture or another file; {@code type} and {@code length} (octets) may be null. */
    public record Media(String url, String type, Long length) {}

    /** A topic: IPTC Media Topics' URI, English label, {@code about} or {@code mentions}, and how sure that is, 0 to 1. */
    public record Topic(String uri, String label, String rel, double confidence) {}

    /** An entity that a filter can name; {@code link} is its page at Wikidata or elsewhere, or null. */
    public record Entity(String id, String type, String name, String link, double salience) {}

    /** Guards the parts. */
    public Document {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(published, "published");
    }

    /** 32 hexadecimal digits. */
    public String id() {
        return text("id");
    }

    /** The release's name in the world, the same wherever this service runs. */
    public String urn() {
        return "urn:dateline:release:" + id();
    }

    /** From 1. */
    public int revision() {
        return event.path("revision").asInt();
    }

    /** {@code new}, {@code updated} or {@code withdrawn}. */
    public String change() {
        return text("change");
    }

    /** The title as the source gave it; may be empty. */
    public String title() {
        return text("title");
    }

    /** The title, or the beginning of the text where there is none; never empty. */
    public String shownTitle() {
        if (!title().isBlank()) {
            return title();
        }
        String text = text().strip().replaceAll("\\s+", " ");
        if (text.isEmpty()) {
            return "Untitled";
        }
        return text.codePointCount(0, text.length()) <= SHORT_TITLE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHORT_TITLE)) + " …";
    }

    /** Plain text; paragraphs are separated by one blank line. */
    public String text() {
        return text("text");
    }

    /** The text as HTML: escaped, one element a paragraph. Nothing that the source wrote becomes markup. */
    public String html() {
        StringBuilder html = new StringBuilder(text().length() + 64);
        for (String paragraph : text().split("\n\n", -1)) {
            if (!paragraph.isBlank()) {
                html.append("<p>")
                        .append(escaped(paragraph).replace("\n", "<br>"))
                        .append("</p>\n");
            }
        }
        return html.toString();
    }

    /** The source's own summary, if it gave one. */
    public Optional<String> summary() {
        return optional(event.path("summary"));
    }

    /** The release's page at its source, if it has one on the web. */
    public Optional<String> url() {
        return web(event.path("url"));
    }

    /** The source's id. */
    public String sourceId() {
        return event.path("source").path("id").asText();
    }

    /** The source's name. */
    public String sourceName() {
        return event.path("source").path("name").asText();
    }

    /** The address of the feed that brought the release, if it is one of the web. */
    public Optional<String> sourceFeed() {
        return web(event.path("source").path("feed"));
    }

    /** The source's site, if it is known. */
    public Optional<String> sourceSite() {
        return web(event.path("source").path("site"));
    }

    /** ISO 3166-1 alpha-2 of the source, if it is known. */
    public Optional<String> country() {
        return optional(event.path("source").path("country"));
    }

    /** The BCP 47 tag that the annotations found; none when they could not tell. */
    public Optional<String> language() {
        return optional(event.path("annotations").path("language").path("code")).filter(code -> !code.equals("und"));
    }

    /** When this revision was read from the source. */
    public Instant received() {
        return OffsetDateTime.parse(text("received")).toInstant();
    }

    /** Not to be shown before, if so. */
    public Optional<Instant> embargoedUntil() {
        return optional(event.path("annotations").path("structure").path("embargoedUntil"))
                .map(time -> OffsetDateTime.parse(time).toInstant());
    }

    /** Those who wrote it, as the source names them. */
    public List<String> authors() {
        return strings(event.path("authors"));
    }

    /** The source's own categories. */
    public List<String> categories() {
        return strings(event.path("categories"));
    }

    /** Files that go with it. */
    public List<Media> media() {
        List<Media> media = new ArrayList<>();
        for (JsonNode file : event.path("media")) {
            web(file.path("url")).ifPresent(url -> {
                JsonNode length = file.path("length");
                media.add(new Media(
                        url, optional(file.path("type")).orElse(null), length.isNumber() ? length.longValue() : null));
            });
        }
        return media;
    }

    /** What it is about and what it touches. */
    public List<Topic> topics() {
        return elements(event.path("annotations").path("topics"))
                .map(topic -> new Topic(
                        topic.path("uri").asText(),
                        topic.path("label").asText(),
                        topic.path("rel").asText(),
                        topic.path("confidence").asDouble()))
                .toList();
    }

    /** Who and what it names, the most salient first; dates and amounts are not among them. */
    public List<Entity> entities() {
        return elements(event.path("annotations").path("entities"))
                .filter(entity -> NAMED.contains(entity.path("type").asText()))
                .map(entity -> new Entity(
                        entity.path("id").asText(),
                        entity.path("type").asText(),
                        entity.path("name").asText(),
                        web(entity.path("links").path(0)).orElse(null),
                        entity.path("salience").asDouble()))
                .sorted(Comparator.comparingDouble(Entity::salience).reversed())
                .toList();
    }

    /** Text as HTML's content and attributes take it. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private String text(String name) {
        return event.path(name).asText();
    }

    private static Optional<String> optional(JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty() ? Optional.of(node.textValue()) : Optional.empty();
    }

    // A feed may say "javascript:", and a scheme alone does not make an address.
    private static Optional<String> web(JsonNode node) {
        return optional(node).filter(value -> {
            try {
                URI uri = new URI(value);
                return uri.getRawAuthority() != null
                        && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
            } catch (URISyntaxException e) {
                return false;
            }
        });
    }

    private static List<String> strings(JsonNode array) {
        return elements(array)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
