package dateline.query.alert;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dateline.query.Backends;
import dateline.query.Event;
import dateline.query.Topic;
import dateline.query.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Saved searches that tell their owners, over HTTP. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(AlertTest.Settings.class)
class AlertTest {

    /** Webhooks on the loopback, short pauses, and a key each for two owners. */
    public static final class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "dateline.api.keys", "owner-key,other-key",
                    "dateline.alert.private-addresses", "true",
                    "dateline.alert.poll", "100ms",
                    "dateline.alert.retry-first", "200ms",
                    "dateline.alert.retry-longest", "400ms",
                    "dateline.alert.timeout", "5s");
        }
    }

    private static final Duration WAIT = Duration.ofSeconds(60);

    @Inject
    DataSource database;

    @Inject
    Topic topic;

    private Hook hook;

    @BeforeEach
    void open() {
        hook = new Hook();
    }

    @AfterEach
    void close() {
        hook.close();
    }

    @Test
    void whatMatchesFromNowOnIsToldSignedAndOnce() {
        store(Event.of("alert-before").words("", "alertword"));
        JsonPath alert = add("q=alertword title:rises&source=test-press");
        Event matching = Event.of("alert-1").words("It rises", "An alertword.");
        store(
                matching,
                Event.of("alert-2").words("It falls", "An alertword."),
                Event.of("alert-3").words("It rises", "Nothing."),
                Event.of("alert-4").words("It rises", "alertword").with(event -> event.put("backfill", true)));
        await().atMost(WAIT).until(() -> hook.calls().size() == 1);
        // The same release again, and then one more: the owner hears of the second alone.
        store(Event.of("alert-1").revision(2, "updated").words("It rises more", "An alertword."));
        Event further = Event.of("alert-5").words("Rises", "alertwords");
        store(further);
        await().atMost(WAIT).until(() -> hook.releases().contains(further.id()));

        assertThat(hook.releases()).containsExactly(matching.id(), further.id());
        Hook.Call call = hook.calls().get(0);
        String id = call.headers().getFirst("webhook-id");
        long time = Long.parseLong(call.headers().getFirst("webhook-timestamp"));
        assertThat(call.headers().getFirst("webhook-signature"))
                .isEqualTo(Signature.of(alert.getString("secret"), id, time, call.body()));
        assertThat(call.json().path("data").path("alert").path("name").asText()).isEqualTo("Test");
        assertThat(call.json()
                        .path("data")
                        .path("releases")
                        .path(0)
                        .path("title")
                        .asText())
                .startsWith("It rises");
        mine().get(alert.getString("self") + "/deliveries")
                .then()
                .body("size()", is(2))
                .body("[1].state", is("delivered"))
                .body("[1].status", is(204))
                .body("[1].releases", is(1))
                .body("[1].id", is(id));
    }

    @Test
    void revisionsAndWithdrawalsAreToldWhereTheyAreWanted() {
        add(with("search", "q=alertrevision", "revisions", true));
        Event event = Event.of("alert-revision").words("One", "alertrevision");
        store(event);
        await().atMost(WAIT).until(() -> hook.releases().size() == 1);
        topic.send(Event.of("alert-revision").revision(2, "updated").words("Two", "alertrevision"));
        await().atMost(WAIT).until(() -> hook.releases().size() == 2);
        topic.send(Event.of("alert-revision").revision(3, "withdrawn").words("Two", "alertrevision"));
        await().atMost(WAIT).until(() -> hook.releases().size() == 3);

        assertThat(hook.calls()
                        .get(2)
                        .json()
                        .path("data")
                        .path("releases")
                        .path(0)
                        .path("change")
                        .asText())
                .isEqualTo("withdrawn");
    }

    @Test
    void aNameThatComesUpForTheFirstTimeIsTold() {
        add("q=person:\"Unheard Of\"");
        Event event = Event.of("alert-name").words("", "x").entity("person:unheard", "person", "Unheard  OF");
        store(event);

        await().atMost(WAIT).untilAsserted(() -> assertThat(hook.releases()).containsExactly(event.id()));
    }

    @Test
    void aDigestTellsTogetherWhatCameTogether() throws SQLException {
        JsonPath alert = add(with("search", "q=alertdigest", "digestMinutes", 60));
        Event one = Event.of("alert-digest-1").words("", "alertdigest");
        Event two = Event.of("alert-digest-2").words("", "alertdigest");
        Event last = Event.of("alert-digest-3").words("", "alertdigest");
        store(one, two, last);
        await().atMost(WAIT).until(() -> waiting(alert.getString("id")) == 3);
        assertThat(hook.calls()).isEmpty();

        execute("update query.alert set next_digest = now() where id = ?::uuid", alert.getString("id"));

        await().atMost(WAIT).until(() -> hook.calls().size() == 1);
        assertThat(hook.releases()).containsExactlyInAnyOrder(one.id(), two.id(), last.id());
    }

    @Test
    void aFailedDeliveryIsTriedAgainAsTheSame() {
        JsonPath alert = add("q=alertretry");
        hook.answersWith(500);
        store(Event.of("alert-retry").words("", "alertretry"));
        await().atMost(WAIT).until(() -> hook.calls().size() >= 3);
        mine().get(alert.getString("self")).then().body("failingSince", notNullValue());
        hook.answersWith(200);
        await().atMost(WAIT)
                .untilAsserted(() -> mine().get(alert.getString("self") + "/deliveries")
                        .then()
                        .body("[0].state", is("delivered")));

        assertThat(hook.calls().stream().map(call -> call.headers().getFirst("webhook-id")))
                .containsOnly(hook.calls().get(0).headers().getFirst("webhook-id"));
        mine().get(alert.getString("self"))
                .then()
                .body("failingSince", nullValue())
                .body("disabled", nullValue());
    }

    @Test
    void anAlertThatFailsForLongIsDisabledWithANoticeAndCanBePutBack() throws SQLException {
        JsonPath alert = add("q=alertdisabled");
        hook.answersWith(503);
        store(Event.of("alert-disabled-1").words("", "alertdisabled"));
        await().atMost(WAIT).until(() -> !hook.calls().isEmpty());
        execute(
                "update query.alert set failing_since = now() - interval '4 days' where id = ?::uuid",
                alert.getString("id"));
        await().atMost(WAIT)
                .untilAsserted(() -> mine().get(alert.getString("self"))
                        .then()
                        .body("disabled", notNullValue())
                        .body("notice", containsString("status 503")));
        mine().get(alert.getString("self") + "/deliveries").then().body("[0].state", is("abandoned"));
        store(Event.of("alert-disabled-2").words("", "alertdisabled"));
        hook.answersWith(200);

        mine().contentType(ContentType.JSON)
                .body(Map.of("enabled", true))
                .patch(alert.getString("self"))
                .then()
                .statusCode(200)
                .body("disabled", nullValue())
                .body("notice", nullValue());
        Event after = Event.of("alert-disabled-3").words("", "alertdisabled");
        store(after);

        await().atMost(WAIT).until(() -> hook.releases().contains(after.id()));
    }

    @Test
    void aWebhookThatIsGoneIsNotAskedAgain() {
        JsonPath alert = add("q=alertgone");
        hook.answersWith(410);
        store(Event.of("alert-gone").words("", "alertgone"));

        await().atMost(WAIT)
                .untilAsserted(() -> mine().get(alert.getString("self")).then().body("notice", containsString("410")));
        assertThat(hook.calls()).hasSize(1);
    }

    @Test
    void anAlertIsItsOwnersAlone() {
        JsonPath alert = add("q=alertowner");
        String self = alert.getString("self");

        mine().get("/alerts").then().body("find { it.self == '" + self + "' }.name", is("Test"));
        mine().get(self).then().body("secret", nullValue()).body("search", is("q=alertowner"));
        other().get("/alerts").then().body("findAll { it.self == '" + self + "' }", hasSize(0));
        other().get(self).then().statusCode(404).contentType(Problem.MEDIA_TYPE);
        other().get(self + "/deliveries").then().statusCode(404);
        other().delete(self).then().statusCode(404);
        other().contentType(ContentType.JSON)
                .body(Map.of("name", "x"))
                .patch(self)
                .then()
                .statusCode(404);
        get(self).then().statusCode(401);
        mine().contentType(ContentType.JSON)
                .body(Map.of("name", "New name", "search", "q=other"))
                .patch(self)
                .then()
                .statusCode(200)
                .body("name", is("New name"))
                .body("search", is("q=other"))
                .body("webhook", startsWith("http://127.0.0.1"));
        mine().delete(self).then().statusCode(204);
        mine().get(self).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', name",
        "search, q=(x, q",
        "search, nonsense=1, nonsense",
        "search, cursor=x, search",
        "search, q=%zz, search",
        "webhook, ftp://127.0.0.1/, webhook",
        "webhook, not an address, webhook",
        "webhook, https://user:password@127.0.0.1/, webhook",
        "webhook, https://no-such-host.invalid/, webhook",
        "digestMinutes, -1, digestMinutes",
        "digestMinutes, 20000, digestMinutes"
    })
    void whatCannotBeAnAlertIsRefused(String field, String value, String blamed) {
        mine().contentType(ContentType.JSON)
                .body(with(field, field.equals("digestMinutes") ? Integer.valueOf(value) : value))
                .post("/alerts")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("field", is(blamed));
    }

    @Test
    void aBodyThatIsNoneIsAProblemWithoutInnards() {
        mine().contentType(ContentType.JSON)
                .body("{\"name\": ")
                .post("/alerts")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("detail", not(containsString("jackson")));
    }

    private JsonPath add(String search) {
        return add(with("search", search));
    }

    private JsonPath add(Map<String, Object> request) {
        return mine().contentType(ContentType.JSON)
                .body(request)
                .post("/alerts")
                .then()
                .statusCode(201)
                .header("Location", containsString("/alerts/"))
                .body("secret", startsWith("whsec_"))
                .extract()
                .jsonPath();
    }

    private Map<String, Object> with(Object... fields) {
        Map<String, Object> request = new HashMap<>(Map.of("name", "Test", "search", "q=x", "webhook", hook.address()));
        for (int i = 0; i < fields.length; i += 2) {
            request.put((String) fields[i], fields[i + 1]);
        }
        return request;
    }

    private static RequestSpecification mine() {
        return given().header("X-Api-Key", "owner-key");
    }

    private static RequestSpecification other() {
        return given().header("X-Api-Key", "other-key");
    }

    private int waiting(String alert) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select count(*) from query.alert_match where alert = ?::uuid")) {
            select.setString(1, alert);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private void execute(String sql, String parameter) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, parameter);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private void store(Event... events) {
        topic.send(events);
        for (Event event : events) {
            await().atMost(WAIT).until(() -> get("/releases/" + event.id()).statusCode() == 200);
        }
    }
}
