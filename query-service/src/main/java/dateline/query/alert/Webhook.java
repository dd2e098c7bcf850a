package dateline.query.alert;

import dateline.query.problem.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks webhooks. A name is looked up here and the connection goes to the address that was judged, so a name that changes its
 * mind in between gains nothing; redirects are not followed.
 */
@ApplicationScoped
class Webhook {

    private static final int MAX_LENGTH = 2000;

    private final HttpClient client;
    private final AlertConfig config;

    Webhook(Vertx vertx, AlertConfig config) {
        this.config = config;
        int millis = Math.toIntExact(config.timeout().toMillis());
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(millis)
                .setKeepAlive(false)
                .setMaxPoolSize(50));
    }

    /**
     * The address of a webhook, if it can be one.
     *
     * @throws ProblemException 400 when it is none of the web, or not public
     */
    URI checked(String value) {
        URI uri;
        try {
            uri = new URI(value);
        } catch (URISyntaxException e) {
            throw ProblemException.badParameter("webhook", "Is not an address: " + e.getReason() + ".");
        }
        boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getUserInfo() != null || value.length() > MAX_LENGTH) {
            throw ProblemException.badParameter("webhook", "Must be an address that begins with https:// or http://.");
        }
        try {
            if (address(uri).isEmpty()) {
                throw ProblemException.badParameter("webhook", "Must be at a public address.");
            }
        } catch (UnknownHostException e) {
            throw ProblemException.badParameter("webhook", "There is no host " + uri.getHost() + ".");
        }
        return uri;
    }

    /** Sends a body and waits for the answer, whose body is not read. */
    Outcome send(URI webhook, Map<String, String> headers, String body) {
        InetAddress address;
        try {
            Optional<InetAddress> allowed = address(webhook);
            if (allowed.isEmpty()) {
                return new Outcome.Failed(null, "not at a public address");
            }
            address = allowed.get();
        } catch (UnknownHostException e) {
            return new Outcome.Failed(null, "no such host");
        }
        boolean secure = "https".equalsIgnoreCase(webhook.getScheme());
        int port = webhook.getPort() < 0 ? (secure ? 443 : 80) : webhook.getPort();
        String path = webhook.getRawPath() == null || webhook.getRawPath().isEmpty() ? "/" : webhook.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .setHost(webhook.getHost())
                .setPort(port)
                .setSsl(secure)
                .setFollowRedirects(false)
                .setTimeout(config.timeout().toMillis())
                .setURI(webhook.getRawQuery() == null ? path : path + "?" + webhook.getRawQuery());
        headers.forEach(options::putHeader);
        try {
            int status = client.request(options)
                    .compose(request -> request.send(body).map(response -> {
                        int code = response.statusCode();
                        request.reset();
                        return code;
                    }))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(config.timeout().toMillis() * 2, TimeUnit.MILLISECONDS);
            if (status >= 200 && status < 300) {
                return new Outcome.Taken(status);
            }
            return status == 410 ? new Outcome.Refused(status) : new Outcome.Failed(status, "status " + status);
        } catch (ExecutionException e) {
            return new Outcome.Failed(null, reason(e.getCause()));
        } catch (TimeoutException e) {
            return new Outcome.Failed(null, "no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(null, "stopped");
        }
    }

    private Optional<InetAddress> address(URI webhook) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(webhook.getHost()))
                .filter(address -> config.privateAddresses() || AddressGuard.isPublic(address))
                .findFirst();
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String line = message.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }
}
