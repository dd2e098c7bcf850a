package dateline.ingest.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where feeds come from, and how their states are told. */
@ConfigMapping(prefix = "dateline.sources")
public interface SourcesConfig {

    /** An OPML file whose feeds are added at start and whenever the file changes; what leaves the file is not removed. */
    Optional<Path> opml();

    /** How often the OPML file is looked at for changes. */
    @WithDefault("10s")
    Duration opmlCheck();

    /** How often changed states are looked for, to be told on feeds.status. */
    @WithDefault("1s")
    Duration announce();
}
