package dateline.ingest.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dateline.ingest.parse.FeedContext;
import dateline.ingest.parse.FeedParser;
import dateline.ingest.parse.ParseOutcome;
import dateline.ingest.parse.ParsedFeed;
import dateline.ingest.release.Release.Completeness;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A press release comes out of every kind of feed with its words and its paragraphs as they went in. */
class PressTextTest {

    private static final String OWN = """
             date 2026-03-03 Photo | Port Authority

            The Minister of Transport of the Republic received the Special Envoy of the Maritime Organisation, who is on a tour of \
            the region\u2019s harbours, the ministry's press service said.



            The parties spoke of dredging & tides, of <narrow> channels and of "clean water".



            For reference: The Maritime Organisation was founded in 1958; its seat is in Valmora.
            """;

    @TestFactory
    Stream<DynamicTest> aReleaseOfOursKeepsItsParagraphs() {
        return inEveryFormat(OWN, 4);
    }

    @TestFactory
    Stream<DynamicTest> theFoundingReleaseKeepsItsParagraphs() throws IOException {
        Path file = Path.of(System.getProperty("dateline.shared", "../../shared"))
                .resolve("corpus/releases/seed-000_fe123ba07821d0c7.txt");
        assumeTrue(Files.exists(file), "the founding release is not here: " + file);
        return inEveryFormat(Files.readString(file), 11);
    }

    private static Stream<DynamicTest> inEveryFormat(String release, int count) {
        List<String> paragraphs = Arrays.stream(release.strip().split("\\R\\h*\\R\\s*"))
                .map(paragraph -> paragraph.replaceAll("\\s+", " ").strip())
                .toList();
        assertThat(paragraphs).hasSize(count);
        return documents(release, paragraphs).entrySet().stream()
                .map(format -> DynamicTest.dynamicTest(format.getKey(), () -> {
                    ParseOutcome outcome = new FeedParser()
                            .parse(
                                    format.getValue().getBytes(UTF_8),
                                    FeedContext.of(URI.create("https://press.example/feed"), null));
                    assertThat(outcome).isInstanceOf(ParsedFeed.class);
                    Release.Source source =
                            new Release.Source("press", "Press", "https://press.example/feed", null, null, List.of());
                    List<Draft> drafts =
                            ReleaseReader.read(source, (ParsedFeed) outcome).drafts();
                    assertThat(drafts).hasSize(1);
                    assertThat(drafts.get(0).text()).isEqualTo(String.join("\n\n", paragraphs));
                    assertThat(drafts.get(0).summary()).isNull();
                    assertThat(drafts.get(0).completeness()).isEqualTo(Completeness.FULL);
                }));
    }

    private static Map<String, String> documents(String text, List<String> paragraphs) {
        String p = paragraphs.stream().map(it -> "<p>" + escaped(it) + "</p>").collect(Collectors.joining("\n"));
        String br = paragraphs.stream().map(PressTextTest::escaped).collect(Collectors.joining("<br /><br />\n"));
        String div =
                paragraphs.stream().map(it -> "<div>" + escaped(it) + "</div>").collect(Collectors.joining());
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put("RSS description, text", rss("<description>" + escaped(escaped(text)) + "</description>"));
        documents.put(
                "RSS description, text in CDATA", rss("<description><![CDATA[" + escaped(text) + "]]></description>"));
        documents.put("RSS description, paragraphs", rss("<description>" + escaped(p) + "</description>"));
        documents.put("RSS description, line breaks", rss("<description><![CDATA[" + br + "]]></description>"));
        documents.put("RSS content, paragraphs", rss("<content:encoded><![CDATA[" + p + "]]></content:encoded>"));
        documents.put("RSS content, divisions", rss("<content:encoded><![CDATA[" + div + "]]></content:encoded>"));
        documents.put("RSS content, text", rss("<content:encoded>" + escaped(escaped(text)) + "</content:encoded>"));
        documents.put("Atom text", atom("<content type=\"text\">" + escaped(text) + "</content>"));
        documents.put("Atom html", atom("<content type=\"html\">" + escaped(p) + "</content>"));
        documents.put(
                "Atom xhtml",
                atom("<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">" + p + "</div></content>"));
        documents.put("Atom summary", atom("<summary type=\"html\">" + escaped(br) + "</summary>"));
        documents.put("JSON text", json("content_text", text));
        documents.put("JSON HTML", json("content_html", p));
        return documents;
    }

    private static String rss(String body) {
        return "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">"
                + "<channel><title>Press</title><item><guid>1</guid><title>T</title>" + body
                + "</item></channel></rss>";
    }

    private static String atom(String body) {
        return "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Press</title>"
                + "<entry><id>urn:1</id><title>T</title>" + body + "</entry></feed>";
    }

    private static String json(String property, String body) {
        try {
            return new ObjectMapper()
                    .writeValueAsString(Map.of(
                            "version",
                            "https://jsonfeed.org/version/1.1",
                            "title",
                            "Press",
                            "items",
                            List.of(Map.of("id", "1", "title", "T", property, body))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
