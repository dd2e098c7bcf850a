package dateline.ingest.source;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * Saves what polls left. The states of all polls that end while a batch is being saved are the next batch: one transaction and
 * one round trip for many feeds when there is much to do, and no waiting when there is little.
 */
@Singleton
public final class Settlements {

    private static final int BATCH = 500;

    private final DataSource dataSource;
    private final ConcurrentLinkedQueue<Pending> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> new Thread(task, "settlements"));

    Settlements(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private record Pending(Lease lease, PollState state, CompletableFuture<Boolean> saved) {}

    /**
     * Saves what a poll left, and gives the lease back.
     *
     * @param lease the lease that the poll worked under
     * @param state the new state
     * @return false when the lease had been lost and nothing was saved; failed when the database does not answer
     */
    public CompletableFuture<Boolean> save(Lease lease, PollState state) {
        CompletableFuture<Boolean> saved = new CompletableFuture<>();
        queue.add(new Pending(lease, state, saved));
        write();
        return saved;
    }

    private void write() {
        if (writing.compareAndSet(false, true)) {
            try {
                writer.execute(this::writeAll);
            } catch (RejectedExecutionException e) {
                fail(take(Integer.MAX_VALUE), e);
            }
        }
    }

    private void writeAll() {
        for (List<Pending> batch = take(BATCH); !batch.isEmpty(); batch = take(BATCH)) {
            batch.sort(Comparator.comparing(pending -> pending.lease.id())); // all writers lock in one order
            try {
                save(batch);
            } catch (RuntimeException e) {
                alone(batch, e);
            }
        }
        writing.set(false);
        if (!queue.isEmpty()) {
            write(); // one came after the last look
        }
    }

    // What the database does not take of one feed must not keep it from taking the others.
    private void alone(List<Pending> batch, RuntimeException failure) {
        boolean ofOne = batch.size() > 1 && failure.getCause() instanceof BatchUpdateException;
        if (!ofOne) {
            fail(batch, failure);
            return;
        }
        for (Pending pending : batch) {
            try {
                save(List.of(pending));
            } catch (RuntimeException e) {
                fail(List.of(pending), e);
            }
        }
    }

    private void save(List<Pending> batch) {
        int[] counts = QuarkusTransaction.requiringNew().call(() -> update(batch));
        for (int i = 0; i < counts.length; i++) {
            batch.get(i).saved.complete(counts[i] != 0);
        }
    }

    private int[] update(List<Pending> batch) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement settle = connection.prepareStatement(FeedRow.SETTLE)) {
            for (Pending pending : batch) {
                FeedRow.bind(settle, pending.lease, pending.state);
                settle.addBatch();
            }
            return settle.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("saving " + batch.size() + " feeds", e);
        }
    }

    private static void fail(List<Pending> batch, RuntimeException failure) {
        batch.forEach(pending -> pending.saved.completeExceptionally(failure));
    }

    private List<Pending> take(int most) {
        List<Pending> batch = new ArrayList<>();
        for (Pending pending = queue.poll(); pending != null; pending = batch.size() < most ? queue.poll() : null) {
            batch.add(pending);
        }
        return batch;
    }

    @PreDestroy
    void close() {
        writer.shutdown();
    }
}
