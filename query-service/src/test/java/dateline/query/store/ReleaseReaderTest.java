package dateline.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.query.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The consumer's side of the contract. */
class ReleaseReaderTest {

    private static final Path EXAMPLES = Path.of("../deploy/contract/examples");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReleaseReader reader = new ReleaseReader(1000);

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().startsWith("enriched-release"))
                    .sorted()
                    .toList();
            assertThat(found).hasSizeGreaterThanOrEqualTo(2);
            return found.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsReadAndKeptWhole(Path example) throws IOException {
        byte[] value = Files.readAllBytes(example);

        EnrichedRelease release = read(value);

        assertThat(JSON.readTree(release.event())).isEqualTo(JSON.readTree(value));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void unknownFieldsAreReadOverAndKept(Path example) throws IOException {
        JsonNode extended = JSON.readTree(Files.readAllBytes(example));
        extend(extended);

        EnrichedRelease release = read(JSON.writeValueAsBytes(extended));

        assertThat(JSON.readTree(release.event())).isEqualTo(extended);
    }

    @Test
    void theExampleSaysWhatTheTablesNeed() throws IOException {
        EnrichedRelease release = read(Files.readAllBytes(EXAMPLES.resolve("enriched-release.json")));

        assertThat(release.id()).isEqualTo("c5023e69f956c9ce7016d300d66e51cf");
        assertThat(release.source()).isEqualTo("danube-forum");
        assertThat(release.published()).isEqualTo(Instant.parse("2026-03-03T10:30:00Z"));
        assertThat(release.topics()).containsExactly("20000639", "06000000");
        assertThat(release.quotations().speakers()).containsExactly("person:ilona-varga");
        assertThat(release.entities())
                .extracting(EnrichedRelease.Entity::name)
                .containsExactly("Danube Basin Forum", "Ilona Varga", "Hungary", "Petar Kolev", "Vienna");
        assertThat(release.words().lead()).startsWith("GENEVA, 3 March 2026");
        assertThat(release.words().body()).contains("Clean water").doesNotContain("GENEVA");
        assertThat(release.words().rest()).contains("For reference: The Danube").contains("new Secretary General");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "revision",
                "change",
                "source",
                "title",
                "text",
                "summary",
                "published",
                "received",
                "annotations"
            })
    void aMissingFieldIsNamed(String field) {
        Event event = Event.of("missing").with(release -> release.remove(field));

        assertThat(reason(event.bytes())).isEqualTo(field + ": is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"language", "structure", "entities", "quotations", "topics", "duplicates"})
    void aMissingAnnotationIsNamed(String field) {
        Event event = Event.of("missing");
        event.annotations().remove(field);

        assertThat(reason(event.bytes())).isEqualTo("annotations." + field + ": is missing");
    }

    @Test
    void aFieldOfTheWrongShapeIsNamedByItsPath() {
        Event event = Event.of("shape").topic("1", "x", "about").topic("2", "y", "about");
        ((ObjectNode) event.annotations().get("topics").get(1)).put("uri", 7);

        assertThat(reason(event.bytes())).isEqualTo("annotations.topics[1].uri: not a string");
        assertThat(reason(Event.of("a")
                        .with(release -> release.put("revision", 0))
                        .bytes()))
                .isEqualTo("revision: not an integer from 1");
        assertThat(reason(Event.of("a")
                        .with(release -> release.put("received", "today"))
                        .bytes()))
                .isEqualTo("received: not a date-time of RFC 3339");
        assertThat(reason(
                        Event.of("a").with(release -> release.put("id", "XYZ")).bytes()))
                .isEqualTo("id: not 32 hexadecimal digits");
        assertThat(reason("[]".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo("$: not an object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{} {}", "nul", "\u0000"})
    void whatIsNoJsonIsUnreadable(String value) {
        assertThat(reason(value.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isNotBlank();
    }

    @Test
    void partsCountCodePoints() {
        // The first two characters are two code units each.
        Event event = Event.of("points")
                .words("", "\ud83d\ude80\ud83d\ude80 lead\n\nbody")
                .part("lead", 0, 7)
                .part("about", 9, 13);

        EnrichedRelease release = read(event.bytes());

        assertThat(release.words().lead()).isEqualTo("\ud83d\ude80\ud83d\ude80 lead\n");
        assertThat(release.words().rest()).isEqualTo("body\n");
    }

    @Test
    void partsThatOverlapOrOverrunDoNoHarm() {
        Event event = Event.of("overrun")
                .words("", "one two")
                .part("lead", 0, 5)
                .part("body", 3, 700)
                .part("about", 1, 2);

        EnrichedRelease.Words words = read(event.bytes()).words();

        assertThat(words.lead()).isEqualTo("one t\n");
        assertThat(words.body().strip()).isEqualTo("wo");
    }

    @Test
    void onlySoMuchTextIsIndexed() {
        Event event = Event.of("long").words("", "x".repeat(999) + "\ud83d\ude80" + "y");

        assertThat(read(event.bytes()).words().body().strip()).isEqualTo("x".repeat(999));
    }

    private static void extend(JsonNode node) {
        node.forEach(ReleaseReaderTest::extend);
        if (node instanceof ObjectNode object) {
            object.putObject("of-a-later-version").put("x", 1);
        }
    }

    private EnrichedRelease read(byte[] value) {
        assertThat(reader.read(value)).isInstanceOf(Reading.Kept.class);
        return ((Reading.Kept) reader.read(value)).release();
    }

    private String reason(byte[] value) {
        assertThat(reader.read(value)).isInstanceOf(Reading.Unreadable.class);
        return ((Reading.Unreadable) reader.read(value)).reason();
    }
}
