package dateline.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What tests send to {@code releases.enriched} and read from its dead letters. */
@Singleton
public final class Topic implements AutoCloseable {

    private static final String ENRICHED = "releases.enriched";
    private static final TopicPartition DEAD = new TopicPartition("releases.enriched.dead", 0);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> dead;

    public Topic(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("acks", "all");
        settings.put("max.request.size", "8388608");
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        dead = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        dead.assign(List.of(DEAD));
    }

    /** Sends the events, and returns when the broker has them all. */
    public void send(Event... events) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Event event : events) {
            sent.add(producer.send(record(event.id().getBytes(UTF_8), event.bytes(), event.headers())));
        }
        sent.forEach(Topic::await);
    }

    /** Sends the events, and returns when each release can be read. */
    public void store(Event... events) {
        send(events);
        for (Event event : events) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> RestAssured.get("/releases/" + event.id() + "?withdrawn=include")
                                    .statusCode()
                            == 200);
        }
    }

    /** Sends any key and value. */
    public void send(String key, byte[] value, Map<String, String> headers) {
        await(producer.send(record(key.getBytes(UTF_8), value, headers)));
    }

    /** All dead letters with the key so far. */
    public List<ConsumerRecord<byte[], byte[]>> dead(String key) {
        dead.seekToBeginning(List.of(DEAD));
        long end = dead.endOffsets(List.of(DEAD)).get(DEAD);
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        while (dead.position(DEAD) < end) {
            for (ConsumerRecord<byte[], byte[]> record : dead.poll(Duration.ofMillis(200))) {
                if (record.key() != null && key.equals(new String(record.key(), UTF_8))) {
                    letters.add(record);
                }
            }
        }
        return letters;
    }

    @Override
    @PreDestroy
    public void close() {
        producer.close();
        dead.close();
    }

    private static ProducerRecord<byte[], byte[]> record(byte[] key, byte[] value, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(ENRICHED, key, value);
        headers.forEach((name, content) -> record.headers().add(name, content.getBytes(UTF_8)));
        return record;
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
