package dateline.ingest.push;

import jakarta.inject.Singleton;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * Deliveries that are accepted and not yet read. They are kept in memory only: what is lost with the process, the next poll of
 * the feed brings.
 */
@Singleton
public final class Deliveries {

    private final BlockingQueue<Delivery> queue = new LinkedBlockingQueue<>();
    private final Semaphore octets;

    Deliveries(PushConfig config) {
        octets = new Semaphore(config.waitingBytes());
    }

    /** Takes a delivery in; false when too many wait. */
    boolean accept(Delivery delivery) {
        if (!octets.tryAcquire(delivery.octets().length)) {
            return false;
        }
        queue.add(delivery);
        return true;
    }

    /**
     * The next delivery.
     *
     * @return the one that has waited longest
     * @throws InterruptedException when the thread is to stop
     */
    public Delivery next() throws InterruptedException {
        return queue.take();
    }

    /**
     * Makes room: a delivery has been dealt with.
     *
     * @param delivery the delivery
     */
    public void done(Delivery delivery) {
        octets.release(delivery.octets().length);
    }
}
