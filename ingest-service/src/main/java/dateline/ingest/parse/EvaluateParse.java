package dateline.ingest.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs the parser over a corpus: {@code EvaluateParse DIR OUT} reads the cases of {@code DIR/cases.jsonl}, one JSON object a
 * line with {@code case}, {@code file}, {@code content_type}, {@code headers} and {@code base_url}, and writes for each what
 * was read to {@code OUT/<case>.json}. A case that cannot be run is written as failed and does not stop the others.
 */
public final class EvaluateParse {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EvaluateParse() {}

    /**
     * The entry point.
     *
     * @param arguments the directory of the corpus and the one to write to
     * @throws IOException when the list of cases cannot be read or a result cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("usage: EvaluateParse DIR OUT");
        }
        run(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    /**
     * Runs all cases of a corpus.
     *
     * @param corpus the directory that holds {@code cases.jsonl}
     * @param out the directory to write to; made when missing
     * @throws IOException when the list of cases cannot be read or a result cannot be written
     */
    static void run(Path corpus, Path out) throws IOException {
        Files.createDirectories(out);
        FeedParser parser = new FeedParser();
        for (String line : Files.readAllLines(corpus.resolve("cases.jsonl"))) {
            if (line.isBlank()) {
                continue;
            }
            JsonNode testCase = JSON.readTree(line);
            ObjectNode result;
            try {
                result = result(parser, corpus, testCase);
            } catch (IOException | RuntimeException e) {
                result = JSON.createObjectNode().put("ok", false).put("error", e.toString());
            }
            JSON.writeValue(out.resolve(testCase.get("case").asText() + ".json").toFile(), result);
        }
    }

    private static ObjectNode result(FeedParser parser, Path corpus, JsonNode testCase) throws IOException {
        byte[] body = Files.readAllBytes(corpus.resolve(testCase.get("file").asText()));
        JsonNode headers = testCase.path("headers");
        FeedContext context = new FeedContext(
                baseUrl(
                        testCase.get("base_url").asText(),
                        headers.path("Content-Location").asText("")),
                Optional.ofNullable(testCase.path("content_type").textValue()),
                Optional.ofNullable(headers.path("Content-Language").textValue()));
        long start = System.nanoTime();
        ParseOutcome outcome = parser.parse(body, context);
        double elapsed = (System.nanoTime() - start) / 1e6;
        ObjectNode result = JSON.createObjectNode();
        if (outcome instanceof ParseFailure failure) {
            result.put("ok", false).put("error", failure.describe());
        } else if (outcome instanceof ParsedFeed parsed) {
            result.put("ok", true);
            result.set("feed", feed(parsed.feed()));
            ArrayNode entries = result.putArray("entries");
            parsed.entries().forEach(entry -> entries.add(entry(entry)));
        }
        return result.put("elapsed_ms", elapsed);
    }

    /** RFC 7231, section 3.1.4.2: the Content-Location is the base, as far as it is a web address. */
    private static URI baseUrl(String url, String contentLocation) {
        URI base = URI.create(url);
        try {
            URI resolved = base.resolve(contentLocation.replace(" ", "%20"));
            return resolved.getScheme().startsWith("http") ? resolved : base;
        } catch (IllegalArgumentException e) {
            return base;
        }
    }

    private static ObjectNode feed(Feed feed) {
        return JSON.createObjectNode()
                .put("title", feed.title())
                .put("link", feed.link())
                .put("description", feed.description())
                .put("language", feed.language());
    }

    private static ObjectNode entry(Entry entry) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", entry.id())
                .put("title", entry.title())
                .put("link", entry.link())
                .put("published", text(entry.published()))
                .put("updated", text(entry.updated()))
                .put("author", names(entry.authors()))
                .put("summary", entry.summaryHtml())
                .put("content", entry.contentHtml())
                .put("language", entry.language());
        ArrayNode categories = node.putArray("categories");
        entry.categories().forEach(category -> categories.add(category.name()));
        ArrayNode enclosures = node.putArray("enclosures");
        entry.enclosures()
                .forEach(enclosure -> enclosures
                        .addObject()
                        .put("url", enclosure.url())
                        .put("type", enclosure.type())
                        .put("length", enclosure.length()));
        return node;
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static String names(List<Author> authors) {
        return authors.stream().map(Author::displayName).collect(Collectors.joining(", "));
    }
}
