package dateline.query.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Searches as streams. */
@ConfigMapping(prefix = "dateline.live")
public interface LiveConfig {

    /** How often the tables are asked for changes while somebody listens. */
    @WithDefault("200ms")
    Duration poll();

    /** How often a quiet stream says that it is still there, and how far it is. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How many changes are read at once. */
    @WithDefault("50")
    int slice();

    /** How many of the last changes are kept in memory for those who were slow for a moment. */
    @WithDefault("200")
    int recent();

    /** How long a listener may take nothing before its connection is closed; it resumes where it was. */
    @WithDefault("1m")
    Duration patience();

    /** How many may listen at the same time. */
    @WithDefault("5000")
    int listeners();

    /** How many threads read the past for those who come from there. */
    @WithDefault("2")
    int readers();
}
