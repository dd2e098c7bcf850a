package dateline.ingest.extract.metadata;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * What the JSON-LD of a page says about its article in the words of schema.org. The nodes that may be the article are asked in
 * order: news articles, other articles, works of other kinds, the page itself. Broken JSON is read as far as it can be.
 */
final class StructuredData {

    private static final int DEEPEST = 8;
    private static final int MOST_NODES = 2000;
    private static final int LONGEST = 2_000_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                    JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    private static final Set<String> ARTICLES =
            Set.of("article", "blogposting", "socialmediaposting", "liveblogposting", "discussionforumposting");
    private static final Set<String> WORKS = Set.of(
            "creativework",
            "review",
            "recipe",
            "posting",
            "podcastepisode",
            "videoobject",
            "report",
            "event",
            "howto",
            "specialannouncement");
    private static final Set<String> PAGES = Set.of("webpage", "itempage", "aboutpage", "collectionpage");

    private record Ranked(JsonNode node, int rank) {}

    private final List<Ranked> nodes = new ArrayList<>();
    private int seen;

    private StructuredData() {}

    static StructuredData of(List<Element> scripts) {
        StructuredData data = new StructuredData();
        for (Element script : scripts) {
            data.read(script.data());
        }
        data.nodes.sort(Comparator.comparingInt(ranked -> -ranked.rank()));
        return data;
    }

    private void read(String written) {
        String text = written.strip()
                .replaceFirst("^(?://)?\\s*<!\\[CDATA\\[", "")
                .replaceFirst("(?://)?\\s*]]>$", "")
                .replaceFirst("^<!--", "")
                .replaceFirst("-->$", "")
                .strip()
                .replaceFirst(";+$", "");
        if (text.isEmpty() || text.length() > LONGEST) {
            return;
        }
        try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(text)) {
            while (values.hasNext()) {
                collect(values.next(), 0);
            }
        } catch (IOException | RuntimeException e) {
            // What was read before the fault counts.
        }
    }

    private void collect(JsonNode node, int depth) {
        if (depth > DEEPEST || seen++ > MOST_NODES) {
            return;
        }
        if (node.isArray()) {
            node.forEach(each -> collect(each, depth + 1));
        } else if (node.isObject()) {
            int rank = rank(node.path("@type"));
            if (rank > 0) {
                nodes.add(new Ranked(node, rank));
            }
            for (String name : List.of("@graph", "mainEntity", "mainEntityOfPage", "subjectOf")) {
                collect(node.path(name), depth + 1);
            }
        }
    }

    private static int rank(JsonNode type) {
        if (type.isArray()) {
            int best = 0;
            for (JsonNode each : type) {
                best = Math.max(best, rank(each));
            }
            return best;
        }
        String name = type.asText("").replaceFirst("^.*[/:#]", "").toLowerCase(Locale.ROOT);
        if (name.endsWith("newsarticle") || name.equals("pressrelease")) {
            return 4;
        }
        if (ARTICLES.contains(name) || name.endsWith("article")) {
            return 3;
        }
        return WORKS.contains(name) ? 2 : PAGES.contains(name) ? 1 : 0;
    }

    /** The first text of a property, asked of nodes of at least this rank; null when none has it. */
    String text(String property, int leastRank) {
        for (Ranked ranked : nodes) {
            String text = ranked.rank() >= leastRank ? text(ranked.node().path(property)) : null;
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    String headline() {
        return text("headline", 2);
    }

    String published() {
        return text("datePublished", 1);
    }

    String modified() {
        return text("dateModified", 1);
    }

    /** The article's text; empty when it is not given. */
    String body() {
        String body = text("articleBody", 2);
        return body == null
                ? ""
                : body.indexOf('<') < 0 ? body : Jsoup.parse(body).wholeText();
    }

    String language() {
        return text("inLanguage", 1);
    }

    String image() {
        for (Ranked ranked : nodes) {
            for (String property : List.of("image", "thumbnailUrl")) {
                JsonNode image = ranked.node().path(property);
                image = image.isArray() ? image.path(0) : image;
                String url = image.isObject() ? text(image.path("url")) : text(image);
                url = url == null && image.isObject() ? text(image.path("contentUrl")) : url;
                if (url != null && ranked.rank() >= 2) {
                    return url;
                }
            }
        }
        return null;
    }

    String publisher() {
        return text("publisher", 1);
    }

    List<String> authors() {
        List<String> names = new ArrayList<>();
        for (Ranked ranked : nodes) {
            if (names.isEmpty() && ranked.rank() >= 2) {
                names(ranked.node().path("author"), names);
            }
            if (names.isEmpty() && ranked.rank() >= 2) {
                names(ranked.node().path("creator"), names);
            }
        }
        return names;
    }

    List<String> keywords() {
        List<String> words = new ArrayList<>();
        for (Ranked ranked : nodes) {
            if (words.isEmpty() && ranked.rank() >= 2) {
                names(ranked.node().path("keywords"), words);
            }
        }
        return words;
    }

    /** Whether the article can be read without paying: false, true, or null when the page does not say. */
    Boolean accessibleForFree() {
        for (Ranked ranked : nodes) {
            JsonNode value = ranked.node().path("isAccessibleForFree");
            if (value.isBoolean()) {
                return value.booleanValue();
            }
            if (value.isTextual()) {
                String text = value.textValue().toLowerCase(Locale.ROOT);
                return text.endsWith("true") ? Boolean.TRUE : text.endsWith("false") ? Boolean.FALSE : null;
            }
        }
        return null;
    }

    private static void names(JsonNode value, List<String> into) {
        if (value.isArray()) {
            value.forEach(each -> names(each, into));
        } else {
            JsonNode name = value.isObject() ? value.path("name") : value;
            if (name.isArray()) {
                name.forEach(each -> names(each, into));
                return;
            }
            String text = text(name);
            if (text != null && !text.startsWith("http") && !into.contains(text)) {
                into.add(text);
            }
        }
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            return value.isEmpty() ? null : text(value.path(0));
        }
        if (value.isObject()) {
            for (String name : List.of("@value", "name", "url", "@id")) {
                if (value.hasNonNull(name)) {
                    return text(value.path(name));
                }
            }
            return null;
        }
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String text = Parser.unescapeEntities(value.asText(), false).strip();
        return text.isEmpty() ? null : text;
    }
}
