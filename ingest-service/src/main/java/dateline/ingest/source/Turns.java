package dateline.ingest.source;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The turns of a scheduled job. When the service stops, the turn under way ends before the transaction manager goes, and no other
 * begins.
 */
public final class Turns {

    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean ended;

    /**
     * Runs the job, unless a turn is under way or all have ended.
     *
     * @param job what a turn does
     */
    public void take(Runnable job) {
        if (!ended && running.tryLock()) {
            try {
                if (!ended) {
                    job.run();
                }
            } finally {
                running.unlock();
            }
        }
    }

    /**
     * Whether the turn under way should come to an end.
     *
     * @return true once the service stops
     */
    public boolean areEnded() {
        return ended;
    }

    /**
     * Lets no turn begin any more and waits for the one under way.
     *
     * @param patience how long to wait
     * @return false when it did not end in time
     * @throws InterruptedException when the thread is to stop
     */
    public boolean end(Duration patience) throws InterruptedException {
        ended = true;
        if (!running.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        running.unlock();
        return true;
    }
}
