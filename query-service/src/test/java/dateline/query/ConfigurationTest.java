package dateline.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dateline.query.search.SearchConfig;
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
                .withMapping(SearchConfig.class)
                .withSources(new PropertiesConfigSource(Map.of("dateline.search.count-cup", "5"), "test", 100));

        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("dateline.search.count-cup");
    }

    @Test
    void aMisspeltFeatureFailsTheStart() {
        assertThat(ConfigurationCheck.unknown(
                        List.of("dateline.search.walk", "dateline.serch.walk", "quarkus.http.port")))
                .containsExactly("dateline.serch.walk");
    }
}
