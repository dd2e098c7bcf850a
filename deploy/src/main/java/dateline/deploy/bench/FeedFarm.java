package dateline.deploy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A web server on the loopback with very many feeds on many virtual hosts; it notes every request. */
final class FeedFarm implements AutoCloseable {

    private static final int ITEMS = 20;
    private static final int BACKLOG = 4096;
    private static final int THREADS = 8;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final ConcurrentLinkedQueue<Request> log = new ConcurrentLinkedQueue<>();
    private final AtomicIntegerArray asked;
    private final AtomicIntegerArray version;
    private final int hosts;
    private volatile int changing;

    /**
     * A request.
     *
     * @param feed the feed's number
     * @param start when it came, in nanoseconds
     * @param end when it was answered
     * @param status the status of the answer
     */
    record Request(int feed, long start, long end, int status) {}

    FeedFarm(int feeds, int hosts) throws IOException {
        // The JDK's server keeps 200 idle connections, and delays small answers, unless told otherwise.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "20000");
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.hosts = hosts;
        asked = new AtomicIntegerArray(feeds);
        version = new AtomicIntegerArray(feeds);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** From now on one in so many polls of a feed finds it changed; 0 for none. */
    void change(int oneIn) {
        changing = oneIn;
    }

    static String host(int number) {
        return "press-" + number + ".example";
    }

    String url(int feed) {
        return "http://" + host(feed % hosts) + ":" + server.getAddress().getPort() + "/" + feed;
    }

    int port() {
        return server.getAddress().getPort();
    }

    static String etag(int version) {
        return "\"v" + version + "\"";
    }

    /** The requests since the last time, in the order in which they came. */
    List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        for (Request request = log.poll(); request != null; request = log.poll()) {
            requests.add(request);
        }
        requests.sort((a, b) -> Long.compare(a.start, b.start));
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        int feed = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
        int count = asked.incrementAndGet(feed);
        // Each feed changes at its own turn, so that the share is the same at any moment.
        boolean changes = changing > 0 && (count + feed) % changing == 0;
        int now = changes ? version.incrementAndGet(feed) : version.get(feed);
        String given = exchange.getRequestHeaders().getFirst("If-None-Match");
        boolean same = etag(now).equals(given);
        try (exchange) {
            exchange.getResponseHeaders().set("ETag", etag(now));
            if (same) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                byte[] body = document(feed, now).getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
        log.add(new Request(feed, start, System.nanoTime(), same ? 304 : 200));
    }

    private static String document(int feed, int version) {
        return IntStream.range(0, ITEMS)
                .map(item -> version + ITEMS - item)
                .mapToObj(item ->
                        "<item><guid isPermaLink=\"false\">" + feed + "-" + item + "</guid><title>Notice " + item
                                + " of office " + feed + "</title><description>"
                                + "The harbour office has published a notice about works at the quay. ".repeat(4)
                                + "</description></item>")
                .collect(Collectors.joining(
                        "",
                        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Office " + feed
                                + "</title><link>https://office.example/</link><description>Notices</description>",
                        "</channel></rss>"));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
