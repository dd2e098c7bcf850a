package dateline.ingest.fetch;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request to one address that has been resolved and judged before: the connection goes to that address and no name is
 * asked for again, so that a name cannot change between check and connect. TLS checks the certificate against the URL's
 * host; HTTP/2 is taken where TLS offers it. Nothing is followed, remembered or decoded here.
 */
final class HttpExchange {

    private static final int MAX_HEADER_OCTETS = 65_536;

    private final HttpClient plain;
    private final HttpClient tls;
    private final int maxBytes;

    HttpExchange(Vertx vertx, FetchConfig config) {
        PoolOptions pool =
                new PoolOptions().setHttp1MaxSize(config.connectionsPerHost()).setHttp2MaxSize(1);
        maxBytes = config.maxBytes();
        plain = vertx.httpClientBuilder()
                .with(options(config).setProtocolVersion(HttpVersion.HTTP_1_1))
                .with(pool)
                .build();
        tls = vertx.httpClientBuilder()
                .with(options(config)
                        .setSsl(true)
                        .setVerifyHost(true)
                        .setUseAlpn(true)
                        .setProtocolVersion(HttpVersion.HTTP_2))
                .with(pool)
                .build();
    }

    private static HttpClientOptions options(FetchConfig config) {
        return new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setSslHandshakeTimeout(config.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxHeaderSize(MAX_HEADER_OCTETS)
                .setDecompressionSupported(false)
                .setKeepAliveTimeout(30)
                .setHttp2KeepAliveTimeout(30);
    }

    /**
     * Asks.
     *
     * @param url an absolute http or https URL
     * @param address where to connect to
     * @param headers the request's header fields
     * @param form what to send by POST, or null to GET
     * @param proxy what to connect to instead, or null
     * @param limit how long the whole answer may take
     * @return the answer, or why none came; never failed
     */
    CompletableFuture<Asked> ask(
            URI url,
            InetAddress address,
            Map<String, String> headers,
            Buffer form,
            FetchConfig.Proxy proxy,
            Duration limit) {
        boolean secure = url.getScheme().equals("https");
        Authority authority = Authority.of(url).orElseThrow(() -> new IllegalArgumentException("no host in " + url));
        int port = authority.port() >= 0 ? authority.port() : secure ? 443 : 80;
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(form == null ? HttpMethod.GET : HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(authority.host())
                .setPort(port)
                .setSsl(secure)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
        headers.forEach(options::putHeader);
        if (proxy != null) {
            options.setProxyOptions(new ProxyOptions()
                    .setType(ProxyType.HTTP)
                    .setHost(proxy.host())
                    .setPort(proxy.port())
                    .setUsername(proxy.user().orElse(null))
                    .setPassword(proxy.password().orElse(null)));
        }

        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        AtomicReference<HttpClientRequest> running = new AtomicReference<>();
        AtomicReference<Fault> late = new AtomicReference<>(Fault.noConnection(authority.host()));
        (secure ? tls : plain)
                .request(options)
                .onFailure(answer::completeExceptionally)
                .onSuccess(request -> {
                    running.set(request);
                    late.set(Fault.noAnswer());
                    if (answer.isDone()) { // given up while the connection was made
                        request.reset();
                        return;
                    }
                    (form == null ? request.send() : request.send(form))
                            .onFailure(answer::completeExceptionally)
                            .onSuccess(response -> {
                                late.set(Fault.tooSlow());
                                collect(request, response, answer);
                            });
                });
        return answer.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).handle((done, failure) -> {
            if (failure instanceof TimeoutException) {
                HttpClientRequest request = running.get();
                if (request != null) {
                    request.reset();
                }
                return late.get();
            }
            return failure == null ? done : Fault.of(failure, authority.host());
        });
    }

    private void collect(HttpClientRequest request, HttpClientResponse response, CompletableFuture<HttpAnswer> answer) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(answer::completeExceptionally);
        response.handler(chunk -> {
            if (body.length() + chunk.length() <= maxBytes) {
                body.appendBuffer(chunk);
            } else if (answer.complete(new HttpAnswer(response.statusCode(), response.headers(), body, true))) {
                request.reset();
            }
        });
        response.endHandler(
                end -> answer.complete(new HttpAnswer(response.statusCode(), response.headers(), body, false)));
    }

    void close() {
        plain.close();
        tls.close();
    }
}
