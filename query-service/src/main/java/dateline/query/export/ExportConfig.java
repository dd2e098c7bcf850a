package dateline.query.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Exports of searches. */
@ConfigMapping(prefix = "dateline.export")
public interface ExportConfig {

    /** The most releases that one export gives. */
    @WithDefault("1000000")
    int maxRows();

    /** How many positions are looked up at once; more make fewer and longer statements. */
    @WithDefault("5000")
    int positions();

    /** How many releases are in memory at once. */
    @WithDefault("100")
    int chunk();

    /** How many exports may run at the same time; each holds a thread, and further ones are asked to come back. */
    @WithDefault("4")
    int concurrent();
}
