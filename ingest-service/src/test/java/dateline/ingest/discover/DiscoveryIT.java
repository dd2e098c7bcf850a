package dateline.ingest.discover;

import static dateline.ingest.stand.Feeds.item;
import static dateline.ingest.stand.Feeds.rss;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dateline.ingest.stand.Feeds;
import dateline.ingest.stand.ScriptedWeb;
import dateline.ingest.stand.ScriptedWeb.Answer;
import dateline.ingest.stand.StandResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        web.on("/news", Answer.of(200, WELCOME, "Content-Type", "text/html"))
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

    private static final String WELCOME = "<html><body>Welcome</body></html>";

    @Test
    void whereNothingElseHelpsTheSitemapsAreLookedThrough() {
        web.on("/", Answer.of(200, WELCOME, "Content-Type", "text/html"))
                .on("/robots.txt", Answer.of(200, "Sitemap: " + web.url("/maps.xml")))
                .on("/maps.xml", Answer.of(200, """
                        <?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                        <sitemap><loc>%s</loc></sitemap><sitemap><loc>%s</loc></sitemap></sitemapindex>
                        """.formatted(web.url("/pages.xml"), web.url("/none.xml"))))
                .on("/pages.xml", Answer.of(200, """
                        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc> %s </loc></url>
                        <url><loc>%s</loc><lastmod>2026-03-03</lastmod></url></urlset>
                        """.formatted(web.url("/about"), web.url("/press/rss"))))
                .on("/press/rss", Answer.of(200, FEED));
        JsonPath found = found(web.url("/"));
        assertThat(found.getList("candidates.url"))
                .containsExactly(web.url("/press/rss").toString());
        assertThat(found.getList("candidates.foundBy")).containsExactly("sitemap");
        assertThat(web.requests("/about")).isEmpty();
        assertThat(web.requests("/sitemap.xml")).isEmpty(); // nothing is guessed where robots.txt names one
    }

    @Test
    void aSiteWithNoFeedButSitemapsNamesThoseWithTheOneOfNewsFirst() {
        web.on("/", Answer.of(200, WELCOME, "Content-Type", "text/html"))
                .on("/sitemap.xml", Answer.of(200, "<urlset><url><loc>" + web.url("/a") + "</loc></url></urlset>"))
                .on("/news-sitemap.xml", Answer.of(200, """
                        <urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>%s</loc>
                        <news:news><news:title>A</news:title></news:news></url></urlset>
                        """.formatted(web.url("/a"))));
        JsonPath found = found(web.url("/"));
        assertThat(found.getList("candidates.format")).containsExactly("news-sitemap", "sitemap");
        assertThat(found.getList("candidates.entries")).containsExactly(1, 1);
        added(web.url("/"))
                .statusCode(422)
                .body("candidates.format", contains("news-sitemap", "sitemap"), "detail", containsString("sitemap"));
    }

    @Test
    void aSiteWithOneFeedIsEnoughToAddIt() {
        web.on("/", page("/news.xml")).on("/news.xml", Answer.of(200, FEED));
        String url = web.url("/news.xml").toString();
        String id = added(web.url("/"))
                .statusCode(201)
                .body("url", equalTo(url), "site", equalTo(web.url("/").toString()), "tags", contains("port"))
                .extract()
                .path("id");
        Feeds.await(id, feed -> feed.getString("status").equals("active"));
        added(web.url("/")).statusCode(409);
    }

    @Test
    void ofASiteWithSeveralFeedsTheClientChooses() {
        web.on("/", page("/news.xml", "/notices.xml"))
                .on("/news.xml", Answer.of(200, FEED))
                .on("/notices.xml", Answer.of(200, FEED));
        added(web.url("/"))
                .statusCode(422)
                .contentType("application/problem+json")
                .body(
                        "field",
                        equalTo("site"),
                        "candidates.url",
                        contains(
                                web.url("/news.xml").toString(),
                                web.url("/notices.xml").toString()),
                        "candidates.title",
                        contains("Harbour Office", "Harbour Office"));
        given().get("/feeds").then().body("feeds.size()", equalTo(0));
    }

    @Test
    void aSiteWithoutAFeedIsAClearError() {
        web.on("/", Answer.of(200, WELCOME, "Content-Type", "text/html"));
        added(web.url("/"))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("field", equalTo("site"), "detail", containsString("no feed"), "candidates", nullValue());
        added(web.url("/gone")).statusCode(422).body("detail", containsString("http-404"));
    }

    private static ValidatableResponse added(URI site) {
        return Feeds.withKey()
                .body(Map.of("site", site.toString(), "tags", List.of("port")))
                .post("/feeds")
                .then();
    }

    private static Answer page(String... feeds) {
        String links = Stream.of(feeds)
                .map(feed -> "<link rel='alternate' type='application/rss+xml' href='" + feed + "'>")
                .collect(Collectors.joining());
        return Answer.of(200, "<html><head>" + links + "</head><body></body></html>", "Content-Type", "text/html");
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
