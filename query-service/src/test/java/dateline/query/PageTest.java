package dateline.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages as their HTML. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class PageTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private Topic topic;

    @BeforeEach
    void open() {
        topic = new Topic(bootstrapServers);
    }

    @AfterEach
    void close() {
        topic.close();
    }

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
                .body(containsString("href=\"/?q=pagelist\" aria-label=\"Remove the filter topic: 20000639\""));
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
                .body(containsString(
                        "<p class=\"body\"><span class=\"place\" title=\"place: Vaduz\">Vaduz</span> is calm.</p>"))
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
            get(page)
                    .then()
                    .statusCode(200)
                    .body(not(containsString("<script")))
                    .body(not(containsString("<img")))
                    .body(not(containsString("<svg")))
                    .body(not(containsString("href=\"javascript:")));
        }
    }

    private void store(Event... events) {
        topic.send(events);
        for (Event event : events) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get("/releases/" + event.id()).statusCode() == 200);
        }
    }
}
