package dateline.ingest.fetch;

import dateline.ingest.fetch.FetchOutcome.Failed;
import dateline.ingest.fetch.FetchOutcome.Fetched;
import dateline.ingest.fetch.FetchOutcome.Gone;
import dateline.ingest.fetch.FetchOutcome.RateLimited;
import dateline.ingest.fetch.FetchOutcome.Unchanged;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
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
     * Fetches a feed with one GET, and one more for each redirect.
     *
     * @param id the feed's id, by which its credentials are known
     * @param feed the feed's absolute URL
     * @param validators what the last answer gave to ask by, or null; they are sent only to the URL that gave them
     * @return what came of it
     * @throws InterruptedException when the thread is to stop
     */
    public FetchOutcome fetch(String id, URI feed, Validators validators) throws InterruptedException {
        long end = System.nanoTime() + config.deadline().toNanos();
        List<Route.Hop> hops = new ArrayList<>();
        URI url = feed;
        Instant patience = null;
        while (true) {
            Route route = new Route(hops, url);
            Asked asked = ask(url, headers(id, feed, url, validators), end);
            if (asked instanceof Fault fault) {
                return new Failed(fault.reason(), fault.detail(), fault.lasting(), route, ServerHints.NONE);
            }
            HttpAnswer answer = (HttpAnswer) asked;
            if (!isRedirect(answer)) {
                return outcome(answer, validators, route, hints(answer).notBefore(patience));
            }
            hops.add(new Route.Hop(url, answer.status()));
            Route so = new Route(hops, url);
            ServerHints hints = hints(answer).notBefore(patience);
            patience = hints.retryAfter();
            URI target = resolve(url, answer.headers().get("Location"));
            if (target == null || !isWeb(target)) {
                return new Failed("redirect-refused", "The redirect leads to no http address.", true, so, hints);
            }
            if (url.getScheme().equals("https") && !target.getScheme().equals("https")) {
                return new Failed("redirect-downgrade", "The redirect leads from https to http.", true, so, hints);
            }
            if (target.equals(feed) || hops.stream().anyMatch(hop -> hop.from().equals(target))) {
                return new Failed("redirect-loop", "The redirects lead in a circle.", true, so, hints);
            }
            if (hops.size() > config.maxRedirects()) {
                String detail = "There are more than " + config.maxRedirects() + " redirects.";
                return new Failed("redirect-limit", detail, true, so, hints);
            }
            url = target;
        }
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
        if (status == 410) {
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

    private Asked ask(URI url, Map<String, String> headers, long end) throws InterruptedException {
        Optional<Authority> authority = Authority.of(url);
        if (authority.isEmpty()) {
            return new Fault("bad-url", "The URL names no host.", true);
        }
        String host = authority.get().host();
        List<InetAddress> addresses;
        try {
            addresses = names.of(host, left(end));
        } catch (UnknownHostException e) {
            return new Fault("dns", "The host name " + host + " is not known.", false);
        } catch (TimeoutException e) {
            return new Fault("dns-timeout", "Nobody told the address of " + host + " in time.", false);
        }
        // Judged and connected to are the same addresses: the name is not asked for again.
        if (!addresses.stream().allMatch(permitted)) {
            return new Fault("address-refused", "The host " + host + " is not on the public Internet.", true);
        }
        Fault fault = null;
        for (InetAddress address : addresses) { // the next address only where no connection could be made
            Asked asked = exchange.get(url, address, headers, left(end));
            if (!(asked instanceof Fault failed) || !failed.isOfConnecting()) {
                return asked;
            }
            fault = failed;
        }
        return fault;
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    private Map<String, String> headers(String id, URI feed, URI url, Validators validators) {
        Optional<FetchConfig.Own> own = Optional.ofNullable(config.feeds().get(id));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", own.flatMap(FetchConfig.Own::userAgent).orElse(config.userAgent()));
        headers.put("Accept", ACCEPT);
        headers.put("Accept-Encoding", ContentCoding.ACCEPTED);
        if (isFor(validators, url)) {
            if (validators.etag() != null) {
                headers.put("If-None-Match", validators.etag());
                headers.put("A-IM", "feed"); // RFC 3229: only what is new since then will do
            }
            if (validators.lastModified() != null) {
                headers.put("If-Modified-Since", validators.lastModified());
            }
        }
        own.flatMap(FetchConfig.Own::credentials)
                .flatMap(secret -> Credentials.field(secret, feed, url))
                .ifPresent(field -> headers.put(field.getKey(), field.getValue()));
        return headers;
    }

    private static boolean isFor(Validators validators, URI url) {
        return validators != null && !validators.isEmpty() && validators.url().equals(url);
    }

    private static Validators validators(URI url, MultiMap headers) {
        return new Validators(url, headers.get("ETag"), headers.get("Last-Modified"));
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
        String scheme = target.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https"))
                && Authority.of(target).isPresent();
    }

    // A Location is a URI reference (RFC 9110, 10.2.2); its fragment is for readers, not for the server.
    private static URI resolve(URI from, String location) {
        if (location == null || location.isBlank()) {
            return null;
        }
        try {
            URI target = from.resolve(new URI(location.trim().replace(" ", "%20")));
            String text = target.toString();
            int fragment = text.indexOf('#');
            return fragment < 0 ? target : new URI(text.substring(0, fragment));
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
