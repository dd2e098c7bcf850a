package dateline.query.access;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dateline.query.Backends;
import dateline.query.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys, limits and headers, over HTTP. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(AccessTest.Settings.class)
class AccessTest {

    /** Keys of both scopes, one of which is soon used up. */
    public static final class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "dateline.api.keys", "writer-key,read:reader-key,read:busy-key",
                    "dateline.api.rate", "30",
                    "quarkus.http.cors.enabled", "true",
                    "quarkus.http.cors.origins", "https://desk.example");
        }
    }

    @Test
    void readingNeedsNoKeyAndAnUnknownOneIsRefused() {
        get("/releases").then().statusCode(200).header("RateLimit", nullValue());
        given().header("X-Api-Key", "guess")
                .get("/releases")
                .then()
                .statusCode(401)
                .contentType(Problem.MEDIA_TYPE)
                .header("WWW-Authenticate", containsString("X-Api-Key"))
                .body("instance", is("/releases"));
    }

    @Test
    void writingNeedsAKeyThatMay() {
        given().contentType("application/json")
                .body("{}")
                .post("/alerts")
                .then()
                .statusCode(401)
                .contentType(Problem.MEDIA_TYPE)
                .header("WWW-Authenticate", containsString("X-Api-Key"));
        given().header("X-Api-Key", "reader-key")
                .contentType("application/json")
                .body("{}")
                .post("/alerts")
                .then()
                .statusCode(403)
                .body("detail", is("This key may read, not write."));
        given().header("X-Api-Key", "reader-key").get("/alerts").then().statusCode(200);
        given().header("X-Api-Key", "writer-key")
                .contentType("application/json")
                .body("{}")
                .post("/alerts")
                .then()
                .statusCode(400)
                .body("field", is("name"));
    }

    @Test
    void aKeyThatAsksTooOftenIsToldWhenToComeBack() {
        Response answer = null;
        int granted = 0;
        for (int i = 0; i < 60 && (answer == null || answer.statusCode() == 200); i++) {
            answer = given().header("X-Api-Key", "busy-key").get("/opensearch.xml");
            granted += answer.statusCode() == 200 ? 1 : 0;
        }

        assertThat(granted).isBetween(30, 59);
        answer.then()
                .statusCode(429)
                .contentType(Problem.MEDIA_TYPE)
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .header("RateLimit-Policy", "\"minute\";q=30;w=60")
                .header("RateLimit", matchesPattern("\"minute\";r=0;t=\\d+"));
        given().header("X-Api-Key", "reader-key").get("/opensearch.xml").then().statusCode(200);
        get("/opensearch.xml").then().statusCode(200);
    }

    @Test
    void everyAnswerCarriesTheUsualHeaders() {
        for (String path : new String[] {"/", "/releases", "/releases/feed.atom", "/nowhere", "/dateline.css"}) {
            get(path)
                    .then()
                    .header("Content-Security-Policy", containsString("default-src 'none'"))
                    .header("X-Content-Type-Options", "nosniff")
                    .header("X-Frame-Options", "DENY")
                    .header("Referrer-Policy", "same-origin");
            assertThat(get(path).headers().getValues("Content-Security-Policy")).hasSize(1);
        }
        get("/q/swagger-ui/").then().header("Content-Security-Policy", nullValue());
    }

    @Test
    void pagesOfAllowedOriginsMayAskAndOthersMayNot() {
        given().header("Origin", "https://desk.example")
                .get("/releases")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "https://desk.example")
                .header("Access-Control-Expose-Headers", containsString("Link"));
        given().header("Origin", "https://evil.example")
                .get("/releases")
                .then()
                .header("Access-Control-Allow-Origin", not("https://evil.example"));
    }
}
