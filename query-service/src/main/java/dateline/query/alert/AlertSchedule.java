package dateline.query.alert;

import dateline.query.alert.Deliveries.Due;
import dateline.query.change.Repeated;
import dateline.query.search.StandingSearches;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** When what is done for alerts: matching, making deliveries, sending them, forgetting. */
@Startup
@ApplicationScoped
class AlertSchedule {

    private static final Logger LOG = Logger.getLogger(AlertSchedule.class);
    private static final Duration EMBARGOES = Duration.ofSeconds(5);
    private static final Duration FORGETTING = Duration.ofHours(1);

    private final AlertMatcher matcher;
    private final AlertTables tables;
    private final Deliveries deliveries;
    private final Courier courier;
    private final StandingSearches searches;
    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final ExecutorService senders;
    private final Semaphore idle;
    private final List<ScheduledFuture<?>> schedule;

    AlertSchedule(
            AlertMatcher matcher,
            AlertTables tables,
            Deliveries deliveries,
            Courier courier,
            StandingSearches searches,
            AlertConfig config,
            InstantSource clock) {
        this.matcher = matcher;
        this.tables = tables;
        this.deliveries = deliveries;
        this.courier = courier;
        this.searches = searches;
        this.clock = clock;
        this.idle = new Semaphore(config.senders());
        this.timer = Executors.newSingleThreadScheduledExecutor(Repeated.daemons("alert-timer"));
        this.senders = Executors.newFixedThreadPool(config.senders(), Repeated.daemons("alert-sender"));
        this.schedule = List.of(
                every(config.poll(), "match", this::match),
                every(EMBARGOES, "embargoes", this::liftEmbargoes),
                every(config.refresh(), "refresh", matcher::refresh),
                every(FORGETTING, "forget", () -> tables.forget(clock.instant().minus(config.history()))));
    }

    void stop(@Observes ShutdownEvent event) {
        schedule.forEach(task -> task.cancel(false));
        timer.shutdownNow();
        senders.shutdownNow();
    }

    private void match() {
        if (tables.version().count() > 0) {
            matcher.run();
            tables.deliver(clock.instant());
        }
        send();
    }

    private void liftEmbargoes() {
        if (tables.version().count() > 0) {
            searches.liftEmbargoes();
        }
    }

    // As many are taken as can be sent at once: what is taken and waits could be taken by another replica.
    private void send() {
        int free = idle.drainPermits();
        List<Due> due = List.of();
        try {
            due = free == 0 ? List.of() : deliveries.claim(free, clock.instant());
        } finally {
            idle.release(free - due.size());
        }
        for (Due delivery : due) {
            senders.execute(Repeated.guarded(LOG, "alerts", "send", () -> {
                try {
                    courier.carry(delivery);
                } finally {
                    idle.release();
                }
            }));
        }
    }

    private ScheduledFuture<?> every(Duration pause, String what, Runnable work) {
        return timer.scheduleWithFixedDelay(
                Repeated.guarded(LOG, "alerts", what, work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
}
