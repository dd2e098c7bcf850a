package dateline.query.feed;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import dateline.query.Backends;
import dateline.query.Event;
import dateline.query.Topic;
import dateline.query.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches as feeds over HTTP. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class FeedTest {

    @Inject
    Topic topic;

    @ParameterizedTest
    @CsvSource({"rss, application/rss+xml", "atom, application/atom+xml"})
    void aSearchIsAFeedOfItsNewestMatches(String format, String type) throws Exception {
        String word = "feedsearch" + format;
        Event older = Event.of(word + "-1").words("Older", word).published(Instant.parse("2026-01-01T00:00:00Z"));
        Event newer = Event.of(word + "-2").words("Newer", word).published(Instant.parse("2026-01-02T00:00:00Z"));
        store(older, newer, Event.of(word + "-3").words("Other", "nothing of it"));

        Response response = get("/releases/feed." + format + "?q=" + word + "&source=test-press");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith(type);
        assertThat(response.header("Cache-Control")).contains("max-age=60");
        assertThat(response.header("Link")).contains("/releases/feed." + format + "?q=" + word, "rel=\"self\"");
        SyndFeed feed = new SyndFeedInput().build(new StringReader(response.asString()));
        assertThat(feed.getEntries().stream().map(SyndEntry::getTitle)).containsExactly("Newer", "Older");
        assertThat(feed.getEntries().get(0).getUri()).isEqualTo("urn:dateline:release:" + newer.id());
        assertThat(feed.getTitle()).isEqualTo("Dateline: " + word + ", source: test-press");
        assertThat(get("/releases/feed." + format + "?limit=1&q=" + word).asString())
                .contains("Newer")
                .doesNotContain("Older");
    }

    @Test
    void aJsonFeedHasItsTypeToo() {
        store(Event.of("feed-json").words("", "feedjson"));

        get("/releases/feed.json?q=feedjson")
                .then()
                .statusCode(200)
                .contentType(containsString("application/feed+json"))
                .body("items.size()", is(1))
                .body("items[0].content_text", is("feedjson"));
    }

    @Test
    void anUnchangedFeedIsNotSentAgain() {
        store(Event.of("feed-304").words("", "feedunchanged"));
        Response first = get("/releases/feed.atom?q=feedunchanged");
        String tag = first.header("ETag");
        String modified = first.header("Last-Modified");

        assertThat(modified).isEqualTo("Tue, 03 Mar 2026 10:41:07 GMT");
        given().header("If-None-Match", tag)
                .get("/releases/feed.atom?q=feedunchanged")
                .then()
                .statusCode(304)
                .header("ETag", tag);
        given().header("If-Modified-Since", modified)
                .get("/releases/feed.atom?q=feedunchanged")
                .then()
                .statusCode(304);

        topic.send(Event.of("feed-304")
                .revision(2, "updated")
                .words("Changed", "feedunchanged")
                .with(event -> event.put("received", "2026-03-04T00:00:00Z")));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().header("If-None-Match", tag)
                        .get("/releases/feed.atom?q=feedunchanged")
                        .then()
                        .statusCode(200)
                        .body(containsString("Changed")));
        given().header("If-Modified-Since", modified)
                .get("/releases/feed.atom?q=feedunchanged")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=x", "order=relevance", "updated-since=0", "nonsense=1", "q=(open"})
    void whatAFeedDoesNotTakeIsAProblem(String query) {
        get("/releases/feed.rss?" + query).then().statusCode(400).contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void theDescriptionForBrowsersAndThatOfTheInterfaceKnowTheFeeds() {
        get("/opensearch.xml")
                .then()
                .statusCode(200)
                .contentType(containsString("application/opensearchdescription+xml"))
                .body(containsString("releases/feed.atom?q={searchTerms}"))
                .body(containsString("/?q={searchTerms}"));
        given().queryParam("format", "json").get("/q/openapi").then().body("paths", hasKey("/releases/feed.{format}"));
        get("/releases/feed.exe").then().statusCode(404).contentType(Problem.MEDIA_TYPE);
    }

    private void store(Event... events) {
        topic.send(events);
        for (Event event : events) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get("/releases/" + event.id()).statusCode() == 200);
        }
    }
}
