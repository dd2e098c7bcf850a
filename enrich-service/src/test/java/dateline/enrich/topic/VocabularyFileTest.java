package dateline.enrich.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.StructureReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vocabulary in the form in which IPTC publishes it, made from the project's own table and then changed. */
class VocabularyFileTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DIPLOMACY = "20000639";
    private static final String ZOO = "20001315";

    @TempDir
    Path folder;

    @Test
    void anUpdateTakesThePlaceOfTheTable() throws IOException {
        ObjectNode published = published();
        ArrayNode concepts = (ArrayNode) published.get("conceptSet");
        concepts.add(concept("20009999", "medtop:20000638", "lunar embassies"));
        MediaTopics updated = MediaTopics.load(written(published));

        assertThat(updated.version()).isEqualTo("2031-05-06");
        assertThat(updated.concept("20009999").label()).isEqualTo("lunar embassies");
        assertThat(updated.top("20009999")).isEqualTo("11000000");
        assertThat(updated.phrases("fr").get(DIPLOMACY))
                .containsAll(MediaTopics.load().phrases("fr").get(DIPLOMACY));

        PlainText text = PlainText.of("The ministers spoke about lunar embassies and about diplomacy.");
        assertThat(TopicTagger.ofWords(written(published)).tag(text, StructureReader.read(text, "", null), "", "en"))
                .anySatisfy(topic -> {
                    assertThat(topic.label()).isEqualTo("lunar embassies");
                    assertThat(topic.vocabulary()).isEqualTo("2031-05-06");
                });
    }

    @Test
    void whatAnUpdateRetiresIsToldNoMore() throws IOException {
        ObjectNode published = published();
        published.get("conceptSet").forEach(concept -> {
            if (concept.get("qcode").asText().equals("medtop:" + ZOO)) {
                ((ObjectNode) concept).put("retired", "2031-01-01T12:00:00+00:00");
            }
        });
        MediaTopics updated = MediaTopics.load(written(published));

        assertThat(MediaTopics.load().concept(ZOO)).isNotNull();
        assertThat(updated.concept(ZOO)).isNull();
        assertThat(updated.retired(ZOO)).contains("2031-01-01");
    }

    @Test
    void aFileThatIsNoVocabularyIsRefused() throws IOException {
        assertThatThrownBy(() -> MediaTopics.load(Files.writeString(folder.resolve("a.json"), "{\"conceptSet\": []}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no Media Topics");
        assertThatThrownBy(() -> MediaTopics.load(Files.writeString(folder.resolve("b.json"), "not JSON")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no JSON");
        ObjectNode published = published();
        ((ArrayNode) published.get("conceptSet")).add(concept("20009998", "medtop:20009997", "orphan"));
        assertThatThrownBy(() -> MediaTopics.load(written(published)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("20009998 stands beneath 20009997");
    }

    private Path written(ObjectNode published) throws IOException {
        return Files.writeString(folder.resolve("update.json"), published.toString());
    }

    // English labels only: the other languages' come from the table.
    private static ObjectNode published() {
        ObjectNode published = JSON.createObjectNode().put("dateReleased", "2031-05-06T10:00:00+00:00");
        ArrayNode concepts = published.putArray("conceptSet");
        for (VocabularyFile.Row row : VocabularyFile.shipped().rows()) {
            ObjectNode concept =
                    concept(row.code(), row.broader() == null ? null : "medtop:" + row.broader(), row.label());
            if (row.retired() != null) {
                concept.put("retired", row.retired() + "T00:00:00+00:00");
            }
            concepts.add(concept);
        }
        return published;
    }

    private static ObjectNode concept(String code, String broader, String label) {
        ObjectNode concept = JSON.createObjectNode()
                .put("uri", MediaTopics.SCHEME + code)
                .put("qcode", "medtop:" + code)
                .put("modified", "2030-01-01T12:00:00+00:00");
        concept.putObject("prefLabel").put("en-GB", label);
        if (broader != null) {
            concept.putArray("broader").add(broader);
        }
        return concept;
    }
}
