package dateline.ingest.source;

import dateline.ingest.source.ImportTables.Running;
import dateline.ingest.source.Opml.Outline;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Works through long lists of feeds, a batch in a transaction. How far a list is stands in the database, so that a restart or
 * another process goes on where the last batch ended.
 */
@Singleton
class Imports {

    private static final Logger LOG = Logger.getLogger(Imports.class);
    private static final int BATCH = 200;
    private static final int SHOWN_REFUSALS = 1000;
    // A database that is away is waited for; what fails so often while it is there fails by itself.
    private static final int PATIENCE = 20;
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final ImportTables tables;
    private final OpmlImport opml;
    private final InstantSource clock;
    private final Turns turns = new Turns();
    private Parsed last;

    Imports(ImportTables tables, OpmlImport opml, InstantSource clock) {
        this.tables = tables;
        this.opml = opml;
        this.clock = clock;
    }

    private record Parsed(UUID id, List<Outline> outlines) {}

    /**
     * Takes a list in; its feeds are added one batch after another from then on.
     *
     * @throws IllegalArgumentException with a sentence for a person when it is no OPML
     */
    ImportView begin(byte[] document) {
        int total = Opml.read(document).size();
        return QuarkusTransaction.requiringNew().call(() -> {
            UUID id = tables.add(document, total, clock.instant());
            LOG.infof("outcome=import-begun import=%s feeds=%d", id, total);
            return tables.view(id, SHOWN_REFUSALS).orElseThrow();
        });
    }

    /** How far an import is. */
    Optional<ImportView> view(UUID id) {
        return QuarkusTransaction.requiringNew().call(() -> tables.view(id, SHOWN_REFUSALS));
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void work() {
        turns.take(() -> {
            boolean more = true;
            while (more && !turns.areEnded()) { // what is left is done at the next start, or elsewhere
                more = advance();
            }
        });
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (!turns.end(STOPPING)) {
            LOG.warnf("outcome=import-not-ended after=%s", STOPPING);
        }
    }

    private boolean advance() {
        UUID[] working = new UUID[1];
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                Optional<Running> next = tables.next();
                next.ifPresent(running -> {
                    working[0] = running.id();
                    advance(running);
                });
                return next.isPresent();
            });
        } catch (RuntimeException e) {
            LOG.errorf(e, "outcome=import-failed import=%s", working[0]);
            if (working[0] != null) {
                QuarkusTransaction.requiringNew()
                        .run(() -> tables.fail(
                                working[0],
                                PATIENCE,
                                "Feeds of the list could not be saved; the service's log says why.",
                                clock.instant()));
            }
            return false;
        }
    }

    private void advance(Running running) {
        if (last == null || !last.id.equals(running.id())) {
            last = new Parsed(running.id(), Opml.read(tables.document(running.id())));
        }
        List<Outline> outlines = last.outlines;
        int end = Math.min(running.done() + BATCH, outlines.size());
        OpmlImport.Report report = opml.add(outlines.subList(running.done(), end));
        tables.advance(running, end - running.done(), report, clock.instant());
        if (end == outlines.size()) {
            last = null;
            LOG.infof("outcome=import-done import=%s feeds=%d", running.id(), end);
        }
    }
}
