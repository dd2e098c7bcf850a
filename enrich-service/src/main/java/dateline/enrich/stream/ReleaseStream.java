package dateline.enrich.stream;

import dateline.enrich.annotation.AnnotationJson;
import dateline.enrich.annotation.Annotations;
import dateline.enrich.annotation.Enricher;
import dateline.enrich.duplicate.DuplicateIndex;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * The consumer of {@code releases.ingested}. A batch is read and annotated by a pool of one worker per core, sent on in its order, and
 * only when the broker has answered for all of it are its offsets committed. What cannot be read goes to the dead letters and the
 * stream goes on; a broker that is away is waited for.
 */
@ApplicationScoped
public class ReleaseStream {

    private static final Logger LOG = Logger.getLogger(ReleaseStream.class);

    private final Enricher enricher;
    private final Outbox outbox;
    private final DuplicateIndex duplicates;
    private final DuplicateMemory memory;
    private final StreamConfig config;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final ExecutorService workers;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicBoolean waiting = new AtomicBoolean();

    ReleaseStream(
            Enricher enricher,
            Outbox outbox,
            DuplicateIndex duplicates,
            DuplicateMemory memory,
            StreamConfig config,
            InstantSource clock,
            MeterRegistry meters,
            Workers workers) {
        this.enricher = enricher;
        this.outbox = outbox;
        this.duplicates = duplicates;
        this.memory = memory;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
        this.workers = workers.pool();
    }

    /** Works a batch off. */
    @Incoming("ingested")
    @Blocking("enrich")
    void enrich(ConsumerRecords<byte[], byte[]> records) {
        insist(memory::catchUp);
        List<Future<Outcome>> work = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            work.add(workers.submit(() -> enrich(record)));
        }
        List<Outcome> outcomes = new ArrayList<>(work.size());
        for (Future<Outcome> future : work) {
            outcomes.add(outcome(future));
        }
        outcomes.forEach(this::place);
        insist(() -> outbox.send(outcomes));
        outcomes.forEach(this::tell);
    }

    /** Whether the broker is waited for. */
    boolean isWaiting() {
        return waiting.get();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private Outcome enrich(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null && record.key() != null) {
            return new Outcome.Tombstone(record);
        }
        Reading reading = ReleaseReader.read(record.value());
        if (reading instanceof Reading.Unreadable unreadable) {
            return new Outcome.Dead(record, unreadable.reason());
        }
        Reading.Release release = (Reading.Release) reading;
        try {
            Annotations annotations = enricher.enrich(release.input(), isLate(record, release));
            release.tree().set("annotations", AnnotationJson.MAPPER.valueToTree(annotations));
            Instant published = release.input().published();
            return new Outcome.Enriched(
                    record,
                    release.id(),
                    release.revision(),
                    release.tree(),
                    annotations.duplicates(),
                    published == null ? Instant.ofEpochMilli(record.timestamp()) : published);
        } catch (RuntimeException e) {
            // The annotators' own failures are told in the annotations; this is a release that cannot be written.
            return new Outcome.Dead(record, "enriching failed: " + e);
        }
    }

    private boolean isLate(ConsumerRecord<byte[], byte[]> record, Reading.Release release) {
        Duration waited = Duration.between(Instant.ofEpochMilli(record.timestamp()), clock.instant());
        return !config.late().isZero()
                && !release.tree().path("backfill").asBoolean()
                && waited.compareTo(config.late()) > 0;
    }

    // One after the other, in the order of the stream, so that the first of its kind is the origin.
    private void place(Outcome outcome) {
        if (outcome instanceof Outcome.Enriched release) {
            release.place(duplicates.place(release.id(), release.signed(), release.published()));
        }
    }

    private static Outcome outcome(Future<Outcome> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the batch was sent; its offsets stay uncommitted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker failed; the batch's offsets stay uncommitted", e.getCause());
        }
    }

    // As long as it takes. The whole batch again, so that the order of a key's revisions stays; a repeat has the same
    // event id.
    private void insist(Runnable work) {
        Duration pause = config.retryFirst();
        while (true) {
            try {
                work.run();
                if (waiting.getAndSet(false)) {
                    LOG.info("back what=broker");
                }
                return;
            } catch (RuntimeException e) {
                waiting.set(true);
                LOG.warnf("waiting what=broker pause=%s reason=\"%s\"", pause, e.getMessage());
                pause(pause);
                Duration doubled = pause.multipliedBy(2);
                pause = doubled.compareTo(config.retryLongest()) < 0 ? doubled : config.retryLongest();
            }
        }
    }

    private void pause(Duration pause) {
        boolean stop;
        try {
            stop = stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop = true;
        }
        if (stop) {
            throw new IllegalStateException("stopped before the batch was sent; its offsets stay uncommitted");
        }
    }

    private void tell(Outcome outcome) {
        ConsumerRecord<byte[], byte[]> record = outcome.record();
        if (outcome instanceof Outcome.Enriched release) {
            meters.counter("dateline.releases", "outcome", "enriched").increment();
            LOG.infof("enriched id=%s revision=%d", release.id(), release.revision());
        } else if (outcome instanceof Outcome.Dead dead) {
            meters.counter("dateline.releases", "outcome", "dead").increment();
            LOG.warnf(
                    "dead topic=%s partition=%d offset=%d reason=\"%s\"",
                    record.topic(), record.partition(), record.offset(), dead.reason());
        } else {
            meters.counter("dateline.releases", "outcome", "tombstone").increment();
            LOG.infof("tombstone topic=%s partition=%d offset=%d", record.topic(), record.partition(), record.offset());
        }
    }
}
