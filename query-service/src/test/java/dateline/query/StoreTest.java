package dateline.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the topic into the search. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class StoreTest {

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
    void aReleaseIsFoundByItsWords() {
        Event event = Event.of("aardvark").words("Aardvarks arrive", "The zoo welcomed two aardvarks on Monday.");
        topic.send(event);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(search("aardvark")).containsExactly(event.id()));
        given().queryParam("q", "aardvark")
                .get("/releases")
                .then()
                .statusCode(200)
                .body("total", org.hamcrest.Matchers.is(1))
                .body("relation", org.hamcrest.Matchers.is("eq"));
    }

    static List<String> search(String words) {
        return given().queryParam("q", words)
                .get("/releases")
                .then()
                .statusCode(200)
                .extract()
                .path("releases.id");
    }
}
