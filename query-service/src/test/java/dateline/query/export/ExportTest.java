package dateline.query.export;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dateline.query.Backends;
import dateline.query.Event;
import dateline.query.Topic;
import dateline.query.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports over HTTP. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class ExportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Topic topic;

    @Test
    void anExportHasEveryMatchOnceNewestFirst() throws Exception {
        List<String> expected = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        // More than a page of the search and than a chunk, over several months, many at the same instant.
        for (int i = 0; i < 250; i++) {
            Event event = Event.of("export-" + i)
                    .words("Export " + i, "exportword")
                    .published(Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(i / 10)));
            events.add(event);
        }
        store(events.toArray(Event[]::new));
        events.sort((a, b) -> a.published().equals(b.published())
                ? b.id().compareTo(a.id())
                : b.published().compareTo(a.published()));
        events.forEach(event -> expected.add(event.id()));

        List<String> found = new ArrayList<>();
        for (String line :
                get("/releases/export.ndjson?q=exportword").asString().lines().toList()) {
            JsonNode event = JSON.readTree(line);
            found.add(event.path("id").asText());
            assertThat(event.path("annotations").path("annotators").isArray()).isTrue();
        }
        assertThat(found).isEqualTo(expected);
        assertThat(get("/releases/export.csv?q=exportword&limit=7").asString().lines())
                .hasSize(8);
        String ninjs = get("/releases/export.ninjs?q=exportword&limit=1").asString();
        assertThat(JSON.readTree(ninjs).path("uri").asText()).isEqualTo("urn:dateline:release:" + expected.get(0));
    }

    @Test
    void aTableIsAFileThatRunsNothing() {
        store(Event.of("export-formula")
                .words("=HYPERLINK(\"https://evil.example\")", "exportformula, \"quoted\"\n\nend"));

        given().get("/releases/export.csv?q=exportformula")
                .then()
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .header("Content-Disposition", "attachment; filename=\"releases.csv\"")
                .body(containsString("\"'=HYPERLINK(\"\"https://evil.example\"\")\""))
                .body(containsString("\"exportformula, \"\"quoted\"\"\n\nend\"\r\n"));
    }

    @Test
    void aReleaseIsNinjsWhereThatIsAccepted() {
        Event event = Event.of("export-ninjs").words("Headline", "Body.");
        store(event);

        given().accept(Ninjs.MEDIA_TYPE)
                .get("/releases/" + event.id())
                .then()
                .statusCode(200)
                .contentType(containsString(Ninjs.MEDIA_TYPE))
                .header("Vary", containsString("Accept"))
                .body("uri", is("urn:dateline:release:" + event.id()))
                .body("headlines[0].value", is("Headline"));
        given().accept("application/json")
                .get("/releases/" + event.id())
                .then()
                .statusCode(200)
                .body("title", is("Headline"));
        get("/releases/" + event.id()).then().contentType(containsString("application/json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1000001", "limit=x", "cursor=x", "order=newest", "q=(", "nonsense=1"})
    void whatAnExportDoesNotTakeIsAProblem(String query) {
        get("/releases/export.csv?" + query).then().statusCode(400).contentType(Problem.MEDIA_TYPE);
    }

    private void store(Event... events) {
        topic.send(events);
        for (Event event : events) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get("/releases/" + event.id()).statusCode() == 200);
        }
    }
}
