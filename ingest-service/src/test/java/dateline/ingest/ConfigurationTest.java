package dateline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dateline.ingest.fetch.FetchConfig;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

    @Test
    void aMisspeltKeyOfAFeatureFailsTheStart() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withMapping(FetchConfig.class)
                .withSources(new PropertiesConfigSource(Map.of("dateline.fetch.user-agnet", "x"), "test", 100));
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("dateline.fetch.user-agnet");
    }

    @Test
    void aMisspeltFeatureFailsTheStart() {
        assertThat(ConfigurationCheck.unknown(
                        List.of("dateline.fetch.deadline", "dateline.fecth.deadline", "quarkus.http.port")))
                .containsExactly("dateline.fecth.deadline");
    }
}
