package dateline.ingest.push;

import java.net.URI;
import java.util.Objects;

/**
 * A feed's subscription at a hub.
 *
 * @param feed the feed's id
 * @param topic what the hub knows the feed by
 * @param hub the hub
 * @param token the last part of the callback's path, which nobody can guess
 * @param secret what the hub signs deliveries with
 * @param pending whether the hub has been asked and has not answered yet
 * @param attempts how often it has been asked in vain
 */
record Subscription(String feed, String topic, URI hub, String token, String secret, boolean pending, int attempts) {

    Subscription {
        Objects.requireNonNull(feed, "feed");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(hub, "hub");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(secret, "secret");
    }
}
