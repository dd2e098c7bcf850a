package dateline.ingest;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses to start with a key under {@code dateline.} of a feature that this service does not have. Keys of a feature are
 * checked by the feature's mapping.
 */
@Singleton
final class ConfigurationCheck {

    // "shared" is a system property of test runs, and of no meaning to the service.
    private static final Set<String> FEATURES =
            Set.of("api", "event", "fetch", "poll", "push", "schedule", "sources", "shared");

    void check(@Observes StartupEvent event, Config config) {
        List<String> unknown = unknown(config.getPropertyNames()).stream()
                // One environment may serve several services.
                .filter(name -> !String.valueOf(config.getConfigValue(name).getSourceName())
                        .startsWith("EnvConfigSource"))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("unknown configuration keys: " + String.join(", ", unknown));
        }
    }

    static List<String> unknown(Iterable<String> names) {
        return StreamSupport.stream(names.spliterator(), false)
                .filter(name -> name.startsWith("dateline."))
                .filter(name -> !FEATURES.contains(name.split("\\.", 3)[1]))
                .sorted()
                .toList();
    }
}
