package dateline.ingest.push;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How feeds are pushed by hubs (WebSub). */
@ConfigMapping(prefix = "dateline.push")
public interface PushConfig {

    /** The address at which hubs on the Internet reach this service, such as {@code https://news.example/}; unset, nothing is
     * subscribed to. */
    Optional<URI> callback();

    /** For how long a hub is asked to push. */
    @WithDefault("10d")
    Duration lease();

    /** How often a feed that is pushed is polled at most, as the safety net; an interval of the operator's own goes before. */
    @WithDefault("6h")
    Duration poll();

    /** How often subscriptions that are to be made or renewed are looked for. */
    @WithDefault("1s")
    Duration check();

    /** How long to wait between two requests to a hub. */
    @WithDefault("1s")
    Duration spacing();

    /** How soon a hub is asked again that did not accept or did not verify a subscription; twice as long each time. */
    @WithDefault("15m")
    Duration retry();

    /** How long to wait at most before such a hub, or one that denied a subscription, is asked again. */
    @WithDefault("7d")
    Duration longestRetry();

    /** How many octets of deliveries wait to be read at the same time; beyond them hubs are told to come again. */
    @WithDefault("67108864")
    @Min(1024) int waitingBytes();
}
