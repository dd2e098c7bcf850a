package dateline.enrich.stream;

import dateline.enrich.entity.Engine;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How entities are found. */
@ConfigMapping(prefix = "dateline.entities")
public interface EntitiesConfig {

    /** What finds the names of English text: {@code auto}, {@code accurate}, {@code fast} or {@code rules}. */
    @WithDefault("auto")
    Engine engine();

    /** An operator's lexicon: a CSV file with the head {@code name,type,id,aliases}, see {@link dateline.enrich.entity.LexiconFile}. */
    Optional<Path> lexicon();

    /** How often the lexicon's file is looked at; a changed one is taken at once, a broken one leaves the old one in place. */
    @WithDefault("10s")
    Duration lexiconRefresh();
}
