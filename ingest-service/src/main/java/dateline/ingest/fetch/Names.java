package dateline.ingest.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks for the addresses of names, on threads of its own: the platform's resolver may hang far longer than a fetch may take, and
 * cannot be interrupted.
 */
final class Names {

    private static final int MAX_THREADS = 64;

    private final Lookup lookup;
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, MAX_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "names");
                thread.setDaemon(true);
                return thread;
            });

    /** Who knows the addresses. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    Names(Lookup lookup) {
        this.lookup = lookup;
    }

    /**
     * Asks once.
     *
     * @throws UnknownHostException when nobody knows the name
     * @throws TimeoutException when the limit is over, or too many questions are open already
     */
    List<InetAddress> of(String host, Duration limit)
            throws UnknownHostException, TimeoutException, InterruptedException {
        try {
            Future<InetAddress[]> answer = threads.submit(() -> lookup.addresses(host));
            return List.of(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            throw new TimeoutException("too many names are being asked for");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException("asking for the name " + host, e.getCause());
        }
    }

    void close() {
        threads.shutdownNow();
    }
}
