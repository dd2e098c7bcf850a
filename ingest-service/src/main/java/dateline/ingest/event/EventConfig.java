package dateline.ingest.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How events are published. */
@ConfigMapping(prefix = "dateline.event")
public interface EventConfig {

    /** The {@code ce_source} of all events: a URI reference that names this service. */
    @WithDefault("/dateline/ingest-service")
    String source();

    /** The largest release that is published, in octets of JSON; below the topic's {@code max.message.bytes}. */
    @WithDefault("4000000")
    @Min(1000) int maxBytes();

    /** How long the broker may take to acknowledge a batch of events. */
    @WithDefault("40s")
    Duration patience();
}
