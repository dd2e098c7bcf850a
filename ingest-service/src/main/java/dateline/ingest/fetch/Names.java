package dateline.ingest.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
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
     * @return the addresses; failed with {@link UnknownHostException} when nobody knows the name, and with
     *     {@link TimeoutException} when the limit is over or too many questions are open already
     */
    CompletableFuture<List<InetAddress>> of(String host, Duration limit) {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    answer.complete(List.of(lookup.addresses(host)));
                } catch (UnknownHostException | RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new TimeoutException("too many names are being asked for"));
        }
        return answer.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    void close() {
        threads.shutdownNow();
    }
}
