package dateline.ingest.source;

import static dateline.ingest.stand.Feeds.status;
import static dateline.ingest.stand.Feeds.withKey;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dateline.ingest.stand.Feeds;
import dateline.ingest.stand.ScriptedWeb;
import dateline.ingest.stand.ScriptedWeb.Answer;
import dateline.ingest.stand.StandResource;
import dateline.ingest.stand.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The feeds over REST. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
class SourceIT {

    private static final String PROBLEM = "application/problem+json";

    private final ScriptedWeb web = new ScriptedWeb();

    @AfterEach
    void close() {
        Feeds.removeAll();
        web.close();
    }

    @Test
    void aFeedIsAddedShownChangedAndRemoved() {
        web.on("/a.xml", Answer.of(200, Feeds.rss()));
        String url = web.url("/a.xml").toString();
        withKey()
                .body(Map.of(
                        "url",
                        url,
                        "id",
                        "ministry",
                        "name",
                        "Ministry",
                        "site",
                        "https://ministry.example",
                        "country",
                        "KZ",
                        "tags",
                        List.of("asia", "mfa"),
                        "pollInterval",
                        "PT15M"))
                .post("/feeds")
                .then()
                .statusCode(201)
                .header("Location", endsWith("/feeds/ministry"))
                .body("id", equalTo("ministry"), "status", equalTo("new"), "nextPollReason", equalTo("added"));
        given().get("/feeds/ministry")
                .then()
                .statusCode(200)
                .body(
                        "url",
                        equalTo(url),
                        "name",
                        equalTo("Ministry"),
                        "site",
                        equalTo("https://ministry.example/"),
                        "country",
                        equalTo("KZ"),
                        "tags",
                        contains("asia", "mfa"),
                        "pollInterval",
                        equalTo("PT15M"),
                        "added",
                        notNullValue());

        withKey()
                .body("{\"name\":null,\"tags\":[\"asia\"],\"pollInterval\":null}")
                .patch("/feeds/ministry")
                .then()
                .statusCode(200)
                .body("country", equalTo("KZ"), "tags", contains("asia"), "pollInterval", nullValue());
        Feeds.await("ministry", feed -> feed.getString("name").equals("Harbour Office"));

        withKey().delete("/feeds/ministry").then().statusCode(204);
        given().get("/feeds/ministry")
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("status", equalTo(404));
        given().get("/feeds?limit=500").then().body("feeds.id", not(hasItem("ministry")));
        try (Topic statuses = Topic.statuses()) {
            statuses.await(1, status("ministry", "removed"));
        }
        // What was removed may come back.
        withKey()
                .body(Map.of("url", url, "id", "ministry"))
                .post("/feeds")
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                        | url
                    {"url":"ftp://a.example/"}                                | url
                    {"url":"https://user:pw@a.example/"}                      | url
                    {"url":"https://a.example/","id":"Not An Id"}             | id
                    {"url":"https://a.example/","country":"XX"}               | country
                    {"url":"https://a.example/","country":"Kazakhstan"}       | country
                    {"url":"https://a.example/","site":"nowhere"}             | site
                    {"url":"https://a.example/","pollInterval":"15 minutes"}  | pollInterval
                    {"url":"https://a.example/","pollInterval":"PT0S"}        | pollInterval
                    {"url":"https://a.example/","tags":[""]}                  | tags
                    {"url":"https://a.example/","tags":"x"}                   | tags
                    {"url":"https://a.example/","colour":"red"}               | colour
                    """)
    void aFieldThatCannotBeTakenIsNamed(String body, String field) {
        withKey()
                .body(body)
                .post("/feeds")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body(
                        "field",
                        equalTo(field),
                        "title",
                        equalTo("Bad Request"),
                        "status",
                        equalTo(400),
                        "instance",
                        equalTo("/feeds"),
                        "type",
                        equalTo("about:blank"),
                        "detail",
                        notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[1,2", "[]", "\"text\""})
    void aBodyThatIsNoFeedIsRefused(String body) {
        withKey().body(body).post("/feeds").then().statusCode(400).contentType(PROBLEM);
    }

    @Test
    void aPatchOfAnUnknownFieldIsRefused() {
        String id = Feeds.add(web.url("/patched"));
        withKey()
                .body("{\"status\":\"active\"}")
                .patch("/feeds/{id}", id)
                .then()
                .statusCode(400)
                .body("field", equalTo("status"));
        withKey()
                .body("{\"url\":null}")
                .patch("/feeds/{id}", id)
                .then()
                .statusCode(400)
                .body("field", equalTo("url"));
        withKey().body("[]").patch("/feeds/{id}", id).then().statusCode(400);
    }

    @Test
    void aFeedIsThereOnce() {
        String id = Feeds.add(web.url("/once"));
        withKey()
                .body(Map.of("url", web.url("/once").toString()))
                .post("/feeds")
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("field", equalTo("url"));
        withKey()
                .body(Map.of("url", web.url("/twice").toString(), "id", id))
                .post("/feeds")
                .then()
                .statusCode(409)
                .body("field", equalTo("id"));
        String other = Feeds.add(web.url("/twice"));
        withKey()
                .body(Map.of("url", web.url("/once").toString()))
                .patch("/feeds/{id}", other)
                .then()
                .statusCode(409)
                .body("field", equalTo("url"));
    }

    @Test
    void writingNeedsAKey() {
        String id = Feeds.add(web.url("/guarded"));
        Map<String, String> feed = Map.of("url", web.url("/unguarded").toString());
        for (String key : new String[] {null, "", "wrong"}) {
            Map<String, String> headers = new HashMap<>();
            if (key != null) {
                headers.put("X-Api-Key", key);
            }
            List<Response> answers = List.of(
                    given().headers(headers)
                            .contentType("application/json")
                            .body(feed)
                            .post("/feeds"),
                    given().headers(headers)
                            .contentType("application/json")
                            .body("{}")
                            .patch("/feeds/" + id),
                    given().headers(headers).delete("/feeds/" + id),
                    given().headers(headers).post("/feeds/" + id + "/poll"),
                    given().headers(headers).post("/feeds/" + id + "/pause"),
                    given().headers(headers).post("/feeds/" + id + "/resume"),
                    given().headers(headers)
                            .contentType("application/xml")
                            .body("<opml/>")
                            .post("/feeds/imports"),
                    given().headers(headers)
                            .contentType("application/xml")
                            .body("<opml/>")
                            .post("/feeds/opml"));
            assertThat(answers)
                    .allSatisfy(answer -> answer.then()
                            .statusCode(401)
                            .contentType(PROBLEM)
                            .header("WWW-Authenticate", notNullValue()));
        }
        given().get("/feeds/{id}", id).then().statusCode(200);
    }

    @Test
    void pausedFeedsAreNotPolledUntilTheyAreResumed() {
        web.on("/paused", Answer.of(200, Feeds.rss()));
        String id = Feeds.add(web.url("/paused"));
        Feeds.awaitPolled(id);
        withKey()
                .post("/feeds/{id}/pause", id)
                .then()
                .statusCode(200)
                .body("status", equalTo("paused"), "nextPoll", nullValue(), "nextPollReason", equalTo("paused"));
        withKey().post("/feeds/{id}/poll", id).then().statusCode(409).contentType(PROBLEM);
        int polls = web.requests("/paused").size();
        withKey().post("/feeds/{id}/resume", id).then().statusCode(200).body("nextPoll", notNullValue());
        Feeds.await(
                id,
                feed -> web.requests("/paused").size() == polls + 1
                        && feed.getString("status").equals("active"));
    }

    @Test
    void theListIsPagedAndFiltered() {
        for (int i = 0; i < 5; i++) {
            Feeds.add(Map.of(
                    "url",
                    web.url("/list/" + i).toString(),
                    "id",
                    "list-" + i,
                    "tags",
                    List.of("listed", "n" + i % 2)));
        }
        Response page = given().get("/feeds?tag=listed&limit=2");
        page.then().statusCode(200).body("feeds.id", contains("list-0", "list-1"), "next", equalTo("list-1"));
        String link = page.header("Link");
        assertThat(link).contains("rel=\"next\"").contains("after=list-1").contains("tag=listed");
        given().get("/feeds?tag=listed&limit=2&after=list-3")
                .then()
                .body("feeds.id", contains("list-4"), "next", nullValue())
                .header("Link", nullValue());
        given().get("/feeds?tag=n1").then().body("feeds.id", contains("list-1", "list-3"));
        Feeds.await("list-0", feed -> feed.getString("status").equals("failing"));
        given().get("/feeds?tag=listed&status=failing").then().body("feeds.id", hasItem("list-0"));
        given().get("/feeds?tag=listed&status=gone").then().body("feeds.size()", equalTo(0));
        given().get("/feeds?status=unwell").then().statusCode(400).body("field", equalTo("status"));
        given().get("/feeds?limit=0").then().statusCode(400).body("field", equalTo("limit"));
    }

    @Test
    void aNewUrlIsAskedAfreshAndAtOnce() {
        web.on("/before", Answer.feed(Feeds.rss())).on("/after", Answer.feed(Feeds.rss()));
        String id = Feeds.add(web.url("/before"));
        Feeds.awaitPolled(id);
        withKey()
                .body(Map.of("url", web.url("/after").toString()))
                .patch("/feeds/{id}", id)
                .then()
                .statusCode(200);
        Feeds.await(id, feed -> !web.requests("/after").isEmpty());
        assertThat(web.requests("/after").get(0).header("If-None-Match")).isNull();
    }

    @Test
    void anOpmlListAddsWhatIsNotThereAndSaysWhatItRefuses() {
        Feeds.add(web.url("/known"));
        String opml = """
                <opml version="2.0"><body><outline text="Imported">
                <outline text="Known" xmlUrl="%s"/>
                <outline text="One &amp; only" xmlUrl="%s" htmlUrl="https://one.example/"/>
                <outline text="Again" xmlUrl="%s"/>
                <outline text="Bad" xmlUrl="ftp://bad.example/rss"/>
                </outline></body></opml>""".formatted(web.url("/known"), web.url("/imported"), web.url("/imported"));
        withKey()
                .contentType("text/x-opml")
                .body(opml)
                .post("/feeds/opml")
                .then()
                .statusCode(200)
                .body(
                        "added",
                        equalTo(1),
                        "known",
                        equalTo(2),
                        "refused",
                        equalTo(1),
                        "refusals[0].url",
                        equalTo("ftp://bad.example/rss"),
                        "refusals[0].reason",
                        notNullValue());
        given().get("/feeds?tag=Imported").then().body("feeds.name", contains("One & only"));
        String exported =
                given().get("/feeds/opml").then().statusCode(200).extract().asString();
        assertThat(Opml.read(exported.getBytes(UTF_8)))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("line")
                .contains(new Opml.Outline(
                        web.url("/imported").toString(), "One & only", "https://one.example/", List.of("Imported")));
    }

    @Test
    void aLongListIsImportedInTheBackgroundAndTellsHowFarItIs() {
        int feeds = 450;
        Feeds.add(web.url("/long/7"));
        String opml = IntStream.range(0, feeds)
                .mapToObj(i -> i % 100 == 50
                        ? "<outline text='Bad " + i + "' xmlUrl='gopher://bad.example/" + i + "'/>"
                        : "<outline text='Long " + i + "' category='long' xmlUrl='" + web.url("/long/" + i) + "'/>")
                .collect(Collectors.joining("\n", "<opml><body>\n", "</body></opml>"));
        String location = withKey()
                .contentType("text/x-opml")
                .body(opml)
                .post("/feeds/imports")
                .then()
                .statusCode(202)
                .body("state", equalTo("running"), "total", equalTo(feeds), "done", equalTo(0))
                .extract()
                .header("Location");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get(location).jsonPath().getString("state").equals("done"));
        JsonPath done = given().get(location).then().statusCode(200).extract().jsonPath();
        assertThat(done.getInt("done")).isEqualTo(feeds);
        assertThat(done.getInt("added")).isEqualTo(feeds - 5);
        assertThat(done.getInt("known")).isEqualTo(1);
        assertThat(done.getInt("refused")).isEqualTo(4);
        assertThat(done.getList("refusals.line")).containsExactly(52, 152, 252, 352);
        assertThat(done.getList("refusals.url")).contains("gopher://bad.example/50");
        assertThat(done.getList("refusals.reason", String.class)).allMatch(reason -> reason.contains("http"));
        assertThat(done.getString("finished")).isNotNull();
        assertThat(given().get("/feeds?tag=long&limit=500").jsonPath().getList("feeds"))
                .hasSize(feeds - 5);
        for (String none : List.of("/feeds/imports/1", "/feeds/imports/00000000-0000-0000-0000-000000000000")) {
            given().get(none).then().statusCode(404).contentType(PROBLEM);
        }
        withKey()
                .contentType("text/x-opml")
                .body("no list")
                .post("/feeds/imports")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
    }

    @Test
    void aHostileOpmlIsRefused() {
        for (String body : List.of(
                "<!DOCTYPE o [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]><opml><outline text=\"&b;\" xmlUrl=\"http://a/\"/></opml>",
                "no xml",
                "<rss/>")) {
            withKey()
                    .contentType("application/xml")
                    .body(body)
                    .post("/feeds/opml")
                    .then()
                    .statusCode(400)
                    .contentType(PROBLEM);
        }
    }

    @Test
    void aBodyBeyondTheLimitIsNotEvenRead() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            String head = "POST /feeds/opml HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: " + StandResource.KEY
                    + "\r\nContent-Type: application/xml\r\nContent-Length: 20000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(UTF_8));
            String status = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
            assertThat(status).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void theServiceSaysHowItIsAndWhatItOffers() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/started").then().statusCode(200);
        assertThat(given().get("/q/metrics").asString()).contains("dateline_polls_seconds", "dateline_feeds");
        assertThat(given().get("/q/openapi?format=json").asString()).contains("/feeds/{id}/resume", "pollInterval");
        given().get("/q/swagger-ui/").then().statusCode(200);
        given().get("/nowhere").then().statusCode(404).contentType(PROBLEM);
        given().contentType("text/plain")
                .body("x")
                .put("/feeds")
                .then()
                .statusCode(405)
                .contentType(PROBLEM);
    }
}
