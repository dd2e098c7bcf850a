package dateline.ingest.source;

import dateline.ingest.event.EventPublisher;
import dateline.ingest.event.FeedStatus;
import dateline.ingest.source.FeedChanges.Change;
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

    private final FeedChanges changes;
    private final EventPublisher events;
    private final Turns turns = new Turns();

    Announcer(FeedChanges changes, EventPublisher events) {
        this.changes = changes;
        this.events = events;
    }

    @Scheduled(
            every = "${dateline.sources.announce:1s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void announce() {
        turns.take(this::tell);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (!turns.end(PATIENCE)) {
            LOG.warnf("outcome=announcing-not-ended after=%s", PATIENCE);
        }
    }

    private void tell() {
        for (boolean more = true; more && !turns.areEnded(); ) { // what is left is told at the next start, or elsewhere
            more = QuarkusTransaction.requiringNew().call(this::tellSome);
        }
    }

    private boolean tellSome() {
        List<Change> untold = changes.untold(BATCH);
        if (untold.isEmpty()) {
            return false;
        }
        try {
            events.publishStatuses(untold.stream().map(Change::status).toList());
        } catch (RuntimeException e) {
            LOG.warnf("outcome=not-announced feeds=%d error=%s", untold.size(), e);
            return false; // the broker is away: all of them wait
        }
        changes.told(untold);
        for (Change change : untold) {
            FeedStatus status = change.status();
            LOG.infof("outcome=announced feed=%s status=%s reason=%s", status.feed(), status.status(), status.reason());
        }
        return untold.size() == BATCH;
    }
}
