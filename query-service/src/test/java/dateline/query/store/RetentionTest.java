package dateline.query.store;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dateline.query.Backends;
import dateline.query.Event;
import dateline.query.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Old months go, the others stay. The years are older than those of any other test. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class RetentionTest {

    private static final Duration WAIT = Duration.ofSeconds(60);

    @Inject
    Retention retention;

    @Inject
    DataSource database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void oldMonthsGoWithAllThatBelongsToTheirReleases() throws SQLException {
        Event old = Event.of("retention-old").published(Instant.parse("2000-01-31T23:59:59Z"));
        Event revised = Event.of("retention-revised").published(Instant.parse("2000-01-05T00:00:00Z"));
        Event kept = Event.of("retention-kept").published(Instant.parse("2000-02-01T00:00:00Z"));
        try (Topic topic = new Topic(bootstrapServers)) {
            old.annotations().withObject("/duplicates").put("group", kept.id()).put("relation", "copy");
            topic.send(old, revised, kept);
            await().atMost(WAIT).until(() -> status(old) == 200 && status(revised) == 200 && status(kept) == 200);
            topic.send(revised.revision(2, "updated"));
            await().atMost(WAIT).until(() -> rows("revision", revised.id(), "release") == 1);

            assertThat(rows("copy", old.id(), "release")).isEqualTo(1);

            assertThat(retention.drop(Instant.parse("2000-02-01T00:00:00Z"))).contains("release_2000_01");

            assertThat(List.of(status(old), status(revised), status(kept))).containsExactly(404, 404, 200);
            for (Event gone : List.of(old, revised)) {
                assertThat(rows("place", gone.id(), "id")).isZero();
                assertThat(rows("revision", gone.id(), "release")).isZero();
                assertThat(rows("copy", gone.id(), "release")).isZero();
            }
            assertThat(retention.drop(Instant.parse("2000-02-01T00:00:00Z"))).isEmpty();

            // Nothing is configured to be dropped here, so the month may come back.
            topic.send(Event.of("retention-old").published(Instant.parse("2000-01-31T23:59:59Z")));
            await().atMost(WAIT).until(() -> status(old) == 200);
        }
        retention.drop(Instant.parse("2000-03-01T00:00:00Z"));
    }

    @Test
    void aTableThatAStoppedRunLeftDetachedIsDropped() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table query.release_1999_12 (like query.release including all)");
        }
        assertThat(retention.drop(Instant.parse("2000-01-01T00:00:00Z"))).contains("release_1999_12");
    }

    private static int status(Event event) {
        return get("/releases/" + event.id()).statusCode();
    }

    private long rows(String table, String id, String column) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(
                        "select count(*) from query." + table + " where " + column + " = '" + id + "'")) {
            count.next();
            return count.getLong(1);
        }
    }
}
