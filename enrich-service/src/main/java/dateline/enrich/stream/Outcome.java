package dateline.enrich.stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record has become. */
sealed interface Outcome {

    /** The record. */
    ConsumerRecord<byte[], byte[]> record();

    /** A release with its annotations, as JSON. */
    record Enriched(ConsumerRecord<byte[], byte[]> record, String id, long revision, String json) implements Outcome {}

    /** A key without a value, which takes the key out of a compacted topic: passed on. */
    record Tombstone(ConsumerRecord<byte[], byte[]> record) implements Outcome {}

    /** Not to be read, and why. */
    record Dead(ConsumerRecord<byte[], byte[]> record, String reason) implements Outcome {}
}
