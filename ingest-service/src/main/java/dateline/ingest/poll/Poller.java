package dateline.ingest.poll;

import dateline.ingest.push.Deliveries;
import dateline.ingest.push.Delivery;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Leases feeds that are due and polls them, a bounded number at a time. One thread leases; it outlives every failure but its
 * own interruption, because a poller that stops in silence is the worst fault of all.
 */
@Singleton
final class Poller {

    private static final Logger LOG = Logger.getLogger(Poller.class);

    // Leasing a few feeds costs hardly less than leasing many, so one waits a little for more to end.
    private static final Duration GATHERING = Duration.ofMillis(20);
    private static final int GATHERED_PART = 8;
    private static final Duration BREATH = Duration.ofMillis(50);
    // One thread cut off from the database is an accident; so many polls in a row that cannot be saved are not.
    private static final int TROUBLE = 3;
    private static final int LONGEST_TROUBLE = 6;
    private static final Duration DELIVERY_WAIT = Duration.ofMillis(500);
    private static final int DELIVERY_ATTEMPTS = 240;

    private final String owner = UUID.randomUUID().toString();
    private final Poll poll;
    private final Leases leases;
    private final Deliveries deliveries;
    private final PollMetrics metrics;
    private final PollConfig config;
    private final InstantSource clock;
    private final Semaphore free;
    private final Set<Lease> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicInteger troubles = new AtomicInteger();
    // Whether this process may hold leases that nobody works under.
    private final AtomicBoolean strays = new AtomicBoolean();
    // Held while a lease is being taken for a delivery: until it is under way it looks like a stray.
    private final Lock taking = new ReentrantLock();
    private final ExecutorService hands;
    private final Thread leasing;
    private final Thread receiving;
    private volatile Instant lastTurn;

    Poller(
            Poll poll,
            Leases leases,
            Deliveries deliveries,
            PollMetrics metrics,
            PollConfig config,
            InstantSource clock) {
        this.poll = poll;
        this.leases = leases;
        this.deliveries = deliveries;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
        free = new Semaphore(config.atOnce());
        AtomicInteger count = new AtomicInteger();
        hands = Executors.newFixedThreadPool(
                config.threads(), task -> new Thread(task, "poll-" + count.incrementAndGet()));
        leasing = new Thread(this::run, "poll-leasing");
        receiving = new Thread(this::receive, "poll-receiving");
        lastTurn = clock.instant();
        metrics.running(underWay);
    }

    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 1000) StartupEvent event) {
        if (config.enabled()) {
            leasing.start();
            receiving.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        LOG.infof("outcome=draining polls=%d", underWay.size());
        for (Thread thread : List.of(leasing, receiving)) {
            thread.interrupt();
            thread.join();
        }
        if (!free.tryAcquire(config.atOnce(), config.drain().toMillis(), TimeUnit.MILLISECONDS)) {
            for (Lease lease : underWay) {
                giveBack(lease, Duration.ZERO);
            }
        }
        hands.shutdown();
        if (!hands.awaitTermination(2, TimeUnit.SECONDS)) {
            hands.shutdownNow();
        }
    }

    /** When the leasing thread last came round; long ago only when it hangs. */
    Instant lastTurn() {
        return config.enabled() ? lastTurn : clock.instant();
    }

    private void run() {
        try {
            while (true) {
                Duration rest = config.idle();
                try {
                    lastTurn = clock.instant();
                    giveBackStrays();
                    rest = leaseSome();
                } catch (RuntimeException e) {
                    troubles.incrementAndGet();
                    strays.set(true); // a lease may have been given in the very moment that the connection broke
                    LOG.errorf("outcome=no-lease error=%s", e);
                }
                int trouble = troubles.get();
                if (trouble >= TROUBLE) {
                    // Broker or database are away: asking servers for what cannot be kept would be of no use to
                    // anybody.
                    long turns = Math.min(1L << Math.min(trouble - TROUBLE, 10), LONGEST_TROUBLE);
                    TimeUnit.MILLISECONDS.sleep(turns * config.retry().toMillis());
                } else {
                    TimeUnit.MILLISECONDS.sleep(rest.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stop() wants it
        }
    }

    // Waits for free places, then leases for all that are free. Returns how long to rest then: not at all when the
    // places
    // were too few, and not long when something was due, for others of its host follow.
    private Duration leaseSome() throws InterruptedException {
        int places = Math.max(1, config.atOnce() / GATHERED_PART);
        if (!free.tryAcquire(places, GATHERING.toMillis(), TimeUnit.MILLISECONDS)) {
            free.acquire();
            places = 1;
        }
        places += free.drainPermits();
        int used = 0;
        try {
            for (Lease lease : leases.take(owner, clock, config.lease(), places, config.perHost(), config.spacing())) {
                used++;
                underWay.add(lease);
                work(lease, () -> poll.poll(lease, hands));
            }
            return used == places
                    ? Duration.ZERO
                    : used == 0 || config.idle().compareTo(BREATH) < 0 ? config.idle() : BREATH;
        } finally {
            free.release(places - used);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // ended() has it
    private void work(Lease lease, Supplier<CompletableFuture<Poll.Report>> job) {
        long start = System.nanoTime();
        CompletableFuture<Poll.Report> report;
        try {
            report = job.get();
        } catch (RuntimeException e) {
            report = CompletableFuture.failedFuture(e);
        }
        // A place is never lost, whatever goes wrong: the lease ends then in any case.
        report.orTimeout(config.lease().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> ended(lease, start, done, failure));
    }

    // A delivery is read when nobody polls its feed, and dropped when that takes too long: then the next poll brings
    // it.
    private void receive() {
        try {
            while (true) {
                Delivery delivery = deliveries.next();
                deliver(delivery, 0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stop() wants it
        }
    }

    private void deliver(Delivery delivery, int attempts) {
        try {
            hands.execute(() -> tryToDeliver(delivery, attempts));
        } catch (RejectedExecutionException e) {
            deliveries.done(delivery); // the service stops
        }
    }

    private void tryToDeliver(Delivery delivery, int attempts) {
        boolean place = free.tryAcquire();
        Optional<Lease> lease = place ? takeFor(delivery) : Optional.empty();
        if (lease.isPresent()) {
            Lease taken = lease.get();
            work(taken, () -> poll.deliver(taken, delivery));
            deliveries.done(delivery);
            return;
        }
        if (place) {
            free.release();
        }
        if (attempts < DELIVERY_ATTEMPTS) {
            CompletableFuture.delayedExecutor(DELIVERY_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> deliver(delivery, attempts + 1));
        } else {
            deliveries.done(delivery);
            LOG.warnf("outcome=push-dropped feed=%s", delivery.feed());
        }
    }

    private Optional<Lease> takeFor(Delivery delivery) {
        taking.lock();
        try {
            Instant now = clock.instant();
            Optional<Lease> lease = leases.takeOne(delivery.feed(), owner, now, now.plus(config.lease()));
            lease.ifPresent(underWay::add);
            return lease;
        } catch (RuntimeException e) {
            strays.set(true);
            LOG.errorf("outcome=no-lease feed=%s error=%s", delivery.feed(), e);
            return Optional.empty();
        } finally {
            taking.unlock();
        }
    }

    private void ended(Lease lease, long start, Poll.Report report, Throwable failure) {
        String outcome = failure != null ? "error" : report.saved() ? report.outcome() : "lease-lost";
        try {
            if (failure == null) {
                troubles.set(0);
                LOG.infof(
                        "outcome=%s feed=%s entries=%d refused=%d published=%d next=%s why=%s",
                        outcome,
                        lease.id(),
                        report.entries(),
                        report.refused(),
                        report.published(),
                        report.next().at(),
                        report.next().reason());
            } else {
                troubles.incrementAndGet();
                LOG.errorf(failure, "outcome=error feed=%s url=%s", lease.id(), lease.url());
                hands.execute(() -> giveBack(lease, config.retry()));
            }
            metrics.polled(outcome, Duration.ofNanos(System.nanoTime() - start));
        } catch (RejectedExecutionException e) {
            LOG.infof("outcome=lease-kept feed=%s until=%s", lease.id(), lease.until()); // the service stops
        } finally {
            underWay.remove(lease);
            free.release();
        }
    }

    // What could not be given back because the database was away is given back when it is there again; else the feeds
    // would wait until their leases end by themselves.
    private void giveBackStrays() {
        if (!strays.get()) {
            return;
        }
        taking.lock();
        try {
            strays.set(false);
            Set<String> feeds = underWay.stream().map(Lease::id).collect(Collectors.toSet());
            int given = leases.giveBackAllBut(owner, feeds, clock.instant().plus(config.retry()));
            LOG.infof("outcome=leases-given-back feeds=%d", given);
        } catch (RuntimeException e) {
            strays.set(true);
            throw e;
        } finally {
            taking.unlock();
        }
    }

    private void giveBack(Lease lease, Duration wait) {
        try {
            leases.giveBack(lease, clock.instant().plus(wait));
        } catch (RuntimeException e) {
            strays.set(true);
            LOG.errorf("outcome=lease-kept feed=%s until=%s error=%s", lease.id(), lease.until(), e);
        }
    }
}
