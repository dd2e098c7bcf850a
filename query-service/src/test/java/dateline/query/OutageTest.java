package dateline.query;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dateline.query.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The database goes away and comes back. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class OutageTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void whatArrivesWhileTheDatabaseIsAwayIsStoredWhenItIsBack() {
        Event event = Event.of("outage").words("", "outageword");
        try (Topic topic = new Topic(bootstrapServers)) {
            Backends.withoutPostgres(() -> {
                topic.send(event);
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> get("/q/health/ready")
                                .then()
                                .statusCode(503)
                                .body("checks.find { it.name == 'store' }.status", is("DOWN")));
                get("/releases").then().statusCode(503).contentType(Problem.MEDIA_TYPE);
                get("/releases/" + event.id()).then().statusCode(503).contentType(Problem.MEDIA_TYPE);
            });

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> get("/releases/" + event.id()).then().statusCode(200));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> get("/q/health/ready").then().statusCode(200));
            assertThat(topic.dead(event.id())).isEmpty();
        }
    }
}
