package dateline.ingest.poll;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How many polls run, and how feeds are shared between processes. */
@ConfigMapping(prefix = "dateline.poll")
public interface PollConfig {

    /** Whether this process polls; one that does not still serves the REST interface. */
    @WithDefault("true")
    boolean enabled();

    /** How many feeds are polled at the same time. */
    @WithDefault("16")
    @Min(1) int workers();

    /** How many feeds of one host are polled at the same time. */
    @WithDefault("2")
    @Min(1) int perHost();

    /** How long to wait before looking again when no feed is due. */
    @WithDefault("1s")
    Duration idle();

    /** How long a feed is leased; longer than a fetch and the publishing of its releases may take. */
    @WithDefault("5m")
    Duration lease();

    /** How soon a poll is tried again that could not publish or save what it read. */
    @WithDefault("10s")
    Duration retry();

    /** How long polls that are under way may take to finish when the service stops. */
    @WithDefault("15s")
    Duration drain();
}
