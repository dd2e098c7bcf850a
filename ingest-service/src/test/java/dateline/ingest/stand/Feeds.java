package dateline.ingest.stand;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** The service's REST interface as tests use it. */
public final class Feeds {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Feeds() {}

    /** A request that may write. */
    public static RequestSpecification withKey() {
        return given().header("X-Api-Key", StandResource.KEY).contentType("application/json");
    }

    /** Adds a feed and returns its id. */
    public static String add(URI url) {
        return add(Map.of("url", url.toString()));
    }

    /** Adds a feed and returns its id. */
    public static String add(Map<String, ?> feed) {
        return withKey()
                .body(feed)
                .post("/feeds")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** A feed as it is shown. */
    public static JsonPath get(String id) {
        return given().get("/feeds/{id}", id).then().statusCode(200).extract().jsonPath();
    }

    /** Waits until a feed is as wanted. */
    public static JsonPath await(String id, Predicate<JsonPath> condition) {
        return Awaitility.await().atMost(PATIENCE).until(() -> get(id), condition);
    }

    /** Waits until a feed has been polled, whatever came of it. */
    public static JsonPath awaitPolled(String id) {
        return await(id, feed -> feed.getString("lastAttempt") != null);
    }

    /** Makes a feed due and waits until it was polled. */
    public static JsonPath pollNow(String id) {
        String before = get(id).getString("lastAttempt");
        withKey().post("/feeds/{id}/poll", id).then().statusCode(202);
        return await(id, feed -> !feed.getString("lastAttempt").equals(before));
    }

    /** The id of the feed with a URL. */
    public static String withUrl(URI url) {
        List<String> ids = given().get("/feeds?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .path("feeds.findAll { it.url == '" + url + "' }.id");
        assertThat(ids).hasSize(1);
        return ids.get(0);
    }

    /** Removes all feeds, so that none of them is polled while the next test runs. */
    public static void removeAll() {
        List<String> ids =
                given().get("/feeds?limit=500").then().statusCode(200).extract().path("feeds.id");
        ids.forEach(id -> withKey().delete("/feeds/{id}", id).then().statusCode(204));
    }

    /** When a feed is asked next. */
    public static Instant nextPoll(JsonPath feed) {
        assertThat(feed.getString("nextPoll")).isNotNull();
        return Instant.parse(feed.getString("nextPoll"));
    }

    /** Tells the releases of a feed. */
    public static Predicate<Topic.Event> releasesOf(String id) {
        return event -> event.value().path("source").path("id").asText().equals(id);
    }

    /** Tells a state of a feed. */
    public static Predicate<Topic.Event> status(String id, String status) {
        return event -> event.key().equals(id) && event.text("status").equals(status);
    }

    /** An RSS document. */
    public static String rss(String... items) {
        return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour Office</title>"
                + "<link>https://harbour.example/</link><description>News</description>" + String.join("", items)
                + "</channel></rss>";
    }

    /** An item of an RSS document. */
    public static String item(String guid, String title, String text) {
        return "<item><guid isPermaLink=\"false\">" + guid + "</guid><title>" + title + "</title><description>" + text
                + "</description></item>";
    }
}
