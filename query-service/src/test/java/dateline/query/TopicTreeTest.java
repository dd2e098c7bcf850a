package dateline.query;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import dateline.query.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tree of topics with counts, and topics while their label is typed. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class TopicTreeTest {

    @Inject
    Topic topic;

    @Test
    void aTopicCountsItsReleasesAndThoseOfTheTopicsBelowItOnce() {
        // Diplomacy (20000639) lies under international relations (20000638), and that under politics (11000000).
        topic.store(
                Event.of("tree-1").words("", "treecount").topic("20000639", "diplomacy", "about"),
                Event.of("tree-2")
                        .words("", "treecount")
                        .topic("20000639", "diplomacy", "about")
                        .topic("20000638", "international relations", "mentions"),
                Event.of("tree-3").words("", "treecount").topic("20000638", "international relations", "about"),
                Event.of("tree-4").words("", "treecount"));

        given().queryParam("q", "treecount")
                .get("/topics")
                .then()
                .statusCode(200)
                .body("counted", is(4))
                .body("complete", is(true))
                .body("topics.size()", greaterThan(10))
                .body("topics.find { it.code == '11000000' }.count", is(3))
                .body("topics.find { it.code == '11000000' }.own", is(0))
                .body("topics.find { it.code == '11000000' }.label", startsWith("politics"))
                .body("topics.find { it.code == '15000000' }.count", is(0));
        given().queryParam("q", "treecount")
                .queryParam("under", "medtop:20000638")
                .queryParam("empty", "omit")
                .get("/topics")
                .then()
                .body("topics.code", is(List.of("20000638")))
                .body("topics[0].count", is(3))
                .body("topics[0].own", is(2))
                .body("topics[0].topics.code", is(List.of("20000639")))
                .body("topics[0].topics[0].count", is(2))
                .body("topics[0].topics[0].topics", is(List.of()));
    }

    @Test
    void theCountIsBoundedAsTheFacetsAre() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 35; i++) {
            events.add(Event.of("tree-many-" + i).words("", "treemany").topic("20000639", "diplomacy", "about"));
        }
        topic.store(events.toArray(Event[]::new));

        given().queryParam("q", "treemany")
                .get("/topics")
                .then()
                .body("counted", is(30))
                .body("complete", is(false))
                .body("topics.find { it.code == '11000000' }.count", is(30));
    }

    @ParameterizedTest
    @CsvSource({"under, nonsense", "empty, maybe", "sauce, x", "limit, 0"})
    void whatCannotBeUsedIsRefusedByName(String parameter, String value) {
        given().queryParam(parameter, value)
                .get("/topics")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("field", is(parameter));
    }

    @ParameterizedTest
    @CsvSource({
        "diplomacy, 20000639",
        "DIPLOMA, 20000639",
        "diplomcy, 20000639",
        "relations inter, 20000638",
        "international rel, 20000638"
    })
    void aTopicIsSuggestedByItsLabelInPartOrWithMistakes(String typed, String code) {
        given().queryParam("q", typed)
                .get("/topics/suggestions")
                .then()
                .statusCode(200)
                .body("code", hasItem(code))
                .body("size()", lessThanOrEqualTo(20));
    }

    @Test
    void aSuggestionSaysWhereItsTopicLies() {
        given().queryParam("q", "diplomacy")
                .get("/topics/suggestions")
                .then()
                .body("[0].code", is("20000639"))
                .body("[0].path", is(List.of("politics", "international relations")));
        given().queryParam("q", " ")
                .get("/topics/suggestions")
                .then()
                .statusCode(400)
                .body("field", is("q"));
    }
}
