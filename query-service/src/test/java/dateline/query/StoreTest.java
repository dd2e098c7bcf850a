package dateline.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dateline.query.problem.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** From the topic into the search. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class StoreTest {

    private static final Duration WAIT = Duration.ofSeconds(60);

    @Inject
    Session session;

    @Inject
    Topic topic;

    @Test
    void thePlannerKnowsTheDatesOfAMonthThatHasGrown() {
        // In one batch or in some: from the hundredth on the partition is surveyed.
        topic.send(IntStream.range(0, 120)
                .mapToObj(i -> Event.of("grown-" + i)
                        .published(Instant.parse("2003-07-01T00:00:00Z").plusSeconds(i * 3600L)))
                .toArray(Event[]::new));

        await().atMost(WAIT)
                .until(() -> QuarkusTransaction.requiringNew()
                        .call(() -> session.createNativeQuery(
                                                "select count(*) from pg_stats where schemaname = 'query'"
                                                        + " and tablename = 'release_2003_07' and attname = 'published'",
                                                Long.class)
                                        .getSingleResult()
                                == 1));
    }

    @Test
    void aReleaseIsFoundByItsWords() {
        Event event = Event.of("aardvark").words("Aardvarks arrive", "The zoo welcomed two aardvarks on Monday.");
        topic.send(event);

        await().atMost(WAIT).untilAsserted(() -> assertThat(search("aardvark")).containsExactly(event.id()));
        given().queryParam("q", "aardvark")
                .get("/releases")
                .then()
                .statusCode(200)
                .body("total", is(1))
                .body("relation", is("eq"));
    }

    @Test
    void theSameReleaseTwiceIsStoredOnce() {
        Event event = Event.of("badger").words("Badgers", "A badger sett was found.");
        topic.send(event, event, event);
        awaitFound("badger sett");
        topic.send(event);
        topic.send(Event.of("badger").revision(2, "updated").words("Badgers", "A badger sett was seen."));

        awaitFound("badger seen");
        assertThat(rows(event.id())).isEqualTo(1);
        get("/releases/" + event.id()).then().statusCode(200).body("revisions.revision", contains(1, 2));
    }

    @Test
    void aNewRevisionReplacesTheWordsOfTheOld() {
        Event first = Event.of("cormorant").words("Cormorants", "The colony counts sevenhundred cormorants.");
        Event second = Event.of("cormorant")
                .revision(2, "updated")
                .words("Cormorants", "The colony counts eighthundred cormorants.");
        topic.send(first);
        awaitFound("sevenhundred");
        topic.send(second);

        awaitFound("eighthundred");
        assertThat(search("sevenhundred")).isEmpty();
        get("/releases/" + first.id())
                .then()
                .body("revision", is(2))
                .body("revisions.revision", contains(1, 2))
                .body("revisions.change", contains("new", "updated"));
        get("/releases/" + first.id() + "/revisions/1")
                .then()
                .statusCode(200)
                .body("text", containsString("sevenhundred"));
        get("/releases/" + first.id() + "/revisions/2")
                .then()
                .statusCode(200)
                .body("text", containsString("eighthundred"));
        get("/releases/" + first.id() + "/revisions/3").then().statusCode(404).contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void anOlderRevisionThatComesLateIsKeptButNotShown() {
        Event second = Event.of("dormouse").revision(2, "updated").words("Dormice", "They sleepnow.");
        Event first = Event.of("dormouse").words("Dormice", "They sleepthen.");
        topic.send(second);
        awaitFound("sleepnow");
        topic.send(first);

        await().atMost(WAIT)
                .untilAsserted(() -> get("/releases/" + second.id()).then().body("revisions.revision", contains(1, 2)));
        assertThat(search("sleepthen")).isEmpty();
        assertThat(search("sleepnow")).containsExactly(second.id());
        get("/releases/" + second.id())
                .then()
                .body("revisions.revision", contains(1, 2))
                .body("revision", is(2));
    }

    @Test
    void aReleaseThatChangesItsMonthMoves() {
        Event march =
                Event.of("ermine").words("Ermine", "An ermineseen.").published(Instant.parse("2026-03-10T08:00:00Z"));
        Event may = Event.of("ermine")
                .revision(2, "updated")
                .words("Ermine", "An ermineseen.")
                .published(Instant.parse("2026-05-10T08:00:00Z"));
        topic.send(march);
        awaitFound("ermineseen");
        topic.send(may);

        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(published("ermineseen")).containsExactly("2026-05-10T08:00:00Z"));
        assertThat(rows(march.id())).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLettersAndTheStreamGoesOn() {
        String id = Event.of("ferret-poison").id();
        topic.send(id, "{\"id\": \"".getBytes(UTF_8), Map.of("ce_id", "poison/1"));
        topic.send(Event.of("ferret-poison").words("", "ferret-healed"));

        awaitFound("ferret-healed");
        List<ConsumerRecord<byte[], byte[]>> letters = topic.dead(id);
        assertThat(letters).hasSize(1);
        ConsumerRecord<byte[], byte[]> letter = letters.get(0);
        assertThat(new String(letter.value(), UTF_8)).isEqualTo("{\"id\": \"");
        assertThat(header(letter, "ce_id")).isEqualTo("poison/1");
        assertThat(header(letter, "dead-letter-stage")).isEqualTo("query");
        assertThat(header(letter, "dead-letter-reason")).startsWith("not JSON: ");
        assertThat(header(letter, "dead-letter-topic")).isEqualTo("releases.enriched");
        assertThat(header(letter, "dead-letter-partition")).matches("[012]");
        assertThat(header(letter, "dead-letter-offset")).matches("[0-9]+");
        assertThat(Instant.parse(header(letter, "dead-letter-time"))).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
    }

    @Test
    void aRecordWithoutAValueIsDeadToo() {
        String id = Event.of("quail").id();
        topic.send(id, null, Map.of());
        topic.send(Event.of("quail").words("", "quailword"));

        awaitFound("quailword");
        assertThat(topic.dead(id)).hasSize(1);
        assertThat(topic.dead(id).get(0).value()).isNull();
        assertThat(header(topic.dead(id).get(0), "dead-letter-reason")).isEqualTo("the value is empty");
    }

    @Test
    void aDeadLetterThatIsTooLargeIsKeptWithoutItsValue() {
        String id = Event.of("raven").id();
        // The largest value that the broker takes with no header; the dead letter's headers are too much.
        byte[] value = new byte[4_194_304 - 110];
        Arrays.fill(value, (byte) 'x');
        topic.send(id, value, Map.of());
        topic.send(Event.of("raven").words("", "ravenword"));

        awaitFound("ravenword");
        assertThat(topic.dead(id)).hasSize(1);
        assertThat(topic.dead(id).get(0).value()).isNull();
        assertThat(header(topic.dead(id).get(0), "dead-letter-reason")).endsWith("too large to be kept here");
    }

    @Test
    void theReasonNamesTheFieldThatIsMissing() {
        Event event = Event.of("gecko").with(release -> release.remove("title"));
        topic.send(event);

        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(topic.dead(event.id())).hasSize(1));
        assertThat(header(topic.dead(event.id()).get(0), "dead-letter-reason")).isEqualTo("title: is missing");
    }

    @Test
    void aRecordOfAnotherTypeOrUnderAnotherKeyIsDead() {
        Event event = Event.of("hoopoe");
        topic.send(event.id(), event.bytes(), Map.of("ce_type", "dateline.release.ingested"));
        topic.send("another-key", event.bytes(), event.headers());

        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(topic.dead("another-key")).hasSize(1));
        assertThat(header(topic.dead("another-key").get(0), "dead-letter-reason"))
                .isEqualTo("id: not the record's key");
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(topic.dead(event.id())).hasSize(1));
    }

    @Test
    void oneReleaseThatTheDatabaseRefusesDoesNotTakeItsBatchAlong() {
        // A number that JSON allows and Postgres' numeric does not hold.
        Event refused = Event.of("ibex-refused").with(release -> release.put("weight", new BigDecimal("1e200000")));
        topic.send(marker("ibex-before"), refused, marker("ibex-after"));

        awaitFound("ibex-before");
        awaitFound("ibex-after");
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(topic.dead(refused.id())).hasSize(1));
        get("/releases/" + refused.id()).then().statusCode(404);
    }

    @Test
    void nulAndLoneSurrogatesDoNoHarm() {
        Event event = Event.of("jackdaw")
                .words("Jack\u0000daw \ud83d", "jackdawtext \u0000 and \udc00 here")
                .with(release -> release.put("odd\u0000key", "odd\u0000value"));
        topic.send(event);

        awaitFound("jackdawtext");
        get("/releases/" + event.id()).then().body("title", is("Jack\ufffddaw \ufffd"));
    }

    @Test
    void unknownFieldsAreKept() {
        Event event =
                Event.of("kestrel").with(release -> release.putObject("later").put("field", 7));
        event.annotations().put("mood", "calm");
        topic.send(event);

        await().atMost(WAIT)
                .untilAsserted(() -> get("/releases/" + event.id()).then().statusCode(200));
        get("/releases/" + event.id()).then().body("later.field", is(7)).body("annotations.mood", is("calm"));
    }

    @Test
    void withoutADateOfItsOwnAReleaseIsDatedByItsDatelineElseByItsReceipt() {
        Event byDateline = Event.of("lynx-dateline")
                .words("", "lynxdateline")
                .published(null)
                .structure(structure -> structure.putObject("dateline").put("date", "2026-02-14"));
        Event byReceipt = Event.of("lynx-receipt").words("", "lynxreceipt").published(null);
        topic.send(byDateline, byReceipt);

        awaitFound("lynxdateline");
        awaitFound("lynxreceipt");
        assertThat(published("lynxdateline")).containsExactly("2026-02-14T00:00:00Z");
        assertThat(published("lynxreceipt")).containsExactly("2026-03-03T10:41:07.250Z");
    }

    @Test
    void aWithdrawnReleaseIsLeftOutUnlessAskedFor() {
        Event event = Event.of("marten").revision(2, "withdrawn").words("Marten", "martenword");
        topic.send(event);

        await().atMost(WAIT)
                .untilAsserted(() -> get("/releases/" + event.id()).then().statusCode(410));
        assertThat(search("martenword")).isEmpty();
        given().queryParam("q", "martenword")
                .queryParam("withdrawn", "include")
                .get("/releases")
                .then()
                .body("releases.id", contains(event.id()))
                .body("releases[0].change", is("withdrawn"));
        get("/releases/" + event.id() + "?withdrawn=include")
                .then()
                .statusCode(200)
                .body("change", is("withdrawn"));
    }

    @Test
    void anEmbargoedReleaseIsWithheldUntilItsTime() {
        Event later = Event.of("newt-later")
                .words("", "newtword")
                .structure(structure -> structure.put("embargoedUntil", "2999-01-01T00:00:00Z"));
        Event over = Event.of("newt-over")
                .words("", "newtword")
                .structure(structure -> structure.put("embargoedUntil", "2026-01-01T00:00:00Z"));
        topic.send(later, over);

        await().atMost(WAIT).until(() -> rows(later.id()) == 1);
        await().atMost(WAIT).untilAsserted(() -> assertThat(search("newtword")).containsExactly(over.id()));
        get("/releases/" + later.id()).then().statusCode(404);
    }

    @Test
    void oddDatesDoNoHarm() {
        Event past = Event.of("otter-past").words("", "otterpast").published(Instant.parse("0001-01-01T00:00:00Z"));
        Event future =
                Event.of("otter-future").words("", "otterfuture").published(Instant.parse("9999-12-30T23:59:59Z"));
        topic.send(past, future);

        awaitFound("otterpast");
        awaitFound("otterfuture");
        assertThat(published("otterpast")).containsExactly("2026-03-03T10:41:07.250Z");
        assertThat(published("otterfuture")).containsExactly("9999-12-30T23:59:59Z");
    }

    @Test
    void aVeryLongTextIsKeptWhole() {
        String text =
                IntStream.range(0, 120_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" ", "pikeword ", ""));
        Event event = Event.of("pike").words("", text);
        topic.send(event);

        awaitFound("pikeword");
        get("/releases/" + event.id()).then().body("text", is(text));
    }

    private static Event marker(String word) {
        return Event.of(word).words("", word);
    }

    private static void awaitFound(String words) {
        await().atMost(WAIT).untilAsserted(() -> assertThat(search(words)).hasSize(1));
    }

    private static List<String> published(String words) {
        return given().queryParam("q", words).get("/releases").then().extract().path("releases.published");
    }

    private long rows(String id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> session.createNativeQuery("select count(*) from query.release where id = :id", Long.class)
                        .setParameter("id", id)
                        .getSingleResult());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
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
