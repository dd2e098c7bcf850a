package dateline.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dateline.query.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A database that was dumped and restored into a cluster whose transactions have lower ids than the stored ones. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class RestoreTest {

    @Inject
    DataSource database;

    @Inject
    Flyway flyway;

    @Inject
    Topic topic;

    @Test
    void changesOfAnotherClusterAreShownAndNewOnesComeBehindThem() throws SQLException {
        Event old = Event.of("restore-old");
        topic.store(old);
        String before = end();
        // What a restore leaves: ids that this cluster will not reach for a long time.
        execute(
                "update query.release set changed_in = cast('5000000000' as xid8), change_number = nextval('query.change_number')"
                        + " where id = '" + old.id() + "'");
        Event meanwhile = Event.of("restore-meanwhile");
        topic.store(meanwhile);
        assertThat(ids(before)).doesNotContain(old.id());

        flyway.migrate();

        assertThat(ids(before)).containsExactly(meanwhile.id(), old.id());
        String held = end();
        assertThat(held).startsWith("5000000000.");
        Event after = Event.of("restore-after");
        topic.store(after);
        assertThat(ids(held)).containsExactly(after.id());
        long shift = shift();
        flyway.migrate();
        assertThat(shift()).isEqualTo(shift).isGreaterThan(4_000_000_000L);
        assertThat(ids(Instant.now().minusSeconds(3600).toString())).contains(after.id());
    }

    @Test
    void aPositionThatThisDatabaseNeverGaveOutIsRefused() {
        given().queryParam("updated-since", "900000000000000.1")
                .get("/releases")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("field", is("updated-since"))
                .body("detail", containsString("restored"));
    }

    @Test
    void aChangeStillWaitsForTheTransactionsBeforeIt() throws SQLException {
        Event event = Event.of("restore-wait");
        topic.store(event);
        String start = end();
        String touch = "update query.release set changed_in = query.change_transaction(),"
                + " change_number = nextval('query.change_number') where id = '" + event.id() + "'";
        try (Connection open = database.getConnection();
                Statement first = open.createStatement()) {
            open.setAutoCommit(false);
            first.executeQuery("select pg_current_xact_id()").close();
            execute(touch);
            assertThat(ids(start)).isEmpty();
            open.rollback();
        }
        assertThat(ids(start)).containsExactly(event.id());
    }

    private static String end() {
        Response page = page("0");
        while (page.<Boolean>path("more")) {
            page = page(page.path("next"));
        }
        return page.path("next");
    }

    private static List<String> ids(String since) {
        Response page = page(since);
        List<String> ids = new ArrayList<>(page.<List<String>>path("releases.id"));
        while (page.<Boolean>path("more")) {
            page = page(page.path("next"));
            ids.addAll(page.<List<String>>path("releases.id"));
        }
        return ids;
    }

    private static Response page(String since) {
        return given().queryParam("updated-since", since)
                .queryParam("limit", 100)
                .get("/releases")
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    private long shift() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select shift from query.change_clock")) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }
}
