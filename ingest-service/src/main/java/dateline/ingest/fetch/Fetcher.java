package dateline.ingest.fetch;

import dateline.ingest.fetch.FetchOutcome.Failed;
import dateline.ingest.fetch.FetchOutcome.Fetched;
import dateline.ingest.fetch.FetchOutcome.Gone;
import dateline.ingest.fetch.FetchOutcome.RateLimited;
import dateline.ingest.fetch.FetchOutcome.Unchanged;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Fetches feeds: conditional, bounded in size and time, careful where it lets itself be led. Thread-safe. */
@Singleton
public final class Fetcher {

    private static final String ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json,"
            + " application/rdf+xml;q=0.9, application/json;q=0.8, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1";

    private final FetchConfig config;
    private final InstantSource clock;
    private final HttpExchange exchange;
    private final Names names;
    private final Predicate<InetAddress> permitted;

    @Inject
    public Fetcher(FetchConfig config, InstantSource clock, Vertx vertx) {
        this(
                config,
                clock,
                vertx,
                InetAddress::getAllByName,
                config.allowPrivateAddresses() ? address -> true : AddressGuard::isPublic);
    }

    Fetcher(
            FetchConfig config,
            InstantSource clock,
            Vertx vertx,
            Names.Lookup lookup,
            Predicate<InetAddress> permitted) {
        this.config = config;
        this.clock = clock;
        this.exchange = new HttpExchange(vertx, config);
        this.names = new Names(lookup);
        this.permitted = permitted;
    }

    /**
     * Fetches a feed with one GET, and one more for each redirect, and waits.
     *
     * @param id the feed's id, by which its credentials are known
     * @param feed the feed's absolute URL
     * @param validators what the last answer gave to ask by, or null; they are sent only to the URL that gave them
     * @return what came of it
     * @throws InterruptedException when the thread is to stop
     */
    public FetchOutcome fetch(String id, URI feed, Validators validators) throws InterruptedException {
        CompletableFuture<FetchOutcome> outcome = start(id, feed, validators);
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("fetching " + feed, e.getCause());
        }
    }

    /**
     * Begins to fetch a feed; no thread waits for the answer.
     *
     * @param id the feed's id, by which its credentials are known
     * @param feed the feed's absolute URL
     * @param validators what the last answer gave to ask by, or null; they are sent only to the URL that gave them
     * @return what will come of it, within the deadline
     */
    public CompletableFuture<FetchOutcome> start(String id, URI feed, Validators validators) {
        long end = System.nanoTime() + config.deadline().toNanos();
        return follow(new Journey(id, feed, validators, List.of(), feed, null, end));
    }

    /** A fetch on its way: where it began, the redirects so far, where it is, and a redirect's wish for patience. */
    private record Journey(
            String id, URI feed, Validators validators, List<Route.Hop> hops, URI url, Instant patience, long end) {

        Journey on(Route.Hop hop, URI target, Instant wish) {
            return new Journey(id, feed, validators, with(hop), target, wish, end);
        }

        List<Route.Hop> with(Route.Hop hop) {
            List<Route.Hop> more = new ArrayList<>(hops);
            more.add(hop);
            return more;
        }
    }

    private CompletableFuture<FetchOutcome> follow(Journey so) {
        FetchConfig.Proxy proxy = own(so.id).flatMap(FetchConfig.Own::proxy).orElse(null);
        return ask(new Request(so.url, headers(so), null, proxy, so.end)).thenCompose(asked -> {
            if (asked instanceof Fault fault) {
                return CompletableFuture.completedFuture(new Failed(
                        fault.reason(), fault.detail(), fault.lasting(), new Route(so.hops, so.url), ServerHints.NONE));
            }
            HttpAnswer answer = (HttpAnswer) asked;
            if (!isRedirect(answer)) {
                ServerHints hints = hints(answer).notBefore(so.patience);
                return CompletableFuture.completedFuture(
                        outcome(answer, so.validators, new Route(so.hops, so.url), hints));
            }
            return redirected(so, answer);
        });
    }

    private CompletableFuture<FetchOutcome> redirected(Journey so, HttpAnswer answer) {
        Route.Hop hop = new Route.Hop(so.url, answer.status());
        Route route = new Route(so.with(hop), so.url);
        ServerHints hints = hints(answer).notBefore(so.patience);
        URI target = resolve(so.url, answer.headers().get("Location"));
        String refusal = null;
        String detail = null;
        if (target == null || !isWeb(target)) {
            refusal = "redirect-refused";
            detail = "The redirect leads to no http address.";
        } else if (so.url.getScheme().equals("https") && !target.getScheme().equals("https")) {
            refusal = "redirect-downgrade";
            detail = "The redirect leads from https to http.";
        } else if (target.equals(so.feed)
                || route.hops().stream().anyMatch(known -> known.from().equals(target))) {
            refusal = "redirect-loop";
            detail = "The redirects lead in a circle.";
        } else if (route.hops().size() > config.maxRedirects()) {
            refusal = "redirect-limit";
            detail = "There are more than " + config.maxRedirects() + " redirects.";
        }
        return refusal == null
                ? follow(so.on(hop, target, hints.retryAfter()))
                : CompletableFuture.completedFuture(new Failed(refusal, detail, true, route, hints));
    }

    /**
     * What came of sending a form.
     *
     * @param status the HTTP status code, 0 when no answer came
     * @param detail one sentence for a person
     */
    public record Posted(int status, String detail) {}

    /**
     * Sends a form by POST. Redirects are followed with the same form: what is sent means nothing by GET.
     *
     * @param to an absolute http or https URL
     * @param form what to send, {@code application/x-www-form-urlencoded}
     * @return what will come of it, within the deadline
     */
    public CompletableFuture<Posted> post(URI to, String form) {
        return post(
                to,
                Buffer.buffer(form),
                config.maxRedirects(),
                System.nanoTime() + config.deadline().toNanos());
    }

    private CompletableFuture<Posted> post(URI to, Buffer form, int redirects, long end) {
        Map<String, String> headers = Map.of(
                "User-Agent", config.userAgent(), "Content-Type", "application/x-www-form-urlencoded", "Accept", "*/*");
        return ask(new Request(to, headers, form, null, end)).thenCompose(asked -> {
            if (asked instanceof Fault fault) {
                return CompletableFuture.completedFuture(new Posted(0, fault.detail()));
            }
            HttpAnswer answer = (HttpAnswer) asked;
            URI target = isRedirect(answer) ? resolve(to, answer.headers().get("Location")) : null;
            boolean downgrade = target != null
                    && to.getScheme().equals("https")
                    && !target.getScheme().equals("https");
            return target != null && isWeb(target) && !downgrade && redirects > 0
                    ? post(target, form, redirects - 1, end)
                    : CompletableFuture.completedFuture(
                            new Posted(answer.status(), "The server answered " + answer.status() + "."));
        });
    }

    private FetchOutcome outcome(HttpAnswer answer, Validators sent, Route route, ServerHints hints) {
        MultiMap headers = answer.headers();
        int status = answer.status();
        if (status == 304 && isFor(sent, route.end())) {
            return new Unchanged(sent.freshenedBy(validators(route.end(), headers)), route, hints);
        }
        if (status == 429 || (status == 503 && hints.retryAfter() != null)) {
            return new RateLimited(status, route, hints);
        }
        // Where a temporary redirect leads to may be gone; the feed is not.
        if (status == 410 && (route.hops().isEmpty() || route.isPermanentMove())) {
            return new Gone(route, hints);
        }
        if (status >= 400 && "challenge".equalsIgnoreCase(headers.get("cf-mitigated"))) {
            return new Failed("challenge", "The site asks for a proof that a person is reading.", true, route, hints);
        }
        if (status != 200 && status != 203 && status != 226) {
            boolean lasting = status >= 400 && status < 500 && status != 408 && status != 425;
            return new Failed("http-" + status, "The server answered " + status + ".", lasting, route, hints);
        }
        if (answer.tooLarge()) {
            return tooLarge(route, hints);
        }
        ContentCoding.Decoded decoded =
                ContentCoding.decode(answer.body().getBytes(), headers.getAll("Content-Encoding"), config.maxBytes());
        if (decoded instanceof ContentCoding.Decoded.TooLarge) {
            return tooLarge(route, hints);
        }
        if (decoded instanceof ContentCoding.Decoded.Broken broken) {
            return new Failed("bad-encoding", broken.detail(), false, route, hints);
        }
        ContentCoding.Decoded.Plain plain = (ContentCoding.Decoded.Plain) decoded;
        return new Fetched(
                plain.body(),
                Optional.ofNullable(headers.get("Content-Type")),
                Optional.ofNullable(headers.get("Content-Language")),
                LinkHeader.read(headers.getAll("Link"), route.end()),
                status == 226,
                // A cut body must be asked for again, so its validators are not kept.
                plain.complete() ? validators(route.end(), headers) : new Validators(route.end(), null, null),
                route,
                hints);
    }

    private Failed tooLarge(Route route, ServerHints hints) {
        String detail = "The body is larger than " + config.maxBytes() + " octets.";
        return new Failed("too-large", detail, true, route, hints);
    }

    /** One request of a fetch: what to ask for, what to send along, by which proxy or null, and until when. */
    private record Request(URI url, Map<String, String> headers, Buffer form, FetchConfig.Proxy proxy, long end) {}

    private CompletableFuture<Asked> ask(Request request) {
        Optional<Authority> authority = Authority.of(request.url);
        if (authority.isEmpty()) {
            return CompletableFuture.completedFuture(new Fault("bad-url", "The URL names no host.", true));
        }
        String host = authority.get().host();
        return names.of(host, left(request.end))
                // Judged and connected to are the same addresses: the name is not asked for again.
                .thenCompose(addresses -> addresses.stream().allMatch(permitted)
                        ? ask(request, addresses, 0)
                        : CompletableFuture.completedFuture(new Fault(
                                "address-refused", "The host " + host + " is not on the public Internet.", true)))
                .exceptionally(failure ->
                        unnamed(host, failure instanceof CompletionException ? failure.getCause() : failure));
    }

    // The next address only where no connection could be made.
    private CompletableFuture<Asked> ask(Request request, List<InetAddress> addresses, int at) {
        return exchange.ask(
                        request.url, addresses.get(at), request.headers, request.form, request.proxy, left(request.end))
                .thenCompose(
                        asked -> asked instanceof Fault fault && fault.isOfConnecting() && at + 1 < addresses.size()
                                ? ask(request, addresses, at + 1)
                                : CompletableFuture.completedFuture(asked));
    }

    private static Fault unnamed(String host, Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return new Fault("dns", "The host name " + host + " is not known.", false);
        }
        if (failure instanceof TimeoutException) {
            return new Fault("dns-timeout", "Nobody told the address of " + host + " in time.", false);
        }
        return new Fault("dns", "The host name " + host + " cannot be asked for: " + failure.getMessage(), true);
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    private Optional<FetchConfig.Own> own(String id) {
        return Optional.ofNullable(config.feeds().get(id));
    }

    private Map<String, String> headers(Journey so) {
        Optional<FetchConfig.Own> own = own(so.id);
        Validators validators = so.validators;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", own.flatMap(FetchConfig.Own::userAgent).orElse(config.userAgent()));
        headers.put("Accept", ACCEPT);
        headers.put("Accept-Encoding", ContentCoding.ACCEPTED);
        if (isFor(validators, so.url)) {
            if (validators.etag() != null) {
                headers.put("If-None-Match", validators.etag());
                headers.put("A-IM", "feed"); // RFC 3229: only what is new since then will do
            }
            if (validators.lastModified() != null) {
                headers.put("If-Modified-Since", validators.lastModified());
            }
        }
        own.flatMap(FetchConfig.Own::credentials)
                .flatMap(secret -> Credentials.field(secret, so.feed, so.url))
                .ifPresent(field -> headers.put(field.getKey(), field.getValue()));
        return headers;
    }

    private static boolean isFor(Validators validators, URI url) {
        return validators != null && !validators.isEmpty() && validators.url().equals(url);
    }

    private static Validators validators(URI url, MultiMap headers) {
        return new Validators(url, filled(headers.get("ETag")), filled(headers.get("Last-Modified")));
    }

    private static String filled(String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    private ServerHints hints(HttpAnswer answer) {
        return ServerHints.of(answer.headers(), clock.instant());
    }

    private static boolean isRedirect(HttpAnswer answer) {
        return switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static boolean isWeb(URI target) {
        String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https"))
                && Authority.of(target).isPresent();
    }

    // A Location is a URI reference (RFC 9110, 10.2.2); its fragment is for readers, not for the server.
    private static URI resolve(URI from, String location) {
        if (location == null || location.isBlank()) {
            return null;
        }
        try {
            URI target = Reference.resolve(from, location.trim().replace(" ", "%20"));
            String text = target.toString().split("#", 2)[0];
            int scheme = text.indexOf(':') + 1; // its letters may be of either case (RFC 3986, 3.1)
            return new URI(text.substring(0, scheme).toLowerCase(Locale.ROOT) + text.substring(scheme));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    @PreDestroy
    void close() {
        exchange.close();
        names.close();
    }
}
