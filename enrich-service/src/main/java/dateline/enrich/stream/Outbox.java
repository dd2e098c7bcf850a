package dateline.enrich.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Sends what a batch has become: enriched releases as CloudEvents 1.0 in Kafka's binary mode, tombstones as they are, and dead letters
 * with the reason in their headers.
 */
@ApplicationScoped
class Outbox {

    private static final String SOURCE = "/dateline/enrich-service";
    private static final String TYPE = "dateline.release.enriched";
    private static final String TRACEPARENT = "traceparent";
    private static final TextMapGetter<Headers> TRACE_HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            return Set.of(TRACEPARENT, "tracestate");
        }

        @Override
        public String get(Headers headers, String key) {
            Header header = headers == null ? null : headers.lastHeader(key);
            return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
        }
    };

    private final MutinyEmitter<Record<byte[], byte[]>> enriched;
    private final MutinyEmitter<Record<byte[], byte[]>> dead;
    private final InstantSource clock;
    private final boolean tracing;

    // A batch is bounded by the consumer, so what is under way is too.
    Outbox(
            @Channel("enriched") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<Record<byte[], byte[]>> enriched,
            @Channel("dead") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<Record<byte[], byte[]>> dead,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "false") boolean tracingDisabled) {
        this.enriched = enriched;
        this.dead = dead;
        this.clock = clock;
        this.tracing = !tracingDisabled;
    }

    /** Sends in order and returns when the broker has answered for all; throws when it has not for one. */
    void send(List<Outcome> outcomes) {
        List<Uni<Void>> answers = new ArrayList<>(outcomes.size());
        for (Outcome outcome : outcomes) {
            answers.add(send(outcome).memoize().indefinitely());
        }
        answers.forEach(answer -> answer.subscribe().with(done -> {}, failure -> {}));
        answers.forEach(answer -> answer.await().indefinitely());
    }

    private Uni<Void> send(Outcome outcome) {
        ConsumerRecord<byte[], byte[]> record = outcome.record();
        if (outcome instanceof Outcome.Enriched release) {
            return enriched.sendMessage(message(
                    release.id().getBytes(UTF_8), bytes(release.json()), eventHeaders(release), record.headers()));
        }
        if (outcome instanceof Outcome.Dead letter) {
            return dead.sendMessage(
                    message(record.key(), record.value(), deadHeaders(record, letter.reason()), record.headers()));
        }
        return enriched.sendMessage(
                message(record.key(), null, new RecordHeaders(record.headers().toArray()), record.headers()));
    }

    private RecordHeaders eventHeaders(Outcome.Enriched release) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_specversion", bytes("1.0"));
        headers.add("ce_id", bytes(release.id() + "/" + release.revision()));
        headers.add("ce_source", bytes(SOURCE));
        headers.add("ce_type", bytes(TYPE));
        headers.add("ce_time", bytes(clock.instant().toString()));
        headers.add("ce_subject", bytes(release.id()));
        headers.add("content-type", bytes("application/json"));
        Header trace = release.record().headers().lastHeader(TRACEPARENT);
        if (!tracing && trace != null) {
            headers.add(trace);
        }
        return headers;
    }

    private RecordHeaders deadHeaders(ConsumerRecord<byte[], byte[]> record, String reason) {
        RecordHeaders headers = new RecordHeaders(record.headers().toArray());
        headers.add("dead-letter-stage", bytes("enrich"));
        headers.add("dead-letter-reason", bytes(reason));
        headers.add("dead-letter-topic", bytes(record.topic()));
        headers.add("dead-letter-partition", bytes(Integer.toString(record.partition())));
        headers.add("dead-letter-offset", bytes(Long.toString(record.offset())));
        headers.add("dead-letter-time", bytes(clock.instant().toString()));
        return headers;
    }

    // The trace of the record goes on in what it has become.
    private static Message<Record<byte[], byte[]>> message(
            byte[] key, byte[] value, RecordHeaders headers, Headers origin) {
        Context trace = W3CTraceContextPropagator.getInstance().extract(Context.root(), origin, TRACE_HEADERS);
        return Message.of(
                Record.of(key, value),
                Metadata.of(
                        OutgoingKafkaRecordMetadata.<byte[]>builder()
                                .withHeaders(headers)
                                .build(),
                        TracingMetadata.withCurrent(trace)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
