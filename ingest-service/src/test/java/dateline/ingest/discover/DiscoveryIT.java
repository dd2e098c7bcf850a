package dateline.ingest.discover;

import static dateline.ingest.stand.Feeds.item;
import static dateline.ingest.stand.Feeds.rss;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dateline.ingest.stand.Feeds;
import dateline.ingest.stand.ScriptedWeb;
import dateline.ingest.stand.ScriptedWeb.Answer;
import dateline.ingest.stand.StandResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StandResource.class)
class DiscoveryIT {

    private static final String FEED = rss(item("1", "First", "One."));

    private final ScriptedWeb web = new ScriptedWeb();

    @AfterEach
    void close() {
        Feeds.removeAll();
        web.close();
    }

    @Test
    void anAddressOfAFeedIsThatFeed() {
        web.on("/feed", Answer.of(200, FEED));
        JsonPath found = found(web.url("/feed"));
        assertThat(found.getList("candidates.url"))
                .containsExactly(web.url("/feed").toString());
        assertThat(found.getList("candidates.foundBy")).containsExactly("address");
        assertThat(found.getList("candidates.title")).containsExactly("Harbour Office");
        assertThat(found.getList("candidates.format")).containsExactly("rss-20");
        assertThat(found.getList("candidates.entries")).containsExactly(1);
    }

    @Test
    void whatThePageNamesIsFetchedAndReadAndWhatIsNoFeedIsLeftOut() {
        web.on("/", Answer.of(200, """
                                <!doctype html><html><head>
                                <link rel="stylesheet" href="/rss.css">
                                <link rel="ALTERNATE home" type="application/rss+xml; charset=utf-8" href="news.xml">
                                <link rel="alternate" type="application/atom+xml" href="/gone.xml">
                                <link rel="alternate" hreflang="kk" href="/kk/">
                                </head><body><a href="/comments/feed/#top">Comments</a> <a href="/feedback">Write</a>
                                <a href="ftp://files.example/rss">Old</a></body></html>
                                """, "Content-Type", "text/html"))
                .on("/news.xml", Answer.of(302, "", "Location", "/moved.xml"))
                .on("/moved.xml", Answer.of(200, FEED))
                .on("/comments/feed/", Answer.of(200, FEED));
        JsonPath found = found(web.url("/"));
        assertThat(found.getList("candidates.url"))
                .containsExactly(
                        web.url("/moved.xml").toString(),
                        web.url("/comments/feed/").toString());
        assertThat(found.getList("candidates.foundBy")).containsExactly("link", "body");
        assertThat(web.requests("/feedback")).isEmpty();
        assertThat(web.requests("/kk/")).isEmpty();
        assertThat(web.requests("/rss")).isEmpty(); // nothing is guessed where something was named
    }

    @Test
    void wherePagesNameNothingTheUsualPlacesAreTriedAsFarAsRobotsMay() {
        web.on("/news", Answer.of(200, "<html><body>Welcome</body></html>", "Content-Type", "text/html"))
                .on("/robots.txt", Answer.of(200, "User-agent: *\nDisallow: /rss.xml"))
                .on("/rss.xml", Answer.of(200, FEED))
                .on("/atom.xml", Answer.of(200, FEED));
        JsonPath found = found(web.url("/news"));
        assertThat(found.getList("candidates.url"))
                .containsExactly(web.url("/atom.xml").toString());
        assertThat(found.getList("candidates.foundBy")).containsExactly("well-known");
        assertThat(web.requests("/rss.xml")).isEmpty();
        assertThat(web.requests("/robots.txt")).hasSize(1);
        assertThat(web.requests("/index.xml")).isEmpty();
    }

    @Test
    void aSiteThatCannotBeReadSaysWhy() {
        JsonPath found = found(web.url("/nothing"));
        assertThat(found.getList("candidates")).isEmpty();
        assertThat(found.getString("reason")).isEqualTo("http-404");
    }

    @Test
    void aSearchNeedsAKeyAndAnAddress() {
        given().contentType("application/json")
                .body(Map.of("url", web.url("/").toString()))
                .post("/feeds/discover")
                .then()
                .statusCode(401);
        for (String body : new String[] {"{}", "{\"url\":\"file:///etc/passwd\"}", "{\"url\":\"nonsense\"}"}) {
            String field = Feeds.withKey()
                    .body(body)
                    .post("/feeds/discover")
                    .then()
                    .statusCode(400)
                    .extract()
                    .path("field");
            assertThat(field).as(body).isEqualTo("url");
        }
    }

    private static JsonPath found(URI url) {
        return Feeds.withKey()
                .body(Map.of("url", url.toString()))
                .post("/feeds/discover")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
