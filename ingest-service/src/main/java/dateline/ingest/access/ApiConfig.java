package dateline.ingest.access;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Access to the REST interface. */
@ConfigMapping(prefix = "dateline.api")
public interface ApiConfig {

    /** The keys of which a write request must carry one in the header {@code X-Api-Key}; without any, nobody may write. */
    Optional<List<String>> keys();
}
