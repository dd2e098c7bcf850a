package dateline.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;

import dateline.query.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every service owes: problems, health, metrics, a description of itself. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class ServiceTest {

    @Test
    void anUnknownPathIsAProblem() {
        get("/nowhere/at/all")
                .then()
                .statusCode(404)
                .contentType(Problem.MEDIA_TYPE)
                .body("status", is(404))
                .body("instance", is("/nowhere/at/all"));
    }

    @Test
    void anUnknownOrMisshapenReleaseIsAProblem() {
        get("/releases/00000000000000000000000000000000").then().statusCode(404).contentType(Problem.MEDIA_TYPE);
        get("/releases/xyz").then().statusCode(404).contentType(Problem.MEDIA_TYPE);
        get("/releases/00000000000000000000000000000000/revisions/0")
                .then()
                .statusCode(404)
                .contentType(Problem.MEDIA_TYPE);
        get("/releases/00000000000000000000000000000000?withdrawn=x")
                .then()
                .statusCode(400)
                .body("field", is("withdrawn"));
    }

    @Test
    void aWrongMethodIsAProblemThatNamesTheRightOnes() {
        given().post("/releases")
                .then()
                .statusCode(405)
                .contentType(Problem.MEDIA_TYPE)
                .body("status", is(405));
    }

    @Test
    void whatCannotBeAnsweredInAnAcceptedTypeIsAProblem() {
        given().accept("image/png").get("/releases").then().statusCode(406).contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void theDescriptionKnowsEveryPathAndParameter() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("info.title", is("Dateline search"))
                .body(
                        "paths.'/releases'.get.parameters.name",
                        hasItems(
                                "q",
                                "source",
                                "entity",
                                "topic",
                                "language",
                                "from",
                                "to",
                                "withdrawn",
                                "limit",
                                "cursor",
                                "speaker",
                                "about",
                                "state"))
                .body("paths.'/releases'.get.responses", hasKey("400"))
                .body("paths.'/releases'.get.responses", hasKey("304"))
                .body("paths", hasKey("/releases/{id}"))
                .body("paths", hasKey("/releases/{id}/similar"))
                .body("paths", hasKey("/entities/{id}"))
                .body("paths", hasKey("/topics"))
                .body("paths", hasKey("/topics/suggestions"))
                .body("paths.'/quotations'.get.parameters.name", hasItems("speaker", "about", "limit", "cursor"))
                .body("paths", hasKey("/releases/{id}/revisions/{revision}"))
                .body("components.schemas.Problem.properties", hasKey("field"));
        get("/q/swagger-ui/").then().statusCode(200);
    }

    @Test
    void healthKnowsKafkaAndPostgres() {
        List<String> checks = get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", is("UP"))
                .extract()
                .path("checks.name");

        assertThat(checks)
                .contains("store")
                .anyMatch(name -> name.contains("Database"))
                .anyMatch(name -> name.contains("Kafka"));
        get("/q/health/live").then().statusCode(200);
        get("/q/health/started").then().statusCode(200);
    }

    @Test
    void metricsCountReleasesAndTimeSearches() {
        get("/releases").then().statusCode(200);

        get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("dateline_releases_stored_total"))
                .body(containsString("dateline_releases_dead_total"))
                .body(containsString("dateline_search_seconds_count"));
    }
}
