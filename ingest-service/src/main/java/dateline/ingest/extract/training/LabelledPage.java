package dateline.ingest.extract.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A page of a corpus and what is known of its article.
 *
 * @param id the corpus' own name of the page
 * @param set the collection within the corpus
 * @param url where the page was, or null
 * @param contentType the HTTP {@code Content-Type}, or null
 * @param file the page, compressed with gzip
 * @param body the article's text, empty when it is not known
 * @param wanted pieces of text that the article contains
 * @param unwanted pieces of text that stand on the page and not in the article
 */
record LabelledPage(
        String id,
        String set,
        String url,
        String contentType,
        Path file,
        String body,
        List<String> wanted,
        List<String> unwanted) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The pages of a folder with {@code cases.jsonl} and {@code gold.jsonl} that say something of the text. */
    static List<LabelledPage> read(Path corpus) throws IOException {
        Map<String, JsonNode> gold = new HashMap<>();
        for (String line : Files.readAllLines(corpus.resolve("gold.jsonl"))) {
            JsonNode node = JSON.readTree(line);
            gold.put(node.get("case").asText(), node);
        }
        List<LabelledPage> pages = new ArrayList<>();
        for (String line : Files.readAllLines(corpus.resolve("cases.jsonl"))) {
            JsonNode node = JSON.readTree(line);
            JsonNode known = gold.get(node.get("case").asText());
            if (known == null) {
                continue;
            }
            pages.add(new LabelledPage(
                    node.get("case").asText(),
                    known.path("set").asText(),
                    node.path("url").textValue(),
                    node.path("content_type").textValue(),
                    corpus.resolve(node.get("file").asText()),
                    known.path("body").asText(""),
                    texts(known.path("with")),
                    texts(known.path("without"))));
        }
        return pages;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    byte[] html() throws IOException {
        byte[] packed = Files.readAllBytes(file);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    /** The registered name of the site, nearly: pages of one site must not be trained and tested on at once. */
    String site() {
        String host = null;
        try {
            host = url == null
                    ? null
                    : URI.create(url.replace(" ", "%20").replace("|", "%7C")).getHost();
        } catch (IllegalArgumentException e) {
            // Then the page is its own site.
        }
        if (host == null) {
            return id;
        }
        String[] labels = host.split("\\.", -1);
        int count = labels.length;
        boolean twoLevels = count > 2 && labels[count - 1].length() == 2 && labels[count - 2].length() <= 3;
        int kept = Math.min(count, twoLevels ? 3 : 2);
        return String.join(".", List.of(labels).subList(count - kept, count));
    }
}
