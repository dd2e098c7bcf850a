package dateline.ingest.stand;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A web server with TLS and HTTP/2 on the loopback, with a certificate made for the test. */
public final class TlsWeb implements AutoCloseable {

    private static final String PASSWORD = "not-a-secret";

    private final Map<String, Consumer<HttpServerRequest>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Path keys;
    private final String host;
    private final HttpServer server;

    /**
     * One request.
     *
     * @param path the path
     * @param version the version of HTTP
     * @param connection the client's port
     * @param authorization the field of that name, or null
     */
    public record Request(String path, String version, int connection, String authorization) {}

    /** Starts the server on a free port; its certificate is for the given host and signed by itself. */
    public TlsWeb(Vertx vertx, Path directory, String host) {
        this.host = host;
        keys = directory.resolve(host + ".p12");
        makeKeys(keys, host);
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(new PfxOptions().setPath(keys.toString()).setPassword(PASSWORD));
        server = vertx.createHttpServer(options)
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static void makeKeys(Path keys, String host) {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "web",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD,
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=dns:" + host);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("no certificate for " + host);
            }
        } catch (IOException e) {
            throw new IllegalStateException("no certificate for " + host, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making a certificate", e);
        }
    }

    private void answer(HttpServerRequest request) {
        requests.add(new Request(
                request.path(),
                request.version().name(),
                request.remoteAddress().port(),
                request.getHeader("Authorization")));
        answers.getOrDefault(
                        request.path(), it -> it.response().setStatusCode(404).end())
                .accept(request);
    }

    /** Makes a path answer from now on. */
    public TlsWeb on(String path, Consumer<HttpServerRequest> answer) {
        answers.put(path, answer);
        return this;
    }

    /** The URL of a path. */
    public URI url(String path) {
        return URI.create("https://" + host + ":" + server.actualPort() + path);
    }

    /** All requests so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Makes HTTP clients that make their first connection from now on trust the server's certificate, until it is closed. */
    public TlsWeb trusted() {
        System.setProperty("javax.net.ssl.trustStore", keys.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        return this;
    }

    @Override
    public void close() {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
