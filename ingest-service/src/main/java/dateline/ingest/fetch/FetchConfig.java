package dateline.ingest.fetch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How feeds are fetched. */
@ConfigMapping(prefix = "dateline.fetch")
public interface FetchConfig {

    /** What the fetcher calls itself: product/version and an address where its operator can be found. */
    @WithDefault("Dateline/0.1 (+https://dateline.example/)")
    String userAgent();

    /** How long a connection may take to be made. */
    @WithDefault("10s")
    Duration connectTimeout();

    /** How long a whole fetch may take, redirects and body included. */
    @WithDefault("60s")
    Duration deadline();

    /** The largest body that is read, in octets, counted both as sent and after decoding. */
    @WithDefault("16777216")
    @Min(1024) @Max(268435456) int maxBytes();

    /** How many redirects of one fetch are followed. */
    @WithDefault("5")
    @Min(0) @Max(20) int maxRedirects();

    /** How many connections to one host are kept at the same time. */
    @WithDefault("2")
    @Min(1) int connectionsPerHost();

    /** Whether private, loopback and link-local addresses may be fetched; only where feeds are inside the own network. */
    @WithDefault("false")
    boolean allowPrivateAddresses();

    /** What is special about single feeds, by their ids. */
    Map<String, Own> feeds();

    /** What is special about a feed. */
    interface Own {

        /** What the fetcher calls itself to this feed's server. */
        Optional<String> userAgent();

        /** By what the server lets the fetcher in. */
        Optional<Secret> credentials();

        /** By which proxy the feed is asked for, and the pages behind it. */
        Optional<Proxy> proxy();
    }

    /**
     * An HTTP proxy (RFC 9110, 3.7). Its own address may be a private one: the operator chose it. The feed's host is resolved and
     * judged here all the same. An https server is then connected to at the judged address (CONNECT), with its certificate
     * checked here. An http URL goes to the proxy with its name, which the proxy resolves anew: for those a name that changes
     * in between is the proxy's to refuse, and the proxy sees credentials of the feed.
     */
    interface Proxy {

        /** The proxy's host. */
        String host();

        /** The proxy's port. */
        @Min(1) @Max(65535) int port();

        /** Whom the proxy lets in. */
        Optional<String> user();

        /** The user's password; from the environment or a mounted file, and never shown or logged. */
        Optional<String> password();
    }

    /** A secret that is sent to the feed's own origin and to no other; it is never shown or logged. */
    interface Secret {

        /** The host that the secret is for; a feed that is given another host's URL does not take the secret there. */
        String host();

        /** How the secret is sent. */
        Scheme scheme();

        /** The user's name; for {@code basic} only. */
        Optional<String> user();

        /** The header field's name; for {@code header} only. */
        Optional<String> header();

        /** The password, token or value; better from the environment or a mounted file than from a file of settings. */
        String value();
    }

    /** How a secret is sent. */
    enum Scheme {
        /** {@code Authorization: Basic} (RFC 7617). */
        BASIC,
        /** {@code Authorization: Bearer} (RFC 6750). */
        BEARER,
        /** In a header field of the server's own. */
        HEADER
    }
}
