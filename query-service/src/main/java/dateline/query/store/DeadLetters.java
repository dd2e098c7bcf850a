package dateline.query.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** Lays a record aside on {@code releases.enriched.dead}: key, value and headers as they came, and why in further headers. */
@ApplicationScoped
class DeadLetters {

    private final MutinyEmitter<byte[]> dead;
    private final InstantSource clock;

    DeadLetters(@Channel("dead") MutinyEmitter<byte[]> dead, InstantSource clock) {
        this.dead = dead;
        this.clock = clock;
    }

    /** Sends the record and returns when the broker has it; throws when the broker does not answer. */
    void bury(ConsumerRecord<byte[], byte[]> record, String reason) {
        try {
            send(record, record.value(), reason);
        } catch (RuntimeException e) {
            if (!tooLarge(e)) {
                throw e;
            }
            // With its further headers the record is over the limit: its offset tells where the value still is.
            send(record, null, reason + "; the value was too large to be kept here");
        }
    }

    private void send(ConsumerRecord<byte[], byte[]> record, byte[] value, String reason) {
        RecordHeaders headers = new RecordHeaders(record.headers().toArray());
        headers.add("dead-letter-stage", bytes("query"));
        headers.add("dead-letter-reason", bytes(reason));
        headers.add("dead-letter-topic", bytes(record.topic()));
        headers.add("dead-letter-partition", bytes(Integer.toString(record.partition())));
        headers.add("dead-letter-offset", bytes(Long.toString(record.offset())));
        headers.add("dead-letter-time", bytes(clock.instant().toString()));
        OutgoingKafkaRecordMetadata<byte[]> metadata = OutgoingKafkaRecordMetadata.<byte[]>builder()
                .withKey(record.key())
                .withHeaders(headers)
                .build();
        dead.sendMessageAndAwait(Message.of(value, Metadata.of(metadata)));
    }

    private static boolean tooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException) {
                return true;
            }
        }
        return false;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
