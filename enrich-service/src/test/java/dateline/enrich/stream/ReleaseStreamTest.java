package dateline.enrich.stream;

import static io.restassured.RestAssured.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.enrich.Contract;
import dateline.enrich.duplicate.DuplicateIndex;
import dateline.enrich.duplicate.Duplicates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From one topic to the other, through a real broker. */
@QuarkusTest
@QuarkusTestResource(Broker.class)
class ReleaseStreamTest {

    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final TopicPartition ENRICHED = new TopicPartition("releases.enriched", 0);
    private static final TopicPartition DEAD = new TopicPartition("releases.ingested.dead", 0);
    private static final ObjectMapper JSON = new ObjectMapper();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    DuplicateConfig duplicateConfig;

    @Inject
    InstantSource clock;

    @Inject
    @Identifier("default-kafka-broker") Map<String, Object> broker;

    private KafkaProducer<byte[], byte[]> producer;
    private KafkaConsumer<byte[], byte[]> consumer;

    @BeforeEach
    void open() {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("acks", "all");
        settings.put("max.request.size", "8388608");
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(ENRICHED, DEAD));
    }

    @AfterEach
    void close() {
        producer.close();
        consumer.close();
    }

    @Test
    void aReleaseGoesOnWithItsAnnotations() throws IOException {
        ObjectNode release = release("01");
        send("01", release, Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        ConsumerRecord<byte[], byte[]> record = arrived(ENRICHED, "01", 1).get(0);
        assertThat(headers(record))
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", id("01") + "/1")
                .containsEntry("ce_source", "/dateline/enrich-service")
                .containsEntry("ce_type", "dateline.release.enriched")
                .containsEntry("ce_subject", id("01"))
                .containsEntry("content-type", "application/json")
                .containsKey("ce_time");
        assertThat(headers(record).get("traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
        assertThat(Contract.violations(new String(record.value(), UTF_8))).isEmpty();
        ObjectNode enriched = (ObjectNode) JSON.readTree(record.value());
        JsonNode annotations = enriched.remove("annotations");
        assertThat(enriched).isEqualTo(release);
        assertThat(annotations.at("/language/code").asText()).isEqualTo("en");
        assertThat(annotations.path("entities").findValuesAsText("id")).contains("Q28");
    }

    @Test
    void whatThisServiceDoesNotKnowIsPassedOn() throws IOException {
        ObjectNode release = release("02");
        release.put("rating", new BigDecimal("0.10000000000000000000001"));
        release.putObject("rights")
                .put("holder", "Danube Basin Forum")
                .putArray("regions")
                .add("EU")
                .add(12345678901234567L);
        ((ObjectNode) release.get("source")).put("tier", 2);
        send("02", release, Map.of());

        ConsumerRecord<byte[], byte[]> record = arrived(ENRICHED, "02", 1).get(0);
        String value = new String(record.value(), UTF_8);
        assertThat(value).contains("\"rating\":0.10000000000000000000001");
        JsonNode enriched = JSON.readTree(value);
        assertThat(enriched.get("rights")).isEqualTo(release.get("rights"));
        assertThat(enriched.at("/source/tier").asInt()).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadIsLaidAsideAndTheStreamGoesOn() {
        send("03", "{\"id\":\"x\", \"revision\":", Map.of("origin", "test"));
        send("04", "{\"id\":\"x\",\"revision\":0,\"text\":\"t\"}", Map.of());
        send("05", "{\"id\":\"x\",\"revision\":1}", Map.of());
        send("06", "[1]", Map.of());
        send("07", release("07"), Map.of());

        arrived(ENRICHED, "07", 1);
        ConsumerRecord<byte[], byte[]> letter = arrived(DEAD, "03", 1).get(0);
        assertThat(new String(letter.value(), UTF_8)).isEqualTo("{\"id\":\"x\", \"revision\":");
        assertThat(headers(letter))
                .containsEntry("origin", "test")
                .containsEntry("dead-letter-stage", "enrich")
                .containsEntry("dead-letter-topic", "releases.ingested")
                .containsEntry("dead-letter-partition", "0")
                .containsKeys("dead-letter-offset", "dead-letter-time");
        assertThat(headers(letter).get("dead-letter-reason")).startsWith("value: no JSON at line 1, column ");
        assertThat(headers(arrived(DEAD, "04", 1).get(0)))
                .containsEntry("dead-letter-reason", "revision: missing or not a number from 1");
        assertThat(headers(arrived(DEAD, "05", 1).get(0)))
                .containsEntry("dead-letter-reason", "text: missing or not a string");
        assertThat(headers(arrived(DEAD, "06", 1).get(0))).containsEntry("dead-letter-reason", "value: not an object");
    }

    @Test
    void theSameReleaseTwiceIsTheSameEventTwice() {
        send("08", release("08"), Map.of());
        send("08", release("08"), Map.of());

        List<ConsumerRecord<byte[], byte[]>> records = arrived(ENRICHED, "08", 2);
        assertThat(records)
                .extracting(record -> headers(record).get("ce_id"))
                .containsExactly(id("08") + "/1", id("08") + "/1");
        assertThat(records.get(0).value()).isEqualTo(records.get(1).value());
    }

    @Test
    void aReleaseThatHasWaitedLongIsAnnotatedWithoutModelsAndSaysSo() throws IOException {
        long hourAgo = clock.instant().minus(Duration.ofHours(1)).toEpochMilli();
        send("16", release("16").toString(), Map.of(), hourAgo);
        send("17", release("17").put("backfill", true).toString(), Map.of(), hourAgo);

        assertThat(topicsOutcome(arrived(ENRICHED, "16", 1).get(0)))
                .isEqualTo("degraded: without a model, the stream is late");
        assertThat(topicsOutcome(arrived(ENRICHED, "17", 1).get(0))).isNull();
    }

    private static String topicsOutcome(ConsumerRecord<byte[], byte[]> record) throws IOException {
        for (JsonNode annotator : JSON.readTree(record.value()).at("/annotations/annotators")) {
            if (annotator.get("name").asText().equals("topics")) {
                return annotator.path("outcome").asText(null);
            }
        }
        throw new AssertionError("no annotator of topics");
    }

    @Test
    void aTombstoneIsPassedOn() {
        send("09", release("09"), Map.of());
        send("09", (String) null, Map.of());

        List<ConsumerRecord<byte[], byte[]>> records = arrived(ENRICHED, "09", 2);
        assertThat(records.get(0).value()).isNotNull();
        assertThat(records.get(1).value()).isNull();
    }

    @Test
    void aWithdrawnReleaseIsAnnotatedToo() throws IOException {
        ObjectNode release = release("10").put("change", "withdrawn").put("revision", 3);
        send("10", release, Map.of());

        ConsumerRecord<byte[], byte[]> record = arrived(ENRICHED, "10", 1).get(0);
        assertThat(headers(record)).containsEntry("ce_id", id("10") + "/3");
        assertThat(JSON.readTree(record.value()).at("/annotations/structure/parts"))
                .isNotEmpty();
    }

    @Test
    void revisionsOfOneReleaseKeepTheirOrder() {
        for (int revision = 1; revision <= 20; revision++) {
            send("11", release("11").put("revision", revision), Map.of());
        }

        assertThat(arrived(ENRICHED, "11", 20))
                .extracting(record -> headers(record).get("ce_id"))
                .containsExactlyElementsOf(java.util.stream.IntStream.rangeClosed(1, 20)
                        .mapToObj(revision -> id("11") + "/" + revision)
                        .toList());
    }

    @Test
    void aCopyJoinsTheGroupOfTheFirst() throws IOException {
        String text =
                "The harbour of Orava opens a new quay for grain ships on Friday, the port authority said. It is nine hundred metres long and took four years.";
        send("13", release("13").put("text", text), Map.of());
        arrived(ENRICHED, "13", 1);
        send("14", release("14").put("text", text + " Trains reach it in autumn."), Map.of());

        JsonNode first = duplicates(arrived(ENRICHED, "13", 1).get(0));
        JsonNode second = duplicates(arrived(ENRICHED, "14", 1).get(0));
        assertThat(first.get("group").asText()).isEqualTo(id("13"));
        assertThat(first.get("relation").asText()).isEqualTo("origin");
        assertThat(second.get("group").asText()).isEqualTo(id("13"));
        assertThat(second.get("relation").asText()).isEqualTo("copy");
    }

    @Test
    void aProcessThatStartsRecallsTheGroupsThatWereTold() throws IOException {
        String text =
                "Farmers of the Lower Moss valley will be paid for flooding their meadows in spring, the water board decided on Tuesday after two years of talks.";
        send("15", release("15").put("text", text), Map.of());
        JsonNode told = duplicates(arrived(ENRICHED, "15", 1).get(0));
        Duplicates copy = new Duplicates(told.get("signature").asText(), null, null, null);
        DuplicateIndex empty = new DuplicateIndex(1_000);
        DuplicateMemory memory = new DuplicateMemory(empty, duplicateConfig, clock, ENRICHED.topic(), broker);
        try {
            memory.catchUp();
        } finally {
            memory.close();
        }

        Instant published = Instant.parse(release("15").get("published").asText());
        assertThat(empty.place("another", copy, published).group()).isEqualTo(id("15"));
    }

    @Test
    void healthAndMetricsTellOfTheStream() {
        send("12", release("12"), Map.of());
        arrived(ENRICHED, "12", 1);

        await().atMost(WAIT)
                .untilAsserted(() -> get("/q/health/ready")
                        .then()
                        .statusCode(200)
                        .body("checks.name", hasItem("enrich"))
                        .body("status", is("UP")));
        get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("dateline_releases_total{outcome=\"enriched\"}"))
                .body(containsString("dateline_annotator_seconds_count{annotator=\"entities\"}"));
    }

    private static JsonNode duplicates(ConsumerRecord<byte[], byte[]> record) throws IOException {
        return JSON.readTree(record.value()).at("/annotations/duplicates");
    }

    private static ObjectNode release(String number) {
        ObjectNode release = Contract.example("enriched-release.json");
        release.remove("annotations");
        return release.put("id", id(number));
    }

    private static String id(String number) {
        return "0".repeat(30) + number;
    }

    private void send(String number, ObjectNode release, Map<String, String> headers) {
        send(number, release.toString(), headers);
    }

    private void send(String number, String value, Map<String, String> headers) {
        send(number, value, headers, null);
    }

    private void send(String number, String value, Map<String, String> headers, Long timestamp) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                "releases.ingested",
                null,
                timestamp,
                id(number).getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8));
        headers.forEach((name, content) -> record.headers().add(name, content.getBytes(UTF_8)));
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> arrived(TopicPartition topic, String number, int count) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        await().atMost(WAIT).untilAsserted(() -> {
            found.clear();
            found.addAll(read(topic, id(number)));
            assertThat(found).hasSize(count);
        });
        return found;
    }

    private List<ConsumerRecord<byte[], byte[]>> read(TopicPartition topic, String key) {
        consumer.pause(consumer.assignment());
        consumer.resume(List.of(topic));
        consumer.seekToBeginning(List.of(topic));
        long end = consumer.endOffsets(List.of(topic)).get(topic);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (consumer.position(topic) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (record.key() != null && key.equals(new String(record.key(), UTF_8))) {
                    records.add(record);
                }
            }
        }
        return records;
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return headers;
    }
}
