package dateline.query;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * Refuses to start with a key under {@code dateline.} that no feature of this service has. Keys under a feature are checked by
 * their mapping; this finds a misspelt feature.
 */
@ApplicationScoped
class ConfigurationCheck {

    // "shared" is where the build keeps its corpora: a system property of test runs, of no meaning here.
    private static final Set<String> KNOWN =
            Set.of("search", "store", "shared", "site", "feed", "export", "live", "alert", "api");

    void check(@Observes StartupEvent event, Config config) {
        // The environment is often shared by several services, so what it has for others is no fault.
        List<String> names = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith("dateline."))
                .filter(name -> !fromEnvironment(config.getConfigValue(name)))
                .toList();
        Set<String> unknown = unknown(names);
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("unknown configuration keys: " + String.join(", ", unknown));
        }
    }

    private static boolean fromEnvironment(ConfigValue value) {
        return value.getSourceName() != null && value.getSourceName().startsWith("EnvConfigSource");
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
