package dateline.query.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dateline.query.store.ReleaseTables.Written;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * The consumer of {@code releases.enriched}: a batch is read, written in one transaction, and only then are its offsets committed.
 * What cannot be read or kept goes to the dead letters; a database or broker that is away is waited for.
 */
@Startup
@ApplicationScoped
public class ReleaseStream {

    private static final Logger LOG = Logger.getLogger(ReleaseStream.class);
    private static final String TYPE = "dateline.release.enriched";

    private record Received(ConsumerRecord<byte[], byte[]> record, EnrichedRelease release) {}

    private final ReleaseReader reader;
    private final ReleaseTables tables;
    private final Partitions partitions;
    private final DeadLetters deadLetters;
    private final StoreConfig config;
    private final Counter stored;
    private final Counter ignored;
    private final Counter dead;
    private final Timer batches;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicReference<String> waitingFor = new AtomicReference<>();

    ReleaseStream(
            ReleaseTables tables,
            Partitions partitions,
            DeadLetters deadLetters,
            StoreConfig config,
            MeterRegistry meters) {
        this.reader = new ReleaseReader(config.indexedCharacters());
        this.tables = tables;
        this.partitions = partitions;
        this.deadLetters = deadLetters;
        this.config = config;
        this.stored = meters.counter("dateline.releases.stored");
        this.ignored = meters.counter("dateline.releases.ignored");
        this.dead = meters.counter("dateline.releases.dead");
        this.batches = meters.timer("dateline.store.batch");
    }

    @Incoming("enriched")
    @Blocking("store")
    void store(ConsumerRecords<byte[], byte[]> records) {
        batches.record(() -> storeBatch(records));
    }

    /** What the stream waits for at present, or null when it runs. */
    String waitingFor() {
        return waitingFor.get();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private void storeBatch(ConsumerRecords<byte[], byte[]> records) {
        List<Received> readable = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Reading reading = read(record);
            if (reading instanceof Reading.Kept read) {
                readable.add(new Received(record, read.release()));
            } else if (reading instanceof Reading.Unreadable unreadable) {
                bury(record, unreadable.reason());
            }
        }
        write(readable);
    }

    private Reading read(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader("ce_type");
        if (type != null && !TYPE.equals(new String(type.value(), UTF_8))) {
            return new Reading.Unreadable("ce_type: not " + TYPE);
        }
        Reading reading = reader.read(record.value());
        if (reading instanceof Reading.Kept read
                && record.key() != null
                && !read.release().id().equals(new String(record.key(), UTF_8))) {
            return new Reading.Unreadable("id: not the record's key");
        }
        return reading;
    }

    private void write(List<Received> received) {
        if (received.isEmpty()) {
            return;
        }
        try {
            Written written = persistently(
                    "database",
                    () -> tables.write(received.stream().map(Received::release).toList()));
            stored.increment(written.stored());
            ignored.increment(written.ignored());
            LOG.infof("stored=%d ignored=%d", written.stored(), written.ignored());
        } catch (Unkeepable e) {
            if (received.size() == 1) {
                bury(received.get(0).record(), e.getMessage());
            } else {
                // One of them is to blame: each on its own, in order.
                received.forEach(one -> write(List.of(one)));
            }
        }
    }

    private void bury(ConsumerRecord<byte[], byte[]> record, String reason) {
        persistently("broker", () -> {
            deadLetters.bury(record, reason);
            return null;
        });
        dead.increment();
        LOG.warnf(
                "dead topic=%s partition=%d offset=%d reason=\"%s\"",
                record.topic(), record.partition(), record.offset(), reason);
    }

    // Waits as long as it takes: what is away comes back, and nothing that came after may overtake this.
    private <T> T persistently(String what, Supplier<T> work) {
        Duration pause = config.retryFirst();
        while (true) {
            try {
                T result = work.get();
                if (waitingFor.getAndSet(null) != null) {
                    LOG.infof("back what=%s", what);
                }
                return result;
            } catch (RuntimeException e) {
                Failure failure = Failure.of(e);
                if (failure.isData()) {
                    throw new Unkeepable(failure.reason());
                }
                if (failure.isMissingPartition()) {
                    partitions.forget();
                }
                waitingFor.set(what);
                LOG.warnf("waiting what=%s pause=%s reason=\"%s\"", what, pause, failure.reason());
                pause(pause);
                pause = pause.multipliedBy(2).compareTo(config.retryLongest()) < 0
                        ? pause.multipliedBy(2)
                        : config.retryLongest();
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
            throw new IllegalStateException("stopped before the batch was stored; its offsets stay uncommitted");
        }
    }

    /** The database will never take these data. */
    private static final class Unkeepable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unkeepable(String reason) {
            super(reason, null, false, false);
        }
    }

    /** Why a write failed. SQLSTATE classes as in Postgres' appendix A. */
    private record Failure(String state, String reason) {

        static Failure of(Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql) {
                    return new Failure(sql.getSQLState() == null ? "" : sql.getSQLState(), firstLine(sql));
                }
            }
            return new Failure("", firstLine(failure));
        }

        // 22 data exception, 23 integrity, 54 program limit; all else is the database's or ours to mend.
        boolean isData() {
            return !isMissingPartition()
                    && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
        }

        boolean isMissingPartition() {
            return state.equals("23514");
        }

        private static String firstLine(Throwable e) {
            String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return message.lines().findFirst().orElse("");
        }
    }
}
