package dateline.ingest.poll;

import dateline.ingest.source.Lease;
import dateline.ingest.source.Leases;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Leases feeds that are due and polls them, a bounded number at a time. One thread leases; it outlives every failure but its
 * own interruption, because a poller that stops in silence is the worst fault of all.
 */
@Singleton
final class Poller {

    private static final Logger LOG = Logger.getLogger(Poller.class);

    private final String owner = UUID.randomUUID().toString();
    private final Poll poll;
    private final Leases leases;
    private final PollMetrics metrics;
    private final PollConfig config;
    private final InstantSource clock;
    private final Semaphore free;
    private final ExecutorService workers;
    private final Thread leasing;

    Poller(Poll poll, Leases leases, PollMetrics metrics, PollConfig config, InstantSource clock) {
        this.poll = poll;
        this.leases = leases;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
        free = new Semaphore(config.workers());
        AtomicInteger count = new AtomicInteger();
        workers = Executors.newFixedThreadPool(
                config.workers(), task -> new Thread(task, "poll-" + count.incrementAndGet()));
        leasing = new Thread(this::run, "poll-leasing");
    }

    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 1000) StartupEvent event) {
        if (config.enabled()) {
            leasing.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        LOG.infof("outcome=draining polls=%d", config.workers() - free.availablePermits());
        leasing.interrupt();
        leasing.join();
        workers.shutdown();
        if (!workers.awaitTermination(config.drain().toMillis(), TimeUnit.MILLISECONDS)) {
            workers.shutdownNow(); // the interrupted polls give their leases back
            workers.awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    private void run() {
        try {
            while (true) {
                boolean any = false;
                try {
                    any = leaseSome();
                } catch (RuntimeException e) {
                    LOG.errorf("outcome=no-lease error=%s", e);
                }
                if (!any) {
                    TimeUnit.MILLISECONDS.sleep(config.idle().toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stop() wants it
        }
    }

    // Waits for a free worker, then leases for all that are free.
    private boolean leaseSome() throws InterruptedException {
        free.acquire();
        int places = 1 + free.drainPermits();
        int used = 0;
        try {
            Instant now = clock.instant();
            Instant until = now.plus(config.lease());
            for (Lease lease : leases.take(owner, now, until, places, config.perHost(), config.spacing())) {
                workers.execute(() -> work(lease));
                used++;
            }
            return used > 0;
        } finally {
            free.release(places - used);
        }
    }

    private void work(Lease lease) {
        long start = System.nanoTime();
        String outcome = "error";
        try {
            Poll.Report report = poll.poll(lease);
            outcome = report.saved() ? report.outcome() : "lease-lost";
            LOG.infof(
                    "outcome=%s feed=%s entries=%d refused=%d published=%d next=%s why=%s",
                    outcome,
                    lease.id(),
                    report.entries(),
                    report.refused(),
                    report.published(),
                    report.next().at(),
                    report.next().reason());
        } catch (InterruptedException e) {
            outcome = "interrupted";
            giveBack(lease, Duration.ZERO);
        } catch (RuntimeException e) {
            LOG.errorf(e, "outcome=error feed=%s url=%s", lease.id(), lease.url());
            giveBack(lease, config.retry());
        } finally {
            metrics.polled(outcome, Duration.ofNanos(System.nanoTime() - start));
            free.release();
        }
    }

    private void giveBack(Lease lease, Duration wait) {
        try {
            leases.giveBack(lease, clock.instant().plus(wait));
        } catch (RuntimeException e) {
            LOG.errorf("outcome=lease-kept feed=%s until=%s error=%s", lease.id(), lease.until(), e);
        }
    }
}
