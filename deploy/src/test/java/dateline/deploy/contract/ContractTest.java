package dateline.deploy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Contract.FOLDER.resolve("examples"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleSatisfiesItsSchema(Path example) throws IOException {
        assertThat(schemaOf(example).validate(Files.readString(example), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anUnknownPropertyIsAllowedAndAMissingOneIsNot(Path example) throws IOException {
        ObjectNode more = (ObjectNode) JSON.readTree(example.toFile());
        more.put("addedLater", "by a newer producer");
        assertThat(schemaOf(example).validate(more.toString(), InputFormat.JSON))
                .isEmpty();

        String required = example.getFileName().toString().startsWith("feed-status") ? "status" : "revision";
        more.remove(required);
        assertThat(schemaOf(example).validate(more.toString(), InputFormat.JSON))
                .anySatisfy(error -> assertThat(error.toString()).contains(required));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aReleaseIsIdentifiedByItsSourceAndGuid(Path example) throws Exception {
        JsonNode release = JSON.readTree(example.toFile());
        if (!release.has("guid")) {
            assertThat(example.getFileName().toString()).startsWith("feed-status");
            return;
        }
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest((release.at("/source/id").asText() + "\n"
                                + release.path("guid").asText())
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(release.path("id").asText())
                .isEqualTo(HexFormat.of().formatHex(digest).substring(0, 32));
    }

    @Test
    void everySpanOfTheExampleNamesWordsOfTheText() throws IOException {
        JsonNode release = JSON.readTree(
                Contract.FOLDER.resolve("examples/enriched-release.json").toFile());
        String text = release.path("text").asText();
        JsonNode annotations = release.path("annotations");
        assertThat(slice(text, annotations.at("/structure/infoSource")))
                .isEqualTo(annotations.at("/structure/infoSource/text").asText());
        assertThat(slice(text, annotations.at("/quotations/0")))
                .startsWith("\"Clean water")
                .endsWith("work\"");
        for (JsonNode entity : annotations.path("entities")) {
            for (JsonNode mention : entity.path("mentions")) {
                assertThat(entity.path("name").asText()).contains(slice(text, mention));
            }
        }
    }

    @Test
    void theAsyncApiDocumentRefersToSchemasThatExist() throws IOException {
        JsonNode document = new YAMLMapper()
                .readTree(Contract.FOLDER.resolve("asyncapi.yaml").toFile());
        assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
        List<String> referred = document.path("components").path("messages").findValuesAsText("$ref");
        assertThat(referred.stream().filter(reference -> !reference.startsWith("#")))
                .containsExactlyInAnyOrder(
                        "release.schema.json", "enriched-release.schema.json", "feed-status.schema.json")
                .allSatisfy(file -> assertThat(Contract.FOLDER.resolve(file)).exists());
        for (String reference : document.findValuesAsText("$ref")) {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            }
        }
        assertThat(document.path("channels").findValuesAsText("address"))
                .containsExactlyInAnyOrder(
                        "releases.ingested",
                        "releases.enriched",
                        "feeds.status",
                        "releases.ingested.dead",
                        "releases.enriched.dead");
    }

    private static Schema schemaOf(Path example) {
        String name = example.getFileName().toString();
        if (name.startsWith("feed-status")) {
            return Contract.feedStatus();
        }
        return name.startsWith("enriched-release") ? Contract.enrichedRelease() : Contract.release();
    }

    private static String slice(String text, JsonNode span) {
        int start = text.offsetByCodePoints(0, span.path("start").asInt());
        return text.substring(start, text.offsetByCodePoints(0, span.path("end").asInt()));
    }
}
