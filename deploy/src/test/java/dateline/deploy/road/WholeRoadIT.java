package dateline.deploy.road;

import static dateline.deploy.road.TopicReader.header;
import static dateline.deploy.road.TopicReader.value;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import dateline.deploy.contract.Contract;
import dateline.deploy.kubernetes.Manifests;
import dateline.deploy.local.Ports;
import dateline.deploy.local.Stand;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed goes in at one end; the topic and the search give it back at the other. Everything between is the packaged product. */
class WholeRoadIT {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final String KEY = "whole-road-key";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path data;

    private static Stand stand;
    private static FeedServer web;

    @BeforeAll
    static void start() throws IOException {
        web = new FeedServer();
        stand = new Stand(
                HOME,
                data,
                Ports.free(),
                KEY,
                Map.of(
                        "DATELINE_FETCH_ALLOW_PRIVATE_ADDRESSES", "true",
                        "DATELINE_POLL_SPACING", "10ms", // all feeds are of one host
                        "DATELINE_SCHEDULE_FLOOR", "1h"),
                System.out::println);
        stand.start(false);
    }

    @AfterAll
    static void stop() {
        stand.close();
        web.close();
    }

    @Test
    void aChangedItemIsOneUpdateAndTheSearchForgetsTheOldWords() {
        String feed = "/changing.xml";
        web.serve(feed, "application/rss+xml", rss(item("a", "Ferry timetable", "The ferry leaves at dawnbreak.")));
        String id = add(feed);
        try (TopicReader enriched = new TopicReader(stand.bootstrapServers(), "releases.enriched")) {
            enriched.await(1, event -> isFrom(event, id));
            awaitHits("dawnbreak", 1);

            web.serve(feed, "application/rss+xml", rss(item("a", "Ferry timetable", "The ferry leaves at eventide.")));
            poll(id);
            enriched.await(2, event -> isFrom(event, id));
            awaitHits("eventide", 1);
            awaitHits("dawnbreak", 0);

            poll(id);
            stand.restart(Stand.ENRICH, false);
            stand.restart(Stand.QUERY, false);
            stand.restart(Stand.INGEST, false);
            poll(id);
            // A later release of the same feed has passed, so anything that was repeated would have passed before it.
            web.serve(
                    feed,
                    "application/rss+xml",
                    rss(
                            item("b", "Harbour dues", "The harbour dues stay as they are."),
                            item("a", "Ferry timetable", "The ferry leaves at eventide.")));
            poll(id);
            List<ConsumerRecord<String, byte[]>> events = enriched.await(3, event -> isFrom(event, id));
            assertThat(events)
                    .extracting(
                            event -> value(event).path("title").asText(),
                            event -> value(event).path("change").asText(),
                            event -> value(event).path("revision").asInt())
                    .containsExactlyInAnyOrder(
                            tuple("Ferry timetable", "new", 1),
                            tuple("Ferry timetable", "updated", 2),
                            tuple("Harbour dues", "new", 1));
            assertThat(events).allSatisfy(event -> {
                assertThat(problems(event)).isEmpty();
                assertThat(header(event, "ce_type")).isEqualTo("dateline.release.enriched");
                assertThat(header(event, "ce_id"))
                        .isEqualTo(event.key() + "/"
                                + value(event).path("revision").asInt());
                assertThat(event.key()).isEqualTo(value(event).path("id").asText());
            });
            awaitHits("eventide", 1);
            awaitHits("harbour dues", 1);
        }
    }

    @Test
    void theFoundingReleaseIsReadInFull() throws IOException {
        Path releases =
                Path.of(System.getProperty("dateline.shared", "../../shared")).resolve("corpus/releases");
        assumeTrue(Files.isDirectory(releases), "no founding release: " + releases + " does not exist");
        String text;
        try (Stream<Path> files = Files.list(releases)) {
            text = Files.readString(
                    files.filter(file -> file.getFileName().toString().startsWith("seed-"))
                            .findFirst()
                            .orElseThrow());
        }
        String html = Stream.of(text.split("\\n\\s*\\n"))
                .map(paragraph -> "<p>" + escape(paragraph.strip()) + "</p>")
                .collect(Collectors.joining());
        web.serve(
                "/founding.xml",
                "application/rss+xml",
                rss("<item><guid isPermaLink='false'>founding</guid><title>Special Representative received</title>"
                        + "<description>" + escape(html) + "</description></item>"));
        String id = add("/founding.xml");

        try (TopicReader enriched = new TopicReader(stand.bootstrapServers(), "releases.enriched")) {
            JsonNode release =
                    value(enriched.await(1, event -> isFrom(event, id)).get(0));
            JsonNode annotations = release.path("annotations");
            assertThat(annotations.at("/structure/dateline/date").asText()).isEqualTo("2024-02-22");
            assertThat(annotations.at("/structure/credit/text").asText()).isEqualTo("Kazakh MFA");
            String body = release.path("text").asText();
            List<JsonNode> tail = elements(annotations.at("/structure/parts"))
                    .filter(part -> part.path("kind").asText().equals("for-reference"))
                    .toList();
            assertThat(tail).isNotEmpty();
            assertThat(slice(body, tail.get(0))).startsWith("For reference:");
            assertThat(elements(annotations.at("/structure/parts"))
                            .filter(part -> part.path("kind").asText().equals("body"))
                            .toList())
                    .allSatisfy(part -> assertThat(slice(body, part)).doesNotContain("For reference"));
            List<String> names = elements(annotations.path("entities"))
                    .flatMap(entity -> Stream.concat(
                            Stream.of(entity.path("name").asText()),
                            elements(entity.path("aliases")).map(JsonNode::asText)))
                    .toList();
            assertThat(names).contains("Kazakhstan", "UNRCCA").anyMatch(name -> name.contains("Imnadze"));
        }
        awaitHits("Imnadze", 1);
        JsonHits hits = search(Map.of("q", "Imnadze", "topic", "medtop:20000639"));
        assertThat(hits.count()).isEqualTo(1);
        assertThat(hits.first().path("published").asText()).startsWith("2024-02-22");
    }

    @Test
    void whatNoConsumerCanReadGoesToTheDeadLettersAndTheStreamGoesOn() {
        for (String topic : List.of("releases.ingested", "releases.enriched")) {
            send(topic, "poison", "{\"id\": 7, this is no release");
            try (TopicReader dead = new TopicReader(stand.bootstrapServers(), topic + ".dead")) {
                ConsumerRecord<String, byte[]> letter =
                        dead.await(1, event -> "poison".equals(event.key())).get(0);
                assertThat(new String(letter.value(), StandardCharsets.UTF_8))
                        .isEqualTo("{\"id\": 7, this is no release");
                assertThat(header(letter, "dead-letter-topic")).isEqualTo(topic);
                assertThat(header(letter, "dead-letter-stage")).isIn("enrich", "query");
                assertThat(header(letter, "dead-letter-reason")).isNotBlank();
                assertThat(header(letter, "dead-letter-offset")).matches("\\d+");
                assertThat(header(letter, "origin")).isEqualTo("a test");
            }
        }
        web.serve(
                "/after.xml",
                "application/rss+xml",
                rss(item("z", "After the poison", "The quillfeather stays open.")));
        add("/after.xml");
        awaitHits("quillfeather", 1);
    }

    @Test
    void aFeedThatIsNoFeedShowsItsErrorAndKeepsItsSchedule() {
        web.serve("/page.html", "text/html", "<!doctype html><html><body><h1>Welcome</h1></body></html>");
        String id = add("/page.html");
        await().atMost(PATIENCE)
                .until(() -> "failing".equals(feed(id).path("status").asText()));
        JsonNode feed = feed(id);
        assertThat(feed.path("reason").asText()).isNotBlank();
        assertThat(feed.path("detail").asText()).isNotBlank();
        assertThat(feed.path("nextPoll").asText()).isNotBlank();
    }

    @Test
    void everyRealSnapshotFlowsThroughAndTheCountsAddUp() throws IOException {
        Path real =
                Path.of(System.getProperty("dateline.shared", "../../shared")).resolve("corpus/feeds/real");
        assumeTrue(Files.isDirectory(real), "no snapshots: " + real + " does not exist");
        List<Path> snapshots;
        try (Stream<Path> files = Files.list(real)) {
            snapshots = files.filter(file -> !file.getFileName().toString().endsWith(".tsv"))
                    .sorted()
                    .toList();
        }
        List<String> ids = new ArrayList<>();
        for (Path snapshot : snapshots) {
            String path = "/real/" + snapshots.indexOf(snapshot);
            web.serve(path, "application/octet-stream", Files.readAllBytes(snapshot));
            ids.add(add(path));
        }
        await().atMost(Duration.ofMinutes(5))
                .until(() -> ids.stream()
                        .allMatch(id -> !feed(id).path("lastAttempt").isNull()
                                && !feed(id).path("lastAttempt").isMissingNode()));
        try (TopicReader ingested = new TopicReader(stand.bootstrapServers(), "releases.ingested");
                TopicReader enriched = new TopicReader(stand.bootstrapServers(), "releases.enriched");
                TopicReader dead = new TopicReader(stand.bootstrapServers(), "releases.ingested.dead");
                TopicReader unstored = new TopicReader(stand.bootstrapServers(), "releases.enriched.dead")) {
            Set<String> sent = keysFrom(ingested.all(), ids);
            assertThat(sent).hasSizeGreaterThan(1000);
            await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> {
                Set<String> read = keysFrom(enriched.all(), ids);
                Set<String> buried = dead.all().stream()
                        .map(ConsumerRecord::key)
                        .filter(sent::contains)
                        .collect(Collectors.toSet());
                assertThat(read.size() + buried.size()).isEqualTo(sent.size());
            });
            Set<String> read = keysFrom(enriched.all(), ids);
            Set<String> missing = new HashSet<>(read);
            await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> {
                Set<String> buried = unstored.all().stream()
                        .map(ConsumerRecord::key)
                        .filter(read::contains)
                        .collect(Collectors.toSet());
                missing.removeIf(WholeRoadIT::isStored);
                assertThat(missing).isEqualTo(buried);
            });
        }
    }

    @Test
    void everyProbePathOfTheManifestsAnswers() {
        List<Deployment> deployments = Manifests.base().stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .toList();
        assertThat(deployments).hasSize(3);
        for (Deployment deployment : deployments) {
            URI address = stand.service(deployment.getMetadata().getName()).address();
            Container container =
                    deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
            for (Probe probe :
                    List.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe())) {
                given().get(address.resolve(probe.getHttpGet().getPath()))
                        .then()
                        .statusCode(200);
            }
        }
    }

    private static boolean isStored(String id) {
        int status = given().get(stand.service(Stand.QUERY).address().resolve("/releases/" + id))
                .statusCode();
        return status == 200;
    }

    private static Set<String> keysFrom(List<ConsumerRecord<String, byte[]>> events, List<String> feeds) {
        Set<String> wanted = Set.copyOf(feeds);
        return events.stream()
                .filter(event -> event.value() != null && !"poison".equals(event.key()))
                .filter(event -> wanted.contains(value(event).at("/source/id").asText()))
                .map(ConsumerRecord::key)
                .collect(Collectors.toSet());
    }

    private record JsonHits(int count, JsonNode first) {}

    private static JsonHits search(Map<String, String> parameters) {
        JsonNode answer = given().queryParams(parameters)
                .get(stand.service(Stand.QUERY).address().resolve("/releases"))
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
        JsonNode releases = answer.path("releases");
        assertThat(releases.isArray()).isTrue();
        return new JsonHits(releases.size(), releases.path(0));
    }

    private static void awaitHits(String query, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(search(Map.of("q", query)).count()).isEqualTo(count));
    }

    private static String add(String path) {
        return given().header("X-Api-Key", KEY)
                .contentType("application/json")
                .body(Map.of("url", webUrl(path).toString(), "name", "Feed " + path))
                .post(stand.service(Stand.INGEST).address().resolve("/feeds"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static URI webUrl(String path) {
        return web.address().resolve(path);
    }

    private static JsonNode feed(String id) {
        return given().get(stand.service(Stand.INGEST).address().resolve("/feeds/" + id))
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }

    private static void poll(String id) {
        String before = feed(id).path("lastAttempt").asText();
        given().header("X-Api-Key", KEY)
                .post(stand.service(Stand.INGEST).address().resolve("/feeds/" + id + "/poll"))
                .then()
                .statusCode(202);
        await().atMost(PATIENCE)
                .until(() -> !feed(id).path("lastAttempt").asText().equals(before));
    }

    private static void send(String topic, String key, String value) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stand.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>(topic, key, value.getBytes(StandardCharsets.UTF_8));
            record.headers().add("origin", "a test".getBytes(StandardCharsets.UTF_8));
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the record was not sent", e);
        }
    }

    private static boolean isFrom(ConsumerRecord<String, byte[]> event, String feed) {
        return !"poison".equals(event.key())
                && value(event).at("/source/id").asText().equals(feed);
    }

    private static List<String> problems(ConsumerRecord<String, byte[]> event) {
        return Contract.enrichedRelease()
                .validate(new String(event.value(), StandardCharsets.UTF_8), InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String slice(String text, JsonNode span) {
        int start = text.offsetByCodePoints(0, span.path("start").asInt());
        return text.substring(start, text.offsetByCodePoints(0, span.path("end").asInt()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String item(String guid, String title, String text) {
        return "<item><guid isPermaLink='false'>" + guid + "</guid><title>" + title + "</title><description>" + text
                + "</description><pubDate>Tue, 03 Mar 2026 10:30:00 GMT</pubDate></item>";
    }

    private static String rss(String... items) {
        return "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>Harbour Office</title>"
                + "<link>https://harbour.example/</link><description>News</description>" + String.join("", items)
                + "</channel></rss>";
    }
}
