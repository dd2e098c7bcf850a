package dateline.query.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Saved searches that tell their owners. */
@ConfigMapping(prefix = "dateline.alert")
public interface AlertConfig {

    /** How often this replica looks for changes to match, and for deliveries that are due. */
    @WithDefault("500ms")
    Duration poll();

    /** How many changes are matched in one transaction. */
    @WithDefault("100")
    int slice();

    /** How many alerts one key may own. */
    @WithDefault("1000")
    int perOwner();

    /** The most releases that one delivery tells of. */
    @WithDefault("100")
    int perDelivery();

    /** How many deliveries are under way at the same time. */
    @WithDefault("4")
    int senders();

    /** How long a webhook may take to answer. */
    @WithDefault("10s")
    Duration timeout();

    /** The pause after the first failure; each further one is twice as long. */
    @WithDefault("10s")
    Duration retryFirst();

    /** The longest pause between two tries. */
    @WithDefault("6h")
    Duration retryLongest();

    /** How long a webhook may fail without a success before its alert is disabled. */
    @WithDefault("3d")
    Duration giveUp();

    /** How long matches and deliveries are remembered. */
    @WithDefault("30d")
    Duration history();

    /** How often searches are compiled again whatever comes, so that {@code after:7d} moves on. */
    @WithDefault("1h")
    Duration refresh();

    /** Whether webhooks may be at private addresses: on the loopback, in local networks, at a cloud's metadata service. */
    @WithDefault("false")
    boolean privateAddresses();
}
