package dateline.ingest.stand;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its start, as a subscriber does; every value must satisfy the topic's schema. */
public final class Topic implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<String, String> consumer;
    private final List<TopicPartition> partitions;
    private final Schema schema;
    private final List<Event> events = new ArrayList<>();

    /**
     * One event.
     *
     * @param key the record's key
     * @param value its value
     * @param record the record itself
     */
    public record Event(String key, JsonNode value, ConsumerRecord<String, String> record) {

        /** A header's value as text, or null. */
        public String header(String name) {
            return Optional.ofNullable(record.headers().lastHeader(name))
                    .map(header -> new String(header.value(), java.nio.charset.StandardCharsets.UTF_8))
                    .orElse(null);
        }

        /** A property's value as text. */
        public String text(String property) {
            return value.path(property).asText();
        }
    }

    /**
     * Subscribes.
     *
     * @param bootstrapServers where the broker listens
     * @param topic the topic
     * @param schemaFile the schema's file name in deploy/contract
     */
    public Topic(String bootstrapServers, String topic, String schemaFile) {
        schema = schema(schemaFile);
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "fetch.max.bytes", "8000000",
                        "max.partition.fetch.bytes", "8000000"),
                new StringDeserializer(),
                new StringDeserializer());
        partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The releases that were published. */
    public static Topic releases() {
        return new Topic(StandResource.bootstrapServers(), "releases.ingested", "release.schema.json");
    }

    /** The states that were told. */
    public static Topic statuses() {
        return new Topic(StandResource.bootstrapServers(), "feeds.status", "feed-status.schema.json");
    }

    /** Reads a schema of the contract. */
    public static Schema schema(String file) {
        try {
            String text = Files.readString(Path.of("..", "deploy", "contract", file));
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until so many events that satisfy a condition have been read, and returns them in the order of their offsets. */
    public List<Event> await(int count, Predicate<Event> condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (matching(condition).size() < count) {
            if (System.nanoTime() > end) {
                throw new AssertionError("only " + matching(condition).size() + " of " + count + " events came");
            }
            read(Duration.ofMillis(100));
        }
        return matching(condition);
    }

    /** All events so far that satisfy a condition. */
    public List<Event> all(Predicate<Event> condition) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            read(Duration.ofMillis(100));
        }
        return matching(condition);
    }

    private List<Event> matching(Predicate<Event> condition) {
        return events.stream().filter(condition).toList();
    }

    private void read(Duration patience) {
        for (ConsumerRecord<String, String> record : consumer.poll(patience)) {
            assertThat(schema.validate(record.value(), InputFormat.JSON))
                    .as("value of %s", record.key())
                    .isEmpty();
            try {
                events.add(new Event(record.key(), JSON.readTree(record.value()), record));
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + record.value(), e);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
