package dateline.ingest.source;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jboss.logging.Logger;

/** A mounted OPML file as declarative configuration. */
@Singleton
class OpmlFile {

    private static final Logger LOG = Logger.getLogger(OpmlFile.class);

    private final OpmlImport opml;
    private final SourcesConfig config;
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
        config.opml().ifPresent(this::read);
    }

    private void read(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            if (Arrays.equals(content, seen)) {
                return;
            }
            OpmlImport.Report report = opml.add(Opml.read(content));
            seen = content;
            LOG.infof(
                    "outcome=opml-read file=%s added=%d known=%d refused=%d",
                    file, report.added(), report.known(), report.refused());
            report.refusals()
                    .forEach(refusal ->
                            LOG.warnf("outcome=opml-refused url=%s reason=%s", refusal.url(), refusal.reason()));
        } catch (IOException | IllegalArgumentException e) {
            LOG.errorf("outcome=opml-unreadable file=%s error=%s", file, e);
        }
    }
}
