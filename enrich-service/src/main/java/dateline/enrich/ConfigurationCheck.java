package dateline.enrich;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses to start with a key under {@code dateline.} that no feature of this service has. Keys under a feature are checked by
 * their mapping; this finds a misspelt feature.
 */
@ApplicationScoped
class ConfigurationCheck {

    // "shared" is where the build keeps its corpora: a system property of test runs, of no meaning here.
    private static final Set<String> KNOWN = Set.of("stream", "entities", "topics", "duplicates", "shared");

    void check(@Observes StartupEvent event, Config config) {
        Set<String> unknown = unknown(config.getPropertyNames());
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("unknown configuration keys: " + String.join(", ", unknown));
        }
    }

    static Set<String> unknown(Iterable<String> names) {
        Set<String> unknown = new TreeSet<>();
        for (String name : names) {
            if (name.startsWith("dateline.") && !KNOWN.contains(name.split("\\.", 3)[1])) {
                unknown.add(name);
            }
        }
        return unknown;
    }
}
