package dateline.ingest.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When feeds are asked again. */
@ConfigMapping(prefix = "dateline.schedule")
public interface ScheduleConfig {

    /** The shortest time between two polls of a feed for which the operator set no interval of its own. */
    @WithDefault("60m")
    Duration floor();

    /** The shortest interval that an operator may set for a feed. */
    @WithDefault("5m")
    Duration minimumInterval();

    /** The longest time between two polls of a feed that works, however rarely it brings something. */
    @WithDefault("24h")
    Duration slowest();

    /** The longest time that a server's or a feed's own wish is followed; longer wishes are cut to it. */
    @WithDefault("7d")
    Duration longestHint();

    /** The longest time between two polls of a feed that fails. */
    @WithDefault("24h")
    Duration longestBackoff();
}
