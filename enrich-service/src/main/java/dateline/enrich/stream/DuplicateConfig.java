package dateline.enrich.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How near-duplicates are found. */
@ConfigMapping(prefix = "dateline.duplicates")
public interface DuplicateConfig {

    /** Releases that are compared with, the newest; each takes about a kilobyte of memory. */
    @WithDefault("40000")
    int most();

    /** How far back in {@code releases.enriched} a process that starts reads, by the time of its records. */
    @WithDefault("P5D")
    Duration remembered();
}
