package dateline.ingest.fetch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

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
}
