package dateline.query.live;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;

import dateline.query.Backends;
import dateline.query.Event;
import dateline.query.Topic;
import dateline.query.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches as streams, over HTTP. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class LiveTest {

    private static final Duration WAIT = Duration.ofSeconds(60);

    @TestHTTPResource("/releases/live")
    URI address;

    @Inject
    Topic topic;

    @Test
    void whatComesAndMatchesIsSent() {
        try (EventStream stream = listen("q=livecome title:rises", null)) {
            assertThat(stream.response().statusCode()).isEqualTo(200);
            assertThat(stream.response().headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            Event first = Event.of("live-come-1")
                    .words("It rises", "The livecome\nstory.")
                    .topic("20000639", "diplomacy", "about");
            topic.send(first, Event.of("live-come-2").words("It falls", "The livecome story."));
            await().atMost(WAIT).untilAsserted(() -> assertThat(stream.ids()).containsExactly(first.id()));
            Event third = Event.of("live-come-3").words("Rises again", "Livecomes."); // the plural has the same stem
            topic.send(third);
            await().atMost(WAIT).untilAsserted(() -> assertThat(stream.ids()).containsExactly(first.id(), third.id()));

            assertThat(stream.names()).containsOnly("release");
            assertThat(stream.events().get(0).path("title").asText()).isEqualTo("It rises");
            assertThat(stream.events().get(0).path("lead").asText()).isEqualTo("The livecome story.");
            assertThat(stream.events()
                            .get(0)
                            .path("topics")
                            .path(0)
                            .path("label")
                            .asText())
                    .isEqualTo("diplomacy");
        }
    }

    @Test
    void aStreamThatBreaksGoesOnWhereItWas() {
        List<String> sent = new ArrayList<>();
        Set<String> taken = new LinkedHashSet<>();
        String last = null;
        try (EventStream first = listen("q=liveresume", null)) {
            sent.add(send("live-resume-1", "liveresume"));
            await().atMost(WAIT).until(() -> first.events().size() == 1);
            last = first.lastId();
            taken.addAll(first.ids());
        }
        for (int i = 2; i <= 130; i++) {
            sent.add(send("live-resume-" + i, "liveresume"));
            send("live-resume-other-" + i, "nothing of it");
        }
        String from = last;
        try (EventStream second = listen("q=liveresume", from)) {
            sent.add(send("live-resume-last", "liveresume"));
            await().atMost(WAIT).until(() -> second.ids().contains(sent.get(sent.size() - 1)));
            assertThat(second.ids()).doesNotHaveDuplicates();
            taken.addAll(second.ids());
        }

        assertThat(taken).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void nothingIsLostOrRepeatedWhileListenersComeAndGo() {
        List<String> sent = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        String last;
        try (EventStream opening = listen("q=livechurn", null)) {
            await().atMost(WAIT).until(() -> opening.lastId() != null);
            last = opening.lastId();
        }
        for (int round = 0; round < 8; round++) {
            try (EventStream stream = listen("q=livechurn", last)) {
                for (int i = 0; i < 10; i++) {
                    sent.add(send("live-churn-" + round + "-" + i, "livechurn"));
                }
                // It breaks off after any of them.
                int least = taken.size() + 1 + round % 5;
                await().atMost(WAIT).until(() -> taken.size() + stream.events().size() >= least);
                List<String> ids = stream.ids();
                taken.addAll(ids);
                last = idOf(stream, ids.size());
            }
        }
        try (EventStream stream = listen("q=livechurn", last)) {
            await().atMost(WAIT).until(() -> taken.size() + stream.events().size() >= sent.size());
            taken.addAll(stream.ids());
        }

        assertThat(taken).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void aNameThatComesUpWhileSomebodyListensForItIsFound() {
        try (EventStream stream = listen("q=person:\"Nova Livename\"", null);
                EventStream other = listen("entity=nova livename", null)) {
            Event event = Event.of("live-name").words("", "x").entity("person:nova", "person", "Nova Livename");
            topic.send(event);
            await().atMost(WAIT).untilAsserted(() -> assertThat(stream.ids()).containsExactly(event.id()));
            await().atMost(WAIT).untilAsserted(() -> assertThat(other.ids()).containsExactly(event.id()));
        }
    }

    @Test
    void aWithdrawalIsSentTooAndTheWholeEventIfWanted() {
        Event event = Event.of("live-withdrawn").words("", "livewithdrawn");
        topic.send(event);
        await().atMost(WAIT).until(() -> get("/releases/" + event.id()).statusCode() == 200);
        try (EventStream stream = listen("q=livewithdrawn&show=whole&since=0", null)) {
            await().atMost(WAIT).until(() -> stream.events().size() == 1);
            topic.send(Event.of("live-withdrawn").words("", "livewithdrawn").revision(2, "withdrawn"));
            await().atMost(WAIT).until(() -> stream.events().size() == 2);

            assertThat(stream.events().get(1).path("change").asText()).isEqualTo("withdrawn");
            assertThat(stream.events()
                            .get(1)
                            .path("annotations")
                            .path("annotators")
                            .isArray())
                    .isTrue();
        }
    }

    @Test
    void aReleaseUnderEmbargoIsNotSentBeforeItEnds() {
        try (EventStream stream = listen("q=liveembargo", null)) {
            topic.send(Event.of("live-embargo-1")
                    .words("", "liveembargo")
                    .structure(structure -> structure.put("embargoedUntil", "2999-01-01T00:00:00Z")));
            Event free = Event.of("live-embargo-2").words("", "liveembargo");
            topic.send(free);

            await().atMost(WAIT).untilAsserted(() -> assertThat(stream.ids()).containsExactly(free.id()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "q, (x, q",
        "nonsense, 1, nonsense",
        "cursor, x, cursor",
        "limit, 1, limit",
        "since, yesterday, since",
        "show, all, show"
    })
    void whatAStreamDoesNotTakeIsAProblem(String parameter, String value, String field) {
        given().queryParam(parameter, value)
                .get("/releases/live")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("field", is(field))
                .body("instance", is("/releases/live"));
    }

    @Test
    void theStreamIsDescribedAndCounted() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .body("paths", hasKey("/releases/live"))
                .body("info.title", is("Dateline search"));
        get("/q/metrics").then().body(containsString("dateline_live_listeners"));
    }

    private static String idOf(EventStream stream, int events) {
        return stream.positions().get(events - 1);
    }

    private String send(String guid, String text) {
        Event event = Event.of(guid).words("", text);
        topic.send(event);
        return event.id();
    }

    private EventStream listen(String query, String lastEventId) {
        StringBuilder encoded = new StringBuilder();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            encoded.append(encoded.length() == 0 ? "?" : "&")
                    .append(parts[0])
                    .append('=')
                    .append(URLEncoder.encode(parts[1], StandardCharsets.UTF_8));
        }
        return new EventStream(URI.create(address + encoded.toString()), lastEventId);
    }
}
