package dateline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.enrich.annotation.AnnotationJson;
import dateline.enrich.annotation.Annotations;
import dateline.enrich.annotation.ReleaseInput;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What this service writes is what the contract's files say. */
class ContractTest {

    static Stream<String> releases() {
        return Contract.releases().stream();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void annotationsOfEachExampleAreValid(String name) throws JsonProcessingException {
        ObjectNode release = Contract.example(name);
        release.put("unknown", 1).putObject("more").put("unknown", true);

        release.set("annotations", AnnotationJson.MAPPER.valueToTree(annotate(release)));
        assertThat(Contract.violations(AnnotationJson.MAPPER.writeValueAsString(release)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enriched-release.json", "enriched-release-minimal.json"})
    void theRecordsHoldTheExamplesExactly(String name) throws JsonProcessingException {
        JsonNode expected = Contract.example(name).get("annotations");

        Annotations read = AnnotationJson.MAPPER.treeToValue(expected, Annotations.class);
        JsonNode written = AnnotationJson.MAPPER.readTree(AnnotationJson.MAPPER.writeValueAsString(read));
        assertThat(written).isEqualTo(expected);
    }

    @Test
    void theSchemaRefusesWhatIsNoAnnotation() {
        ObjectNode release = Contract.example("enriched-release.json");
        ((ObjectNode) release.at("/annotations/language")).put("confidence", 2);

        assertThat(Contract.violations(release.toString())).hasSize(1);
    }

    private static Annotations annotate(ObjectNode release) {
        return Enrichers.ENRICHER.enrich(new ReleaseInput(
                release.path("title").asText(),
                release.path("text").asText(),
                release.path("language").isNull()
                        ? null
                        : release.path("language").asText(),
                release.path("published").isNull()
                        ? null
                        : Instant.parse(release.path("published").asText())));
    }
}
