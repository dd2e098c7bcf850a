package dateline.ingest.source;

import dateline.ingest.event.EventPublisher;
import dateline.ingest.event.FeedStatus;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Tells every change of a feed's state on {@code feeds.status}. What is told is what stands in the database, so that a state
 * is told at last however the service or the broker fail in between.
 */
@ApplicationScoped
class Announcer {

    private static final Logger LOG = Logger.getLogger(Announcer.class);
    private static final int BATCH = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SourceRepository sources;
    private final EventPublisher events;
    private final Turns turns = new Turns();

    Announcer(SourceRepository sources, EventPublisher events) {
        this.sources = sources;
        this.events = events;
    }

    @Scheduled(
            every = "${dateline.sources.announce:1s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void announce() {
        turns.take(() -> QuarkusTransaction.requiringNew().run(this::tell));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (!turns.end(PATIENCE)) {
            LOG.warnf("outcome=announcing-not-ended after=%s", PATIENCE);
        }
    }

    private void tell() {
        List<FeedStatus> untold =
                sources.unannounced(BATCH).stream().map(Source::announcement).toList();
        for (FeedStatus status : untold) {
            if (turns.areEnded()) {
                return; // told at the next start, or by another process
            }
            try {
                events.publish(status);
            } catch (RuntimeException e) {
                LOG.warnf("outcome=not-announced feed=%s status=%s error=%s", status.feed(), status.status(), e);
                return; // the broker is away: the others wait too
            }
            sources.announced(status);
            LOG.infof("outcome=announced feed=%s status=%s reason=%s", status.feed(), status.status(), status.reason());
        }
    }
}
