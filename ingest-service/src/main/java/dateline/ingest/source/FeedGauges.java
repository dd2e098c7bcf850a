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

/**
 * What an operator would be called for: how late polling is, how many feeds are in each state, and how silent the most silent is.
 *
 * <ul>
 *   <li>{@code dateline.feeds.due.lag.seconds}: for how long the feed that waits longest has been due. Above some minutes, polling
 *       does not keep up or has stopped.
 *   <li>{@code dateline.feeds}, tag {@code status}: feeds in each state. Feeds that are {@code silent} work and bring nothing
 *       new, against their own rhythm (see {@code dateline.poll.silent-gaps} and {@code dateline.poll.silent-after}).
 *   <li>{@code dateline.feeds.silence.gaps.max}: how many of its usual gaps between entries the most silent of the silent feeds
 *       has been silent; 0 when none is. A count that grows tells of many sites, a number that grows alone tells of one.
 * </ul>
 */
@Singleton
class FeedGauges {

    private final SourceRepository sources;
    private final InstantSource clock;
    private final Turns turns = new Turns();
    private final AtomicLong lagMillis;
    private final AtomicLong silenceHundredths = new AtomicLong();
    private final Map<SourceStatus, AtomicLong> feeds = new EnumMap<>(SourceStatus.class);

    FeedGauges(SourceRepository sources, InstantSource clock, MeterRegistry registry) {
        this.sources = sources;
        this.clock = clock;
        lagMillis = new AtomicLong();
        registry.gauge("dateline.feeds.due.lag.seconds", lagMillis, lag -> lag.get() / 1000.0);
        registry.gauge("dateline.feeds.silence.gaps.max", silenceHundredths, gaps -> gaps.get() / 100.0);
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
        silenceHundredths.set(Math.round(100 * sources.longestSilence(now)));
        feeds.forEach((status, count) -> count.set(counts.getOrDefault(status.code(), 0L)));
    }
}
