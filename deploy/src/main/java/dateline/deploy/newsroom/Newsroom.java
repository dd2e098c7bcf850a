package dateline.deploy.newsroom;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the sample newsroom on 127.0.0.1: the feeds, the article pages behind them and an OPML file of all feeds. While it
 * runs, new releases appear and old ones change, as {@link Programme} says.
 *
 * <p>Feeds and pages answer conditional requests and gzip themselves when asked. Identifiers of releases do not depend on
 * the port; links do, so whoever restarts the newsroom keeps its port.
 */
public final class Newsroom implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Newsroom.class);
    private static final int WORKERS = 4;

    private final Catalogue catalogue;
    private final StateFile stateFile;
    private final InstantSource clock;
    private final HttpServer server;
    private final ExecutorService workers;
    private final URI base;
    private LiveState state;

    /**
     * A feed to subscribe to.
     *
     * @param name of its newsroom
     * @param url of the feed
     */
    public record Feed(String name, URI url) {}

    private Newsroom(
            Catalogue catalogue, StateFile stateFile, LiveState state, InstantSource clock, HttpServer server) {
        this.catalogue = catalogue;
        this.stateFile = stateFile;
        this.state = state;
        this.clock = clock;
        this.server = server;
        this.workers = Executors.newFixedThreadPool(WORKERS, work -> {
            Thread thread = new Thread(work, "newsroom");
            thread.setDaemon(true);
            return thread;
        });
        this.base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /**
     * Starts serving.
     *
     * @param port the TCP port, 0 for a free one
     * @param stateFile where it keeps what has appeared, so that a restart continues; made when missing
     * @param clock tells what has appeared by now
     * @throws IOException when the port is taken or the state file cannot be read
     */
    public static Newsroom start(int port, Path stateFile, InstantSource clock) throws IOException {
        StateFile file = new StateFile(stateFile);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        LiveState state = file.read().map(kept -> kept.resumed(now)).orElseGet(() -> LiveState.fresh(now));
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
        Newsroom newsroom = new Newsroom(Catalogue.load(), file, state, clock, server);
        server.setExecutor(newsroom.workers);
        server.createContext("/", newsroom::handle);
        server.start();
        return newsroom;
    }

    /** All feeds, in a fixed order. */
    public List<Feed> feeds() {
        return catalogue.publishers().stream()
                .map(publisher -> new Feed(publisher.name(), base.resolve(publisher.feedPath())))
                .toList();
    }

    /** The OPML 2.0 file that lists all feeds. */
    public URI opml() {
        return base.resolve("/feeds.opml");
    }

    /** The page that lists all newsrooms. */
    public URI home() {
        return base;
    }

    /** Stops serving at once; requests under way are cut off. */
    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            Optional<Answer> answer = find(edition(), exchange.getRequestURI().getPath());
            if (answer.isPresent()) {
                send(exchange, answer.get());
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (RuntimeException e) {
            LOG.error("newsroom path={} outcome=failed", exchange.getRequestURI(), e);
            throw e;
        }
    }

    private synchronized Edition edition() {
        LiveState advanced = catalogue.programme().advance(state, clock.instant());
        if (!advanced.equals(state)) {
            state = advanced;
            try {
                stateFile.write(state);
            } catch (IOException e) {
                LOG.warn("newsroom-state file={} outcome=not-kept reason=\"{}\"", stateFile.path(), e.getMessage());
            }
        }
        return Edition.of(catalogue, state);
    }

    private Optional<Answer> find(Edition edition, String path) {
        return switch (path) {
            case "/" -> Optional.of(html(Pages.index(edition.publishers()), Instant.EPOCH));
            case "/feeds.opml" ->
                Optional.of(new Answer(
                        "text/x-opml; charset=utf-8", Opml.write(base, edition.publishers()), Instant.EPOCH));
            case "/robots.txt" -> Optional.of(file("text/plain; charset=utf-8", "robots.txt"));
            case "/style.css" -> Optional.of(file("text/css; charset=utf-8", "style.css"));
            case "/picture.svg" -> Optional.of(file("image/svg+xml", "picture.svg"));
            default -> findPublished(edition, path);
        };
    }

    private Optional<Answer> findPublished(Edition edition, String path) {
        for (Publisher publisher : edition.publishers()) {
            Channel channel = new Channel(publisher, base, edition.feed(publisher));
            if (path.equals(publisher.path())) {
                return Optional.of(html(Pages.home(channel), channel.updated()));
            }
            if (path.equals(publisher.feedPath())) {
                String mediaType = publisher.format().mediaType() + "; charset=utf-8";
                return Optional.of(new Answer(mediaType, channel.write(), channel.updated()));
            }
        }
        return edition.articles().stream()
                .filter(article -> article.path().equals(path))
                .findFirst()
                .map(article -> html(Pages.article(base, edition, article), article.updated()));
    }

    private static Answer html(String page, Instant lastModified) {
        return new Answer("text/html; charset=utf-8", page, lastModified);
    }

    private static Answer file(String mediaType, String name) {
        return new Answer(mediaType, Catalogue.text(name), Instant.EPOCH);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var asked = exchange.getRequestHeaders();
        boolean gzip = Answer.allowsGzip(asked.getFirst("Accept-Encoding"));
        var headers = exchange.getResponseHeaders();
        headers.set("ETag", answer.etag(gzip));
        headers.set("Last-Modified", answer.lastModifiedDate());
        headers.set("Cache-Control", "max-age=5");
        headers.set("Vary", "Accept-Encoding");
        if (answer.unchangedFor(asked.getFirst("If-None-Match"), asked.getFirst("If-Modified-Since"))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        byte[] body = gzip ? gzipped(answer.bytes()) : answer.bytes();
        headers.set("Content-Type", answer.mediaType());
        if (gzip) {
            headers.set("Content-Encoding", "gzip");
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static byte[] gzipped(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }
}
