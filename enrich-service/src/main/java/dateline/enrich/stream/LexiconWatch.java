package dateline.enrich.stream;

import dateline.enrich.entity.EntityTagger;
import dateline.enrich.entity.KnownEntity;
import dateline.enrich.entity.LexiconFile;
import dateline.enrich.entity.LexiconReading;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Takes the operator's lexicon at start and whenever its file changes. With a broken file the service does not start; later it keeps the old one. */
@Startup
@Singleton
class LexiconWatch {

    private static final Logger LOG = Logger.getLogger(LexiconWatch.class);

    /** What tells one state of the file from another. */
    private record State(FileTime modified, long size) {}

    private static final State MISSING = new State(FileTime.fromMillis(0), -1);

    private final Path file;
    private final Duration refresh;
    private final EntityTagger tagger;
    private State seen;
    private volatile String fault;
    private ScheduledExecutorService watch;
    private ScheduledFuture<?> looking;

    @Inject
    LexiconWatch(EntitiesConfig config, EntityTagger tagger) {
        this(config.lexicon().orElse(null), config.lexiconRefresh(), tagger);
    }

    LexiconWatch(Path file, Duration refresh, EntityTagger tagger) {
        this.file = file;
        this.refresh = refresh;
        this.tagger = tagger;
    }

    /**
     * Takes the file and begins to watch it.
     *
     * @throws IllegalStateException when it is broken or missing; the message names the line
     */
    @PostConstruct
    void start() {
        if (file == null) {
            return;
        }
        take();
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
        watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "lexicon");
            thread.setDaemon(true);
            return thread;
        });
        looking =
                watch.scheduleWithFixedDelay(this::look, refresh.toMillis(), refresh.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What was wrong with the file when it last changed, or null. */
    String fault() {
        return fault;
    }

    private void look() {
        if (take() && fault != null) {
            LOG.errorf("lexicon=\"%s\" outcome=kept-the-old-one reason=\"%s\"", file, fault);
        }
    }

    // Takes the file where it changed since it was looked at last, and says whether it did.
    private boolean take() {
        State now = MISSING;
        try {
            now = new State(Files.getLastModifiedTime(file), Files.size(file));
            if (now.equals(seen)) {
                return false;
            }
            LexiconReading reading = LexiconFile.read(Files.readString(file));
            if (reading instanceof LexiconReading.Broken broken) {
                fault = file + ", line " + broken.line() + ": " + broken.reason();
            } else {
                List<KnownEntity> entities = ((LexiconReading.Read) reading).entities();
                tagger.know(entities);
                fault = null;
                LOG.infof("lexicon=\"%s\" outcome=taken entities=%d", file, entities.size());
            }
        } catch (IOException e) {
            if (now.equals(seen)) {
                return false;
            }
            fault = file + ": " + e;
        }
        seen = now;
        return true;
    }

    @PreDestroy
    void stop() {
        if (watch != null) {
            looking.cancel(false);
            watch.shutdownNow();
        }
    }
}
