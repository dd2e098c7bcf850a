package dateline.ingest.poll;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dateline.ingest.stand.ScriptedWeb;
import dateline.ingest.stand.ScriptedWeb.Answer;
import dateline.ingest.stand.StandResource;
import dateline.ingest.stand.Topic;
import dateline.ingest.stand.Topic.Event;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StandResource.class)
class PollIT {

    private final ScriptedWeb web = new ScriptedWeb();
    private final Topic releases = Topic.releases();
    private final Topic statuses = Topic.statuses();

    @AfterEach
    void close() {
        web.close();
        releases.close();
        statuses.close();
    }

    @Test
    void aNewFeedBringsItsReleasesAsBackfillAndAChangeBringsOneUpdate() {
        web.on("/feed", Answer.feed(rss(item("1", "First", "One."), item("2", "Second", "Two."))));
        String id = add("/feed");

        List<Event> first = releases.await(2, of(id));
        assertThat(first).extracting(event -> event.text("title")).containsExactlyInAnyOrder("First", "Second");
        assertThat(first).allSatisfy(event -> {
            assertThat(event.text("change")).isEqualTo("new");
            assertThat(event.value().path("backfill").asBoolean()).isTrue();
            assertThat(event.value().path("revision").asInt()).isEqualTo(1);
            assertThat(event.key()).isEqualTo(event.text("id"));
            assertThat(event.header("ce_type")).isEqualTo("dateline.release.ingested");
            assertThat(event.header("ce_id")).isEqualTo(event.key() + "/1");
            assertThat(event.header("ce_subject")).isEqualTo(event.key());
            assertThat(event.header("ce_specversion")).isEqualTo("1.0");
            assertThat(event.header("ce_source")).isEqualTo("/dateline/ingest-service");
            assertThat(event.header("ce_time")).isEqualTo(event.text("received"));
            assertThat(event.header("content-type")).isEqualTo("application/json");
        });
        awaitStatus(id, "active");

        web.on(
                "/feed",
                Answer.feed(rss(
                        item("3", "Third", "Three."),
                        item("1", "First", "One, corrected."),
                        item("2", "Second", "Two."))));
        pollNow(id);
        List<Event> more = releases.await(4, of(id)).subList(2, 4);
        assertThat(more)
                .extracting(
                        event -> event.text("title"),
                        event -> event.text("change"),
                        event -> event.value().path("revision").asInt())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("Third", "new", 1),
                        org.assertj.core.groups.Tuple.tuple("First", "updated", 2));
        assertThat(more)
                .allSatisfy(event ->
                        assertThat(event.value().path("backfill").asBoolean()).isFalse());

        pollNow(id);
        assertThat(releases.all(of(id))).hasSize(4);
        assertThat(web.last("/feed").header("If-None-Match")).isNotNull();
    }

    @Test
    void aFeedThatIsNoFeedShowsItsErrorAndKeepsItsSchedule() {
        web.on(
                "/page",
                Answer.of(200, "<!doctype html><html><body><p>Hello</p></body></html>", "Content-Type", "text/html"));
        String id = add("/page");
        awaitStatus(id, "failing");
        JsonPath feed = feed(id);
        assertThat(feed.getString("reason")).isNotBlank();
        assertThat(feed.getString("detail")).isNotBlank();
        assertThat(feed.getString("nextPoll")).isNotNull();
        assertThat(feed.getString("nextPollReason")).isEqualTo("backoff");
        statuses.await(
                1, event -> event.key().equals(id) && event.text("status").equals("failing"));
    }

    private String add(String path) {
        return given().header("X-Api-Key", StandResource.KEY)
                .contentType("application/json")
                .body(Map.of("url", web.url(path).toString()))
                .post("/feeds")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Makes a feed due and waits until it was polled. */
    private void pollNow(String id) {
        String before = feed(id).getString("lastAttempt");
        given().header("X-Api-Key", StandResource.KEY)
                .post("/feeds/{id}/poll", id)
                .then()
                .statusCode(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !feed(id).getString("lastAttempt").equals(before));
    }

    private static void awaitStatus(String id, String status) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(feed(id).getString("status")).isEqualTo(status));
    }

    private static JsonPath feed(String id) {
        return given().get("/feeds/{id}", id).then().statusCode(200).extract().jsonPath();
    }

    private static java.util.function.Predicate<Event> of(String feed) {
        return event -> event.value().path("source").path("id").asText().equals(feed);
    }

    private static String rss(String... items) {
        return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour Office</title>"
                + "<link>https://harbour.example/</link><description>News</description>" + String.join("", items)
                + "</channel></rss>";
    }

    private static String item(String guid, String title, String text) {
        return "<item><guid isPermaLink=\"false\">" + guid + "</guid><title>" + title + "</title><description>" + text
                + "</description></item>";
    }
}
