package dateline.query.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dateline.query.Event;
import dateline.query.Vectors;
import dateline.query.document.Document;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Releases as ninjs. */
class NinjsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SHARED = Path.of(System.getProperty("dateline.shared", "../shared"));

    @Test
    void aReleaseHasWhatNinjsAsksForAndWhatItCanHold() throws Exception {
        ObjectNode item = Ninjs.of(whole());

        assertThat(item.path("uri").asText()).matches("urn:dateline:release:[0-9a-f]{32}");
        assertThat(item.path("standard").path("version").asText()).isEqualTo("3.1");
        assertThat(item.path("type").asText()).isEqualTo("text");
        assertThat(item.path("headlines").path(0).path("value").asText()).isEqualTo("Whole");
        assertThat(item.path("bodies").path(0).path("value").asText()).isEqualTo("Ästana, said Ann.");
        assertThat(item.path("bodies").path(0).path("charCount").asInt()).isEqualTo(17);
        assertThat(item.path("bodies").path(0).path("wordCount").asInt()).isEqualTo(3);
        assertThat(item.path("located").asText()).isEqualTo("ASTANA");
        assertThat(item.path("people").path(0).path("rel").asText()).isEqualTo("quoted");
        assertThat(item.path("places").path(0).path("uri").asText()).isEqualTo("http://www.wikidata.org/entity/Q1520");
        assertThat(item.path("subjects").path(0).path("confidence").asInt()).isEqualTo(80);
        assertThat(item.path("infoSources").path(1).path("name").asText()).isEqualTo("press service");
        assertThat(item.path("renditions").path(1).path("sizeInBytes").asInt()).isEqualTo(10);
        assertThat(item.path("pubStatus").asText()).isEqualTo("usable");
        assertThat(Ninjs.of(document(Event.of("n").revision(3, "withdrawn")))
                        .path("pubStatus")
                        .asText())
                .isEqualTo("canceled");
    }

    @Test
    void everyReleaseSatisfiesTheSchema() throws Exception {
        Path directory = SHARED.resolve("schemas/ninjs");
        assumeTrue(Files.isDirectory(directory), "no schema of ninjs at " + directory);
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(directory.resolve("ninjs-schema_3.1.json")), InputFormat.JSON);
        assertThat(errors(schema, JSON.readTree("{\"uri\":\"urn:x\",\"headline\":1}")))
                .isNotEmpty();
        assertThat(errors(schema, Ninjs.of(whole()))).isEmpty();
        List<Document> releases = new ArrayList<>();
        Path corpus = SHARED.resolve("corpus/releases/senate-2007.jsonl.gz");
        assumeTrue(Files.exists(corpus), "no releases at " + corpus);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(corpus)), UTF_8))) {
            for (String line = lines.readLine(); line != null && releases.size() < 500; line = lines.readLine()) {
                JsonNode real = JSON.readTree(line);
                releases.add(document(Event.of(real.path("id").asText())
                        .words("", real.path("text").asText())
                        .source("senate", "Senator " + real.path("sender").asText())
                        .entity("person:x", "person", real.path("sender").asText())
                        .topic("20000621", "government", "about")));
            }
        }

        assertThat(releases).hasSize(500);
        for (Document release : releases) {
            assertThat(errors(schema, Ninjs.of(release))).as(release.id()).isEmpty();
        }
    }

    @Test
    void anArticleIsSafeInsideAScriptElement() throws Exception {
        for (String vector : Vectors.all()) {
            Document release = document(Event.of("article")
                    .words(vector, vector)
                    .entity("x", "person", vector)
                    .topic("1", vector, "about")
                    .source("s", vector));

            String script = NewsArticle.script(release, "https://here.example/view/1");

            assertThat(script).doesNotContain("<", ">", "&");
            JsonNode article = JSON.readTree(script);
            assertThat(article.path("@type").asText()).isEqualTo("NewsArticle");
            assertThat(article.path("headline").asText()).isEqualTo(vector);
            assertThat(article.path("articleBody").asText()).isEqualTo(vector);
            assertThat(article.path("publisher").path("name").asText()).isEqualTo(vector);
            assertThat(article.path("about").path(0).path("name").asText()).isEqualTo(vector);
            assertThat(article.path("mentions").path(0).path("@type").asText()).isEqualTo("Person");
        }
    }

    private static List<Error> errors(Schema schema, JsonNode value) {
        return schema.validate(
                value.toString(),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static Document whole() throws Exception {
        Event event = Event.of("ninjs-whole")
                .words("Whole", "Ästana, said Ann.")
                .entity("person:ann", "person", "Ann")
                .entity("Q1520", "place", "Astana")
                .entity("law:x", "law", "Water Act")
                .entity("event:x", "event", "Summit")
                .entity("group:x", "group", "Riverside towns")
                .entity("date:x", "date", "today")
                .topic("20000639", "diplomacy", "about")
                .structure(structure -> {
                    structure.putObject("dateline").put("place", "ASTANA");
                    structure.putObject("infoSource").put("text", "press service");
                    structure.putObject("credit").put("text", "MFA");
                })
                .with(root -> {
                    root.put("summary", "Short.");
                    root.withArrayProperty("authors").add("Ann");
                    root.withArrayProperty("media")
                            .addObject()
                            .put("url", "https://press.example/a.jpg")
                            .put("type", "image/jpeg")
                            .put("length", 10);
                });
        event.annotations().withArrayProperty("quotations").addObject().put("speaker", "person:ann");
        ((ObjectNode) event.annotations().path("entities").path(1))
                .putArray("links")
                .add("http://www.wikidata.org/entity/Q1520");
        return document(event);
    }

    private static Document document(Event event) throws Exception {
        return new Document(JSON.readTree(event.bytes()), event.published());
    }
}
