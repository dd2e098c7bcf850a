package dateline.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dateline.query.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service tells about an entity, and how it is found while its name is typed. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class EntityTest {

    @Inject
    Topic topic;

    @ParameterizedTest
    @CsvSource({
        "UNRCCA, Q9301",
        "unrc, Q9301",
        "UNRCA, Q9301",
        "UNRRCCA, Q9301",
        "Preventive Diplomacy, Q9301",
        "preventiv diplomcy, Q9301",
        "Kaha Imnadze, Q9302",
        "Kakha Imnadze, Q9302",
        "kaha imnad, Q9302",
        "Imnadze, Q9302",
        "imnadse, Q9302",
        "Имнадзе, Q9302"
    })
    void anEntityIsSuggestedByAnyOfItsNamesInPartOrWithMistakes(String typed, String id) {
        topic.store(Event.of("entity-suggest")
                .entity(
                        "Q9301",
                        "organisation",
                        "UN Regional Centre for Preventive Diplomacy for Central Asia",
                        "UNRCCA",
                        "Regional Centre")
                .entity("Q9302", "person", "Kaha Imnadze", "Каха Имнадзе")
                .entity("Q9303", "place", "Unrelated Town"));

        given().queryParam("q", typed).get("/entities").then().statusCode(200).body("[0].id", is(id));
    }

    @Test
    void theNameItselfComesBeforeItsBeginningAndThatBeforeItsLikes() {
        topic.store(Event.of("entity-order")
                .entity("Q9311", "place", "Orderville")
                .entity("Q9312", "place", "Order")
                .entity("Q9313", "organisation", "Council of Order")
                .entity("Q9314", "organisation", "Zzzzz", "Oderville"));

        assertThat(given().queryParam("q", "order").get("/entities").jsonPath().getList("id", String.class))
                .startsWith("Q9312", "Q9311")
                .contains("Q9313");
        given().queryParam("q", "order")
                .queryParam("type", "organisation")
                .get("/entities")
                .then()
                .body("type", everyItem(is("organisation")))
                .body("id", hasItem("Q9313"));
        given().queryParam("q", "order")
                .queryParam("type", "planet")
                .get("/entities")
                .then()
                .statusCode(400)
                .body("field", is("type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "'", "a", "'; drop table query.place; --", "\u0000"})
    void aSuggestionTakesWhateverIsTyped(String typed) {
        given().queryParam("q", typed).get("/entities").then().statusCode(200);
    }

    @Test
    void anEntityIsToldWithItsNamesItsTimeItsCompanyAndItsQuotations() {
        Event older = Event.of("entity-older")
                .words("Older", "\"Ana must see Profiland\", said Ben.")
                .published(Instant.parse("2026-01-31T23:00:00Z"))
                .entity("Q9320", "place", "Profiland", "Republic of Profiland")
                .mention(14, 23)
                .entity("Q9321", "person", "Ben Profil")
                .topic("20000639", "diplomacy", "about")
                .quotation("\"Ana must see Profiland\"", "Q9321");
        Event newer = Event.of("entity-newer")
                .words("Newer", "Profiland: \"no comment\".")
                .published(Instant.parse("2026-02-01T00:00:00Z"))
                .entity("Q9320", "place", "Profiland", "Land of Profil", "PROFILAND")
                .mention(0, 9)
                .quotation("\"no comment\"", "Q9320");
        newer.annotations()
                .get("entities")
                .get(0)
                .withArrayProperty("links")
                .add("http://www.wikidata.org/entity/Q9320");
        newer.annotations().get("entities").get(0).withArrayProperty("roles").add("republic");
        topic.store(older, newer);

        get("/entities/Q9320")
                .then()
                .statusCode(200)
                .body("id", is("Q9320"))
                .body("type", is("place"))
                .body("name", is("Profiland"))
                .body("aliases", is(List.of("Land of Profil", "Republic of Profiland")))
                .body("links", is(List.of("http://www.wikidata.org/entity/Q9320")))
                .body("roles", is(List.of("republic")))
                .body("timeline.buckets.start", is(List.of("2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z")))
                .body("timeline.buckets.count", is(List.of(1, 1)))
                .body("with.counted", is(2))
                .body("with.entities.value", is(List.of("Q9321")))
                .body("with.entities.label", is(List.of("Ben Profil")))
                .body("with.topics.value", is(List.of("20000639")))
                .body("quotations.by.text", is(List.of("\"no comment\"")))
                .body("quotations.about.text", is(List.of("\"Ana must see Profiland\"")))
                .body("quotations.about[0].speaker.name", is("Ben Profil"))
                .body("self", is("/entities/Q9320"));
        String releases = get("/entities/Q9320").path("releases");
        get(releases).then().body("releases.id", is(List.of(newer.id(), older.id())));
        String about = get("/entities/Q9320").path("quotations.allAbout");
        get(about).then().body("quotations.release.id", is(List.of(older.id())));
    }

    @Test
    void anIdMayHoldAnyCharacters() {
        String id = "organisation:a b/ü&c?d";
        topic.store(Event.of("entity-odd").entity(id, "organisation", "Odd & Sons"));

        given().urlEncodingEnabled(true)
                .get("/entities/{id}", id)
                .then()
                .statusCode(200)
                .body("name", is("Odd & Sons"));
        String self = given().get("/entities/{id}", id).path("self");
        given().urlEncodingEnabled(false).get(self).then().statusCode(200).body("id", is(id));
    }

    @Test
    void anUnknownEntityIsAProblem() {
        get("/entities/Q0").then().statusCode(404).contentType(Problem.MEDIA_TYPE);
        given().urlEncodingEnabled(false)
                .get("/entities/%00")
                .then()
                .statusCode(404)
                .contentType(Problem.MEDIA_TYPE);
        given().get("/entities/{id}", "x".repeat(501)).then().statusCode(404).contentType(Problem.MEDIA_TYPE);
    }
}
