package dateline.deploy.road;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server on the loopback whose documents a test may change. */
final class FeedServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, byte[]> bodies = new ConcurrentHashMap<>();
    private final Map<String, String> types = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();

    FeedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            requests.computeIfAbsent(path, key -> new AtomicInteger()).incrementAndGet();
            byte[] document = bodies.get(path);
            if (document == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.getResponseHeaders().set("Content-Type", types.get(path));
                exchange.sendResponseHeaders(200, document.length);
                try (OutputStream body = exchange.getResponseBody()) {
                    body.write(document);
                }
            }
            exchange.close();
        });
        server.start();
    }

    /** Serves a document from now on. */
    URI serve(String path, String type, byte[] body) {
        types.put(path, type);
        bodies.put(path, body);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    URI serve(String path, String type, String body) {
        return serve(path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** How often a path was asked for. */
    int requests(String path) {
        return requests.getOrDefault(path, new AtomicInteger()).get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
