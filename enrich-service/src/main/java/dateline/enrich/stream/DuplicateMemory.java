package dateline.enrich.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dateline.enrich.annotation.AnnotationJson;
import dateline.enrich.duplicate.DuplicateIndex;
import dateline.enrich.duplicate.Duplicates;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps the index of duplicates abreast of {@code releases.enriched}: what this process told before it was started anew, and what its
 * replicas tell. The topic is the only store, so that nothing else has to be kept or restored. To be used by one thread.
 */
@Singleton
class DuplicateMemory {

    private static final Logger LOG = Logger.getLogger(DuplicateMemory.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int FETCH = 8_388_608;

    private final DuplicateIndex index;
    private final DuplicateConfig config;
    private final InstantSource clock;
    private final String topic;
    private final Map<String, Object> broker;
    private KafkaConsumer<byte[], byte[]> consumer;

    DuplicateMemory(
            DuplicateIndex index,
            DuplicateConfig config,
            InstantSource clock,
            @ConfigProperty(name = "mp.messaging.outgoing.enriched.topic") String topic,
            @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.index = index;
        this.config = config;
        this.clock = clock;
        this.topic = topic;
        this.broker = broker;
    }

    /**
     * Reads what has been told since the last time; the first time, what was told within the configured time.
     *
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer
     */
    void catchUp() {
        if (consumer == null) {
            consumer = begin();
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(this::remember);
        }
    }

    private KafkaConsumer<byte[], byte[]> begin() {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH);
        settings.keySet().removeIf(key -> key.endsWith("deserializer") || key.equals(ConsumerConfig.GROUP_ID_CONFIG));
        KafkaConsumer<byte[], byte[]> begun =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = begun.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            begun.assign(partitions);
            begun.seekToEnd(partitions);
            long since = clock.instant().minus(config.remembered()).toEpochMilli();
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, since));
            begun.offsetsForTimes(times).forEach((partition, offset) -> seek(begun, partition, offset));
        } catch (RuntimeException e) {
            begun.close();
            throw e;
        }
        LOG.infof("duplicates recalled topic=%s since=%s", topic, config.remembered());
        return begun;
    }

    private static void seek(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, OffsetAndTimestamp offset) {
        if (offset != null) {
            consumer.seek(partition, offset.offset());
        }
    }

    private void remember(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        try {
            JsonNode event = AnnotationJson.MAPPER.readTree(record.value());
            Duplicates placed =
                    AnnotationJson.MAPPER.treeToValue(event.at("/annotations/duplicates"), Duplicates.class);
            if (placed != null && !placed.signature().isEmpty()) {
                Instant published = ReleaseReader.instant(event.path("published"));
                index.remember(
                        new String(record.key(), UTF_8),
                        placed,
                        published == null ? Instant.ofEpochMilli(record.timestamp()) : published);
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Told by another version of this service: its signature cannot be compared.
            LOG.debugf("not recalled partition=%d offset=%d reason=\"%s\"", record.partition(), record.offset(), e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    @PreDestroy
    void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
