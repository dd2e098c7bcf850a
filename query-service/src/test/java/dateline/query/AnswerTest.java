package dateline.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import dateline.query.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers leave the service: entity tags, compression, states of revision, an end to what takes too long. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class AnswerTest {

    @Inject
    DataSource database;

    @Inject
    Topic topic;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/releases?q=tagword",
                "/releases?q=tagword&order=relevance",
                "/releases/facets?q=tagword",
                "/releases/histogram?q=tagword&interval=month",
                "/topics?q=tagword",
                "/topics/suggestions?q=diplo",
                "/quotations?q=tagword",
                "/entities?q=tagville",
                "/entities/Q9600"
            })
    void whatAClientHasAlreadyIsNotSentAgainUntilItChanges(String path) {
        topic.store(Event.of("tag-1")
                .words("", "tagword \"x\"")
                .entity("Q9600", "place", "Tagville")
                .quotation("\"x\"", "Q9600"));
        Response first = get(path).then().statusCode(200).extract().response();
        String tag = first.header("ETag");
        assertThat(tag).startsWith("W/\"");

        Response again = given().header("If-None-Match", tag).get(path);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(again.header("Cache-Control")).contains("no-cache");
        given().header("If-None-Match", "W/\"other\"").get(path).then().statusCode(200);
        given().header("If-None-Match", "W/\"other\", " + tag).get(path).then().statusCode(304);
        given().header("If-None-Match", "*").get(path).then().statusCode(304);
    }

    @Test
    void aTagChangesWithItsAnswer() {
        topic.store(Event.of("tag-change-1").words("", "tagchangeword"));
        String tag = get("/releases?q=tagchangeword").header("ETag");

        topic.store(Event.of("tag-change-2").words("", "tagchangeword"));

        given().header("If-None-Match", tag)
                .get("/releases?q=tagchangeword")
                .then()
                .statusCode(200)
                .body("total", is(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/releases", "/topics", "/releases/facets", "/entities?q=a"})
    void answersAreCompressedForThoseWhoAcceptIt(String path) throws IOException, InterruptedException {
        topic.store(Event.of("gzip"));

        HttpResponse<byte[]> compressed = sent(path, "gzip");

        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes();
        assertThat(plain).isEqualTo(sent(path, "identity").body());
    }

    // Its own client, as REST Assured unpacks what it gets.
    private static HttpResponse<byte[]> sent(String path, String encoding) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .header("Accept-Encoding", encoding)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void releasesAreFilteredAndCountedByTheStateOfTheirRevision() {
        Event fresh = Event.of("state-new").words("", "stateword");
        Event updated = Event.of("state-updated")
                .revision(2, "updated")
                .words("", "stateword")
                .published(Instant.parse("2026-03-02T00:00:00Z"));
        Event withdrawn = Event.of("state-withdrawn")
                .revision(3, "withdrawn")
                .words("", "stateword")
                .published(Instant.parse("2026-03-01T00:00:00Z"));
        topic.store(fresh, updated, withdrawn);

        assertThat(found("q=stateword")).containsExactly(fresh.id(), updated.id());
        assertThat(found("q=stateword&state=new")).containsExactly(fresh.id());
        assertThat(found("q=stateword&state=updated")).containsExactly(updated.id());
        assertThat(found("q=stateword&state=withdrawn")).containsExactly(withdrawn.id());
        assertThat(found("q=stateword&state=withdrawn&state=new")).containsExactly(fresh.id(), withdrawn.id());
        assertThat(found("source=test-press&state=new&limit=100"))
                .contains(fresh.id())
                .doesNotContain(updated.id());
        assertThat(found("state=new&limit=100&from=2026-03-03&to=2026-03-03"))
                .contains(fresh.id())
                .doesNotContain(updated.id());
        get("/releases/facets?q=stateword&withdrawn=include")
                .then()
                .body("states.value", is(List.of("new", "updated", "withdrawn")))
                .body("states.count", is(List.of(1, 1, 1)));
    }

    @Test
    void aStatementThatTakesTooLongIsEndedAndTheClientToldWhenToComeBack() throws SQLException {
        Event event = Event.of("slow").words("", "slowword").entity("Q9610", "place", "Slowville");
        topic.store(event);
        try (Connection connection = database.getConnection();
                Statement lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("lock table query.release, query.entity_name in access exclusive mode");
            for (String path : List.of("/releases?q=slowword", "/entities?q=slowv", "/releases/" + event.id())) {
                get(path)
                        .then()
                        .statusCode(503)
                        .contentType(Problem.MEDIA_TYPE)
                        .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                        .body("type", is("urn:dateline:problem:too-slow"))
                        .body("instance", startsWith(path.substring(0, 9)));
            }
            connection.rollback();
        }
        get("/releases?q=slowword").then().statusCode(200).body("total", is(1));
    }

    private static List<String> found(String parameters) {
        return get("/releases?" + parameters).then().statusCode(200).extract().path("releases.id");
    }
}
