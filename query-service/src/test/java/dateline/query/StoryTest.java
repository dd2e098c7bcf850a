package dateline.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import dateline.query.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Releases that belong together: the copies of a story, and those that are like one another. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class StoryTest {

    @Inject
    Topic topic;

    @Test
    void aHitTellsWhoRepeatedItAndUnfolds() {
        Event origin = Event.of("story-first").words("", "foldword");
        Event one = Event.of("story-second")
                .words("", "foldword")
                .source("fold-a", "Fold A")
                .published(Instant.parse("2026-03-04T00:00:00Z"));
        Event two = Event.of("story-third")
                .words("", "foldword")
                .source("fold-b", "Fold B")
                .published(Instant.parse("2026-06-04T00:00:00Z"));
        Event three = Event.of("story-fourth")
                .words("", "foldword")
                .source("fold-a", "Fold A")
                .published(Instant.parse("2026-06-05T00:00:00Z"));
        Event alone = Event.of("story-own").words("", "foldword").published(Instant.parse("2026-06-06T00:00:00Z"));
        grouped(origin, origin.id(), "origin");
        grouped(one, origin.id(), "copy");
        grouped(two, origin.id(), "copy");
        grouped(three, origin.id(), "copy");
        grouped(alone, alone.id(), "origin");
        topic.store(origin, one, two, three, alone);

        given().queryParam("q", "foldword")
                .queryParam("duplicates", "collapse")
                .get("/releases")
                .then()
                .body("releases.id", is(List.of(alone.id(), origin.id())))
                .body("releases[0].story", nullValue())
                .body("releases[1].story.copies", is(3))
                .body("releases[1].story.relation", is("eq"))
                .body("releases[1].story.sources.name", is(List.of("Fold A", "Fold B")));
        String story = given().queryParam("q", "foldword")
                .queryParam("duplicates", "collapse")
                .get("/releases")
                .path("releases[1].story.self");
        get(story).then().body("releases.id", is(List.of(three.id(), two.id(), one.id(), origin.id())));
    }

    @Test
    void aCopyThatIsTakenBackOrBecomesAStoryOfItsOwnCountsNoMore() {
        Event origin = Event.of("story-changing").words("", "changingfold");
        grouped(origin, origin.id(), "origin");
        topic.store(origin);
        topic.store(grouped(Event.of("story-leaves").words("", "changingfold"), origin.id(), "copy"));
        topic.store(grouped(Event.of("story-withdrawn").words("", "changingfold"), origin.id(), "copy"));
        topic.store(grouped(Event.of("story-stays").words("", "changingfold"), origin.id(), "copy"));
        assertThat((Integer) hit(origin).path("releases[0].story.copies")).isEqualTo(3);

        Event left = Event.of("story-leaves").revision(2, "updated").words("", "otherfold");
        Event gone = Event.of("story-withdrawn").revision(2, "withdrawn").words("", "changingfold");
        topic.send(grouped(left, left.id(), "origin"), grouped(gone, origin.id(), "copy"));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat((Integer) hit(origin).path("releases[0].story.copies"))
                        .isEqualTo(1));
    }

    @Test
    void similarReleasesShareRareEntitiesOrText() {
        List<Event> common = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            common.add(Event.of("similar-common-" + i)
                    .entity("Q9500", "place", "Commonland")
                    .published(Instant.parse("2024-01-01T00:00:00Z").plusSeconds(86_400L * i)));
        }
        topic.store(common.toArray(Event[]::new));
        Event one = Event.of("similar-one")
                .entity("Q9500", "place", "Commonland")
                .entity("Q9501", "person", "Rare Person")
                .entity("Q9502", "organisation", "Rare Body");
        Event both = Event.of("similar-both")
                .entity("Q9501", "person", "Rare Person")
                .entity("Q9502", "organisation", "Rare Body")
                .published(Instant.parse("2025-01-01T00:00:00Z"));
        Event single = Event.of("similar-single").entity("Q9502", "organisation", "Rare Body");
        Event text = Event.of("similar-text").published(Instant.parse("2026-03-09T00:00:00Z"));
        Event hidden = Event.of("similar-hidden")
                .entity("Q9501", "person", "Rare Person")
                .structure(structure -> structure.put("embargoedUntil", "2999-01-01T00:00:00Z"));
        Event withdrawn =
                Event.of("similar-withdrawn").revision(1, "withdrawn").entity("Q9501", "person", "Rare Person");
        grouped(one, one.id(), "origin");
        grouped(text, one.id(), "copy");
        sign(one, 128);
        sign(text, 96);
        topic.send(hidden);
        topic.store(one, both, single, text, withdrawn);

        get("/releases/" + one.id() + "/similar")
                .then()
                .statusCode(200)
                .body("release.id", is(List.of(both.id(), text.id(), single.id())))
                .body("[0].shared", is(List.of("Rare Person", "Rare Body")))
                .body("[0].text", is(0.0f))
                .body("[1].shared", is(List.of()))
                .body("[1].text", is(0.75f))
                .body("[1].release.self", is("/releases/" + text.id()))
                .body("score", everyItem(allOf(greaterThan(0.0f), lessThanOrEqualTo(1.0f))));
        get("/releases/" + one.id() + "/similar?limit=1").then().body("release.id", is(List.of(both.id())));
        get("/releases/" + common.get(0).id() + "/similar")
                .then()
                .statusCode(200)
                .body("size()", is(0));
        get("/releases/" + hidden.id() + "/similar").then().statusCode(404).contentType(Problem.MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "41", "-1", "x", "1.5", "99999999999"})
    void aLimitThatCannotBeUsedIsRefused(String limit) {
        get("/releases/00000000000000000000000000000000/similar?limit=" + limit)
                .then()
                .statusCode(400)
                .body("field", is("limit"));
    }

    private static Response hit(Event event) {
        return given().queryParam("q", "changingfold")
                .queryParam("duplicates", "collapse")
                .get("/releases")
                .then()
                .body("releases.id", is(List.of(event.id())))
                .extract()
                .response();
    }

    private static Event grouped(Event event, String group, String relation) {
        event.annotations().withObject("/duplicates").put("group", group).put("relation", relation);
        return event;
    }

    /** A signature of which so many minima are those that all of them have. */
    private static void sign(Event event, int common) {
        Random random = new Random(common);
        ByteBuffer signature = ByteBuffer.allocate(129 * Integer.BYTES);
        for (int i = 0; i < 128; i++) {
            signature.putInt(i < common ? i : 1000 + random.nextInt(1_000_000));
        }
        signature.putInt(400);
        event.annotations()
                .withObject("/duplicates")
                .put("signature", Base64.getEncoder().encodeToString(signature.array()));
    }
}
