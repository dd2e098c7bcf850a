package dateline.ingest.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.ingest.extract.block.TreeModel;
import dateline.ingest.extract.metadata.Metadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Runs the extractor over a corpus: {@code EvaluateExtract DIR OUT} reads the cases of {@code DIR/cases.jsonl}, one JSON object
 * a line with {@code case}, {@code file} (compressed with gzip), {@code url} and {@code content_type}, and writes for each what
 * was found to {@code OUT/<case>.json}. A case that cannot be run is written as failed and does not stop the others.
 */
public final class EvaluateExtract {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EvaluateExtract() {}

    /**
     * The entry point.
     *
     * @param arguments the directory of the corpus and the one to write to; {@code --rules} before them switches the model off
     * @throws IOException when the list of cases cannot be read or a result cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        boolean rules = arguments.length == 3 && arguments[0].equals("--rules");
        if (!rules && arguments.length != 2) {
            throw new IllegalArgumentException("usage: EvaluateExtract [--rules] DIR OUT");
        }
        ArticleExtractor extractor = rules ? ArticleExtractor.byRules() : ArticleExtractor.with(TreeModel.shipped());
        run(extractor, Path.of(arguments[arguments.length - 2]), Path.of(arguments[arguments.length - 1]));
    }

    /** Runs all cases of a corpus. */
    static void run(ArticleExtractor extractor, Path corpus, Path out) throws IOException {
        Files.createDirectories(out);
        for (String line : Files.readAllLines(corpus.resolve("cases.jsonl"))) {
            if (line.isBlank()) {
                continue;
            }
            JsonNode testCase = JSON.readTree(line);
            ObjectNode result;
            try {
                byte[] html = unpacked(corpus.resolve(testCase.get("file").asText()));
                long start = System.nanoTime();
                Article article = extractor.extract(Page.of(
                        html,
                        uri(testCase.path("url").asText("")),
                        testCase.path("content_type").textValue()));
                result = result(article).put("elapsed_ms", (System.nanoTime() - start) / 1e6);
            } catch (IOException | RuntimeException e) {
                result = JSON.createObjectNode().put("error", e.toString());
            }
            JSON.writeValue(out.resolve(testCase.get("case").asText() + ".json").toFile(), result);
        }
    }

    private static byte[] unpacked(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < 2 || (bytes[0] & 0xff) != 0x1f || (bytes[1] & 0xff) != 0x8b) {
            return bytes;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    /** Addresses in lists are not always written as they must be; what cannot be read is as if it were not known. */
    public static URI uri(String url) {
        try {
            return url.isEmpty() ? null : new URI(url.replace(" ", "%20").replace("|", "%7C"));
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** What was found, in the words of the scorers. */
    public static ObjectNode result(Article article) {
        Metadata metadata = article.metadata();
        ObjectNode node = JSON.createObjectNode()
                .put("title", metadata.headline())
                .put("text", article.text())
                .put("published", text(metadata.published()))
                .put("modified", text(metadata.modified()))
                .put("language", metadata.language())
                .put("image", metadata.image())
                .put("canonical", metadata.canonical())
                .put("site", metadata.siteName())
                .put("free", metadata.accessibleForFree())
                .put("method", article.method().name());
        ArrayNode authors = node.putArray("authors");
        metadata.authors().forEach(authors::add);
        ArrayNode keywords = node.putArray("keywords");
        metadata.keywords().forEach(keywords::add);
        ArrayNode tail = node.putArray("tail");
        article.paragraphs().stream()
                .filter(paragraph -> paragraph.kind().isTail())
                .forEach(paragraph -> tail.addObject()
                        .put("kind", paragraph.kind().toString())
                        .put("text", paragraph.text()));
        return node;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
