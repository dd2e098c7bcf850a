package dateline.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dateline.query.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a harvester gets by updated-since. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class HarvestTest {

    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final String COPY = """
            insert into query.release (id, published, revision, withdrawn, received, source, language, configuration,
              entities, topics, event, words)
            select ?, published, revision, withdrawn, received, source, language, configuration, entities, topics,
              jsonb_set(event, '{id}', to_jsonb(?::text)), words
            from query.release where id = ?
            """;

    @Inject
    DataSource database;

    @Inject
    Topic topic;

    @Test
    void changesComeInTheirOrderAndAReleaseAtItsNewestChange() {
        Event one = Event.of("harvest-1").words("", "harvestone");
        Event two = Event.of("harvest-2").words("", "harvesttwo").published(Instant.parse("2025-01-01T00:00:00Z"));
        String start = end();
        store(one);
        store(two);
        assertThat(ids(since(start))).containsExactly(one.id(), two.id());
        String middle = since(start).getString("next");

        topic.send(Event.of("harvest-1").revision(2, "withdrawn").words("", "harvestone again"));
        await().atMost(WAIT).untilAsserted(() -> assertThat(ids(since(middle))).containsExactly(one.id()));

        assertThat(ids(since(start))).containsExactly(two.id(), one.id());
        assertThat(since(middle).getString("releases[0].change")).isEqualTo("withdrawn");
        JsonPath rest = since(since(middle).getString("next"));
        assertThat(ids(rest)).isEmpty();
        assertThat(rest.getBoolean("more")).isFalse();
        assertThat(rest.getString("next")).isEqualTo(since(middle).getString("next"));
    }

    @Test
    void pagesAndFiltersLeaveNothingOut() {
        String start = end();
        List<String> all = new ArrayList<>();
        List<String> marked = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Event event = Event.of("harvest-page-" + i).words("", i % 3 == 0 ? "harvestmark" : "other");
            store(event);
            all.add(event.id());
            if (i % 3 == 0) {
                marked.add(event.id());
            }
        }

        assertThat(walked("/releases?limit=2&updated-since=" + start)).isEqualTo(all);
        assertThat(walked("/releases?limit=2&q=harvestmark&updated-since=" + start))
                .isEqualTo(marked);
        assertThat(walked("/releases?limit=2&q=after:2099&updated-since=" + start))
                .isEmpty();
        assertThat(walked("/releases?limit=100&updated-since=0")).containsAll(all);
    }

    @Test
    void aTimeStandsBeforeEverythingThatChangedAfterIt() {
        Event event = Event.of("harvest-time").words("", "harvesttime");
        Instant before = Instant.now();
        store(event);

        assertThat(walked("/releases?limit=100&updated-since=" + before)).contains(event.id());
        assertThat(walked("/releases?limit=100&updated-since=1999-01-01T00:00:00Z"))
                .contains(event.id());
    }

    @Test
    void aChangeIsShownOnlyWhenNoneCanComeBeforeIt() throws SQLException {
        Event template = Event.of("harvest-template").words("", "harvesttemplate");
        store(template);
        String start = end();
        String slow = id("slow", 0);
        String fast = id("fast", 0);
        try (Connection first = open(database);
                Connection second = open(database)) {
            copy(first, template.id(), slow);
            copy(second, template.id(), fast);
            second.commit();

            JsonPath meanwhile = since(start);
            assertThat(ids(meanwhile)).isEmpty();
            assertThat(meanwhile.getString("next")).isEqualTo(start);
            first.commit();
        }

        assertThat(ids(since(start))).containsExactly(slow, fast);
    }

    @Test
    void nothingIsLostOrRepeatedWhileManyWrite() throws Exception {
        Event template = Event.of("harvest-many").words("", "harvestmany");
        store(template);
        String next = end();
        Set<String> written = new HashSet<>();
        List<String> harvested = new ArrayList<>();
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<String>>> work = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                int number = writer;
                work.add(writers.submit(() -> writeMany(number, template.id())));
            }
            while (work.stream().anyMatch(future -> !future.isDone())) {
                JsonPath page = since(next);
                harvested.addAll(ids(page));
                next = page.getString("next");
            }
            for (Future<List<String>> future : work) {
                written.addAll(future.get());
            }
        } finally {
            writers.shutdownNow();
        }
        for (JsonPath page = since(next); !ids(page).isEmpty(); page = since(page.getString("next"))) {
            harvested.addAll(ids(page));
        }

        assertThat(written).hasSizeGreaterThan(200);
        assertThat(harvested).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void anEmbargoThatEndsIsAChange() throws SQLException {
        Event event = Event.of("harvest-embargo")
                .words("", "harvestembargo")
                .structure(structure -> structure.put("embargoedUntil", "2999-01-01T00:00:00Z"));
        topic.send(event);
        store(Event.of("harvest-after-embargo"));
        String start = end();
        assertThat(walked("/releases?limit=100&updated-since=0")).doesNotContain(event.id());
        try (Connection connection = database.getConnection();
                PreparedStatement ends = connection.prepareStatement(
                        "update query.release set embargoed_until = now() - interval '1 second' where id = ?")) {
            ends.setString(1, event.id());
            await().atMost(WAIT).until(() -> ends.executeUpdate() == 1);
        }

        assertThat(ids(since(start))).containsExactly(event.id());
        assertThat(ids(since(since(start).getString("next")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "updated-since, yesterday",
        "updated-since, 1.x",
        "updated-since, ''",
        "updated-since, 9999999999999999999.1"
    })
    void whatIsNoPositionIsRefused(String parameter, String value) {
        given().queryParam(parameter, value)
                .get("/releases")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("field", is(parameter));
    }

    @Test
    void aCursorDoesNotGoWithAPosition() {
        given().queryParam("updated-since", "0")
                .queryParam("cursor", "x")
                .get("/releases")
                .then()
                .statusCode(400)
                .body("field", is("cursor"));
    }

    private List<String> writeMany(int writer, String template) throws SQLException {
        Random random = new Random(writer);
        List<String> written = new ArrayList<>();
        try (Connection connection = open(database)) {
            for (int transaction = 0; transaction < 40; transaction++) {
                for (int rows = 1 + random.nextInt(4); rows > 0; rows--) {
                    String id = id("w" + writer, written.size());
                    copy(connection, template, id);
                    written.add(id);
                }
                connection.commit();
            }
        }
        return written;
    }

    private static Connection open(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void copy(Connection connection, String template, String id) throws SQLException {
        try (PreparedStatement copy = connection.prepareStatement(COPY)) {
            copy.setString(1, id);
            copy.setString(2, id);
            copy.setString(3, template);
            assertThat(copy.executeUpdate()).isEqualTo(1);
        }
    }

    private static String id(String kind, int number) {
        return Event.of("harvest-" + kind + "-" + number).id();
    }

    private static JsonPath since(String position) {
        return page("/releases?limit=100&updated-since=" + position).jsonPath();
    }

    private static Response page(String path) {
        return get(path).then().statusCode(200).extract().response();
    }

    private static List<String> ids(JsonPath page) {
        return page.getList("releases.id");
    }

    /** The position behind all changes. */
    private static String end() {
        JsonPath page = since("0");
        while (page.getBoolean("more")) {
            page = since(page.getString("next"));
        }
        return page.getString("next");
    }

    /** All ids from a page on, following its links until there is no more. */
    private static List<String> walked(String first) {
        List<String> ids = new ArrayList<>();
        Response page = page(first);
        ids.addAll(ids(page.jsonPath()));
        while (page.jsonPath().getBoolean("more")) {
            String link = page.getHeader("Link");
            page = page(link.substring(1, link.indexOf('>')));
            ids.addAll(ids(page.jsonPath()));
        }
        return ids;
    }

    private void store(Event... events) {
        topic.send(events);
        for (Event event : events) {
            await().atMost(WAIT).until(() -> get("/releases/" + event.id()).statusCode() == 200);
        }
    }
}
