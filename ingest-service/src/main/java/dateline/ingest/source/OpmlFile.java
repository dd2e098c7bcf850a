package dateline.ingest.source;

import dateline.ingest.source.Opml.Outline;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.Logger;

/** A mounted OPML file as declarative configuration. */
@Singleton
class OpmlFile {

    private static final Logger LOG = Logger.getLogger(OpmlFile.class);

    private static final int BATCH = 200;
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final OpmlImport opml;
    private final SourcesConfig config;
    private final Turns turns = new Turns();
    private byte[] seen;

    OpmlFile(OpmlImport opml, SourcesConfig config) {
        this.opml = opml;
        this.config = config;
    }

    // The content is compared, not the time of the file: a mounted ConfigMap is swapped by its link.
    @Scheduled(
            every = "${dateline.sources.opml-check:10s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void check() {
        turns.take(() -> config.opml().ifPresent(this::read));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (!turns.end(STOPPING)) {
            LOG.warnf("outcome=opml-not-ended after=%s", STOPPING);
        }
    }

    private void read(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            if (Arrays.equals(content, seen)) {
                return;
            }
            add(file, Opml.read(content));
            if (!turns.areEnded()) { // else the rest is added at the next start
                seen = content;
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.errorf("outcome=opml-unreadable file=%s error=%s", file, e);
        }
    }

    private void add(Path file, List<Outline> outlines) {
        int added = 0;
        int known = 0;
        int refused = 0;
        for (int from = 0; from < outlines.size() && !turns.areEnded(); from += BATCH) {
            OpmlImport.Report report = opml.add(outlines.subList(from, Math.min(from + BATCH, outlines.size())));
            added += report.added();
            known += report.known();
            refused += report.refused();
            report.refusals()
                    .forEach(refusal -> LOG.warnf(
                            "outcome=opml-refused line=%d url=%s reason=%s",
                            refusal.line(), refusal.url(), refusal.reason()));
        }
        LOG.infof("outcome=opml-read file=%s added=%d known=%d refused=%d", file, added, known, refused);
    }
}
