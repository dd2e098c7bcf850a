package dateline.enrich.stream;

import dateline.enrich.entity.Engine;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How entities are found. */
@ConfigMapping(prefix = "dateline.entities")
public interface EntitiesConfig {

    /** What finds the names of English text: {@code auto}, {@code fast} or {@code rules}. */
    @WithDefault("auto")
    Engine engine();
}
