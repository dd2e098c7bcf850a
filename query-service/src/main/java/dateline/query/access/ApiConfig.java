package dateline.query.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Access to the REST interface. Origins of other sites are allowed with {@code quarkus.http.cors.*}. */
@ConfigMapping(prefix = "dateline.api")
public interface ApiConfig {

    /**
     * The keys that a request may carry in the header {@code X-Api-Key}: {@code KEY} reads and writes, {@code read:KEY} reads
     * only. Without any, nobody may write.
     */
    Optional<List<String>> keys();

    /** Whether reading needs a key too. */
    @WithDefault("false")
    boolean readNeedsKey();

    /** How many requests a minute a key may make, on each replica; 0 for as many as it likes. */
    @WithDefault("6000")
    int rate();

    /** How many requests a minute may come without a key from one address, on each replica; 0 for any number. */
    @WithDefault("0")
    int anonymousRate();
}
