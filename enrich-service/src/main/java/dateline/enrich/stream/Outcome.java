package dateline.enrich.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.enrich.annotation.AnnotationJson;
import dateline.enrich.duplicate.Duplicates;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record has become. */
sealed interface Outcome {

    /** The record. */
    ConsumerRecord<byte[], byte[]> record();

    /**
     * A release with its annotations.
     *
     * @param event the whole event
     * @param signed its signature
     * @param published when it was published; by its record's time when it does not say
     */
    record Enriched(
            ConsumerRecord<byte[], byte[]> record,
            String id,
            long revision,
            ObjectNode event,
            Duplicates signed,
            Instant published)
            implements Outcome {

        /** As JSON. */
        String json() {
            return event.toString();
        }

        /** Says its place among the duplicates. */
        void place(Duplicates placed) {
            ((ObjectNode) event.get("annotations")).set("duplicates", AnnotationJson.MAPPER.valueToTree(placed));
        }
    }

    /** A key without a value, which takes the key out of a compacted topic: passed on. */
    record Tombstone(ConsumerRecord<byte[], byte[]> record) implements Outcome {}

    /** Not to be read, and why. */
    record Dead(ConsumerRecord<byte[], byte[]> record, String reason) implements Outcome {}
}
