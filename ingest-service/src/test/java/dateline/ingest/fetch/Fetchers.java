package dateline.ingest.fetch;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Settings of fetchers under test: small bodies, short deadlines, the loopback permitted. */
final class Fetchers {

    private Fetchers() {}

    static FetchConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "dateline.fetch.allow-private-addresses", "true",
                "dateline.fetch.max-bytes", "100000",
                "dateline.fetch.deadline", "3s"));
        all.putAll(settings);
        return new SmallRyeConfigBuilder()
                .withMapping(FetchConfig.class)
                .withConverter(Duration.class, 300, new DurationConverter())
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(FetchConfig.class);
    }
}
