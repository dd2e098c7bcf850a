package dateline.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dateline.enrich.stream.StreamConfig;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationCheckTest {

    @Test
    void aMisspeltFeatureIsFound() {
        assertThat(ConfigurationCheck.unknown(
                        List.of("dateline.stream.workers", "dateline.steam.workers", "quarkus.http.port")))
                .containsExactly("dateline.steam.workers");
    }

    @Test
    void aMisspeltKeyIsRefused() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withMapping(StreamConfig.class)
                .withDefaultValue("dateline.stream.wrokers", "2");

        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("dateline.stream.wrokers");
    }
}
