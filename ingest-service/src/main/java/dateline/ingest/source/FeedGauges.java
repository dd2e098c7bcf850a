package dateline.ingest.source;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How late polling is, and how many feeds are in each state. */
@Singleton
class FeedGauges {

    private final SourceRepository sources;
    private final InstantSource clock;
    private final Turns turns = new Turns();
    private final AtomicLong lagMillis;
    private final Map<SourceStatus, AtomicLong> feeds = new EnumMap<>(SourceStatus.class);

    FeedGauges(SourceRepository sources, InstantSource clock, MeterRegistry registry) {
        this.sources = sources;
        this.clock = clock;
        lagMillis = new AtomicLong();
        registry.gauge("dateline.feeds.due.lag.seconds", lagMillis, lag -> lag.get() / 1000.0);
        for (SourceStatus status : SourceStatus.values()) {
            AtomicLong count = new AtomicLong();
            registry.gauge("dateline.feeds", List.of(Tag.of("status", status.code())), count);
            feeds.put(status, count);
        }
    }

    @Scheduled(every = "15s", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void measure() {
        turns.take(() -> QuarkusTransaction.requiringNew().run(this::count));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        turns.end(Duration.ofSeconds(5));
    }

    private void count() {
        Instant now = clock.instant();
        Instant due = sources.longestDue();
        lagMillis.set(
                due == null || due.isAfter(now) ? 0 : Duration.between(due, now).toMillis());
        Map<String, Long> counts = sources.countByStatus();
        feeds.forEach((status, count) -> count.set(counts.getOrDefault(status.code(), 0L)));
    }
}
