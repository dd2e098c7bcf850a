package dateline.enrich.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the stream of releases is worked off. */
@ConfigMapping(prefix = "dateline.stream")
public interface StreamConfig {

    /** Releases annotated at a time; 0 for one per core. */
    @WithDefault("0")
    int workers();

    /** Time for one release, after which no further annotator is begun. */
    @WithDefault("PT5S")
    Duration timeBudget();

    /**
     * How long a release may have waited in the topic before it is late, and annotated without models so that the stream catches up; its
     * annotators say so. What is imported from the past is never late. Zero for never.
     */
    @WithDefault("PT15M")
    Duration late();

    /** Code points that are read of a text; what follows them is passed on unread. */
    @WithDefault("1000000")
    int longestText();

    /** The pause after the broker has refused or not answered for the first time; it doubles each time. */
    @WithDefault("PT1S")
    Duration retryFirst();

    /** The longest pause before the broker is tried again. */
    @WithDefault("PT30S")
    Duration retryLongest();
}
