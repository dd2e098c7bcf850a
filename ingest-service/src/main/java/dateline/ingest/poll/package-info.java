/**
 * The road from a due feed to events on Kafka: start at {@link dateline.ingest.poll.Poll}, which does one poll from lease to
 * saved state; {@link dateline.ingest.poll.Poller} runs many at a time.
 */
package dateline.ingest.poll;
