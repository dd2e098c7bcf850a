package dateline.ingest.stand;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on the loopback that answers as a test tells it, and remembers what it was asked. */
public final class ScriptedWeb implements AutoCloseable {

    private final String host;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /**
     * One request.
     *
     * @param path path and query
     * @param method the HTTP method
     * @param headers its header fields
     */
    public record Request(String method, String path, Headers headers) {

        /** The first value of a header field, or null. */
        public String header(String name) {
            return headers.getFirst(name);
        }
    }

    /** How a path answers. */
    @FunctionalInterface
    public interface Answer {

        /** Answers a request, status, header and body. */
        void to(HttpExchange exchange) throws IOException;

        /** An answer of a status and header fields, given as name, value, name, value. */
        static Answer of(int status, byte[] body, String... headers) {
            return exchange -> {
                for (int i = 0; i < headers.length; i += 2) {
                    exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
                }
                boolean bodiless = status == 304 || status == 204 || body.length == 0;
                exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
                if (!bodiless) {
                    exchange.getResponseBody().write(body);
                }
            };
        }

        /** An answer of a status, a text and header fields. */
        static Answer of(int status, String body, String... headers) {
            return of(status, body.getBytes(UTF_8), headers);
        }

        /** A feed with an entity tag of its content, answered 304 to who has it. */
        static Answer feed(String body) {
            String etag = "\"" + Integer.toHexString(body.hashCode()) + "\"";
            return exchange -> {
                if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                    of(304, "", "ETag", etag).to(exchange);
                } else {
                    of(200, body, "ETag", etag, "Content-Type", "application/xml")
                            .to(exchange);
                }
            };
        }
    }

    /** Starts the server on a free port, its URLs with the loopback's address. */
    public ScriptedWeb() {
        this("127.0.0.1");
    }

    /** Starts the server on a free port, its URLs with the given name of the loopback. */
    public ScriptedWeb(String host) {
        this.host = host;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        requests.add(new Request(exchange.getRequestMethod(), path, exchange.getRequestHeaders()));
        Answer answer = answers.get(path);
        try (exchange) {
            (answer == null ? Answer.of(404, "nothing here") : answer).to(exchange);
        }
    }

    /** Makes a path answer from now on. */
    public ScriptedWeb on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    /** The absolute URL of a path. */
    public URI url(String path) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
    }

    /** The requests to a path so far. */
    public List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    /** The last request to a path. */
    public Request last(String path) {
        List<Request> all = requests(path);
        return all.get(all.size() - 1);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
