package dateline.enrich.stream;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that annotate: as many as configured, and no more. */
@Singleton
class Workers {

    private final ExecutorService pool;

    Workers(StreamConfig config) {
        int size =
                config.workers() > 0 ? config.workers() : Runtime.getRuntime().availableProcessors();
        AtomicInteger number = new AtomicInteger();
        pool = Executors.newFixedThreadPool(size, work -> {
            Thread thread = new Thread(work, "enrich-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    ExecutorService pool() {
        return pool;
    }

    @PreDestroy
    void stop() {
        pool.shutdown();
    }
}
