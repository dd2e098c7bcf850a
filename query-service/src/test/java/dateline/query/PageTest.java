package dateline.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** The pages as their HTML. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class PageTest {

    @Inject
    Topic topic;

    @Test
    void theSearchPageListsReleasesAndKeepsItsStateInTheUrl() {
        store(Event.of("page-list")
                .words("Pagelist rises", "The pagelist rose.")
                .topic("20000639", "diplomacy", "about"));

        given().queryParam("q", "pagelist")
                .queryParam("topic", "20000639")
                .get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("<mark>Pagelist</mark> rises"))
                .body(containsString("1 release<"))
                .body(containsString("value=\"pagelist\""))
                .body(containsString("href=\"/?q=pagelist\" aria-label=\"Remove the filter topic: diplomacy\""));
    }

    @Test
    void aFaultyQueryIsExplainedOnThePage() {
        given().queryParam("q", "a (b")
                .get("/")
                .then()
                .statusCode(400)
                .body(containsString("This parenthesis is never closed."));
    }

    @Test
    void aReleaseIsShownWithItsMarks() {
        Event event = Event.of("page-view")
                .words("View", "Vaduz is calm.\n\nAbout us: we are old.")
                .entity("Q1844", "place", "Vaduz")
                .part("lead", 0, 14)
                .part("about", 16, 37);
        event.annotations()
                .get("entities")
                .get(0)
                .withArrayProperty("mentions")
                .removeAll()
                .addObject()
                .put("start", 0)
                .put("end", 5)
                .put("confidence", 1);
        store(event);

        get("/view/" + event.id())
                .then()
                .statusCode(200)
                .body(
                        containsString(
                                "<p class=\"body\"><a class=\"place\" title=\"place: Vaduz\" href=\"/?entity=Q1844\">Vaduz</a> is calm.</p>"))
                .body(containsString("<p class=\"tail\">About us: we are old.</p>"));
        get("/view/00000000000000000000000000000000").then().statusCode(404).contentType("text/html");
    }

    @Test
    void whatAReleaseBringsAlongIsTextEverywhere() {
        String vector = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg/onload=alert(1)>";
        Event event = Event.of("page-xss")
                .words(vector, "pagexss " + vector)
                .source("page-xss", vector)
                .entity("x\"><script>", "person", vector)
                .topic("1\"><script>", vector, "about")
                .with(release -> release.put("url", "javascript:alert(1)"));
        store(event);

        for (String page :
                new String[] {"/?q=pagexss", "/view/" + event.id(), "/?source=%22%3E%3Cscript%3E&q=%3Cscript%3E"}) {
            Document parsed =
                    Jsoup.parse(get(page).then().statusCode(200).extract().asString());

            assertThat(
                            parsed.select(
                                    "img, iframe, object, embed, script:not([src=/dateline.js]):not([type=application/ld+json])"))
                    .isEmpty();
            assertThat(parsed.select("svg:not(.bars)")).isEmpty();
            assertThat(parsed.getAllElements().stream()
                            .flatMap(element -> element.attributes().asList().stream())
                            .filter(attribute -> attribute.getKey().startsWith("on")
                                    || attribute.getValue().startsWith("javascript:")))
                    .isEmpty();
        }
    }

    @Test
    void theSearchPageCountsWhatItsReleasesAreMadeOf() {
        store(
                Event.of("page-facet-1")
                        .words("Pagefacet one", "Pagefacet.")
                        .published(Instant.parse("2025-03-01T10:00:00Z"))
                        .entity("Q1844", "place", "Vaduz"),
                Event.of("page-facet-2")
                        .words("Pagefacet two", "Pagefacet.")
                        .published(Instant.parse("2025-03-03T10:00:00Z"))
                        .entity("Q1844", "place", "Vaduz"));

        Document all = Jsoup.parse(get("/?q=pagefacet").asString());

        assertThat(all.select(".values a").eachText()).contains("Vaduz 2");
        assertThat(all.select(".bars a").eachAttr("aria-label"))
                .containsExactly("1 March 2025: 1 release", "3 March 2025: 1 release");
        assertThat(all.select("link[rel=alternate]").eachAttr("href"))
                .containsExactly(
                        "/releases/feed.rss?q=pagefacet",
                        "/releases/feed.atom?q=pagefacet",
                        "/releases/feed.json?q=pagefacet");

        Document day =
                Jsoup.parse(get(all.select(".bars a").first().attr("href")).asString());
        assertThat(day.select(".results h2").eachText()).containsExactly("Pagefacet one");
        Document narrowed = Jsoup.parse(get("/?q=pagefacet&entity=Q1844").asString());
        assertThat(narrowed.select(".values a[aria-current]").eachText()).containsExactly("Vaduz 2");
        assertThat(narrowed.select(".values a[aria-current]").attr("href")).isEqualTo("/?q=pagefacet");
        assertThat(narrowed.select(".chips").text()).contains("entity: Vaduz");
    }

    @Test
    void whatARevisionChangedIsShown() {
        Event event = Event.of("page-diff").words("Old title", "The bridge is open.\n\nIt rains.");
        store(event);
        event.revision(2, "updated").words("New title", "The bridge is <closed>.\n\nIt rains.");
        topic.send(event);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get("/view/" + event.id() + "/changes/2").statusCode() == 200);

        Document changes = Jsoup.parse(get("/view/" + event.id() + "/changes/2").asString());

        assertThat(changes.select("del").eachText()).containsExactly("Old", "open");
        assertThat(changes.select("ins").text()).isEqualTo("New <closed>");
        assertThat(changes.select(".text p")).hasSize(2);
        get("/view/" + event.id() + "/changes/1").then().statusCode(404).contentType("text/html");
        get("/view/" + event.id())
                .then()
                .body(containsString("href=\"/view/" + event.id() + "/changes/2\""))
                .body(containsString("\"@type\":\"NewsArticle\""));
    }

    @Test
    void theLivePageNamesItsStream() {
        Document live = Jsoup.parse(get("/live?q=water&source=a").asString());

        assertThat(live.select("#live").attr("data-stream")).isEqualTo("/releases/live?q=water&source=a");
        get("/live?q=(").then().statusCode(400).body(containsString("role=\"alert\""));
    }

    private void store(Event... events) {
        topic.send(events);
        for (Event event : events) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get("/releases/" + event.id()).statusCode() == 200);
        }
    }
}
