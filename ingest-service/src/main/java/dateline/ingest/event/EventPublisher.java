package dateline.ingest.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dateline.ingest.release.Release;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Publishes events as CloudEvents 1.0 in Kafka's binary mode and waits until the broker has acknowledged them. With tracing
 * on, the connector adds {@code traceparent}.
 */
@Singleton
public final class EventPublisher {

    // The emitters' buffers need no bound: every caller waits for its chunk, so they hold at most one chunk a worker.
    private static final int CHUNK = 100;

    private final MutinyEmitter<byte[]> releases;
    private final MutinyEmitter<byte[]> feedStatus;
    private final ObjectMapper json;
    private final EventConfig config;

    EventPublisher(
            @Channel("releases") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> releases,
            @Channel("feed-status") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> feedStatus,
            ObjectMapper json,
            EventConfig config) {
        this.releases = releases;
        this.feedStatus = feedStatus;
        this.json = json;
        this.config = config;
    }

    /**
     * Publishes releases in their order.
     *
     * @param batch the releases
     * @return those that are larger than {@link EventConfig#maxBytes()} and were not sent
     * @throws RuntimeException when the broker did not acknowledge all others in time; any of them may have been sent
     */
    public List<Release> publish(List<Release> batch) {
        List<Release> tooLarge = new ArrayList<>();
        List<Uni<Void>> sent = new ArrayList<>(CHUNK);
        for (Release release : batch) {
            byte[] value = json(release);
            if (value.length > config.maxBytes()) {
                tooLarge.add(release);
                continue;
            }
            Headers headers = headers(
                    release.id() + "/" + release.revision(),
                    "dateline.release.ingested",
                    release.received(),
                    release.id());
            sent.add(releases.sendMessage(message(value, release.id(), headers)));
            if (sent.size() == CHUNK) {
                await(sent);
                sent.clear();
            }
        }
        await(sent);
        return tooLarge;
    }

    /**
     * Publishes states of feeds in their order.
     *
     * @param statuses the states
     * @throws RuntimeException when the broker did not acknowledge all of them in time; any of them may have been sent
     */
    public void publishStatuses(List<FeedStatus> statuses) {
        List<Uni<Void>> sent = new ArrayList<>(statuses.size());
        for (FeedStatus status : statuses) {
            Headers headers =
                    headers(status.feed() + "/" + status.at(), "dateline.feed.status", status.at(), status.feed());
            sent.add(feedStatus.sendMessage(message(json(status), status.feed(), headers)));
        }
        await(sent);
    }

    private void await(List<Uni<Void>> sent) {
        if (!sent.isEmpty()) {
            Uni.join().all(sent).andFailFast().await().atMost(config.patience());
        }
    }

    private Headers headers(String id, String type, Instant time, String subject) {
        Headers headers = new RecordHeaders();
        headers.add("ce_specversion", "1.0".getBytes(UTF_8));
        headers.add("ce_id", id.getBytes(UTF_8));
        headers.add("ce_source", config.source().getBytes(UTF_8));
        headers.add("ce_type", type.getBytes(UTF_8));
        headers.add("ce_time", time.toString().getBytes(UTF_8));
        headers.add("ce_subject", subject.getBytes(UTF_8));
        headers.add("content-type", "application/json".getBytes(UTF_8));
        return headers;
    }

    private static Message<byte[]> message(byte[] value, String key, Headers headers) {
        return Message.of(value)
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(key)
                        .withHeaders(headers)
                        .build());
    }

    private byte[] json(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of ours is always writable as JSON", e);
        }
    }
}
