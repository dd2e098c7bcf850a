package dateline.query.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How the stream goes into the tables. */
@ConfigMapping(prefix = "dateline.store")
public interface StoreConfig {

    /** How many characters of a release's text are indexed; Postgres allows a vector of words 1 MiB. */
    @WithDefault("250000")
    int indexedCharacters();

    /** The first pause after the database or the broker did not answer; each further one is twice as long. */
    @WithDefault("250ms")
    Duration retryFirst();

    /** The longest pause between two tries. */
    @WithDefault("15s")
    Duration retryLongest();

    /**
     * For how long releases are kept after their publication, as {@code 730d}; without it for ever. Whole months are dropped,
     * so some are kept up to a month longer; older ones that arrive are not stored.
     */
    Optional<Duration> keep();

    /** How often it is looked for months that are to be dropped. */
    @WithDefault("1h")
    Duration retentionEvery();
}
