package dateline.enrich.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** How topics are told. */
@ConfigMapping(prefix = "dateline.topics")
public interface TopicConfig {

    /**
     * Whether a model tells the topics of English releases; without it their words do, as they do in other languages, at a tenth of the
     * time.
     */
    @WithDefault("true")
    boolean model();

    /** A head that {@code deploy/train-topics} has written, in place of the one that comes with the service. */
    Optional<Path> head();

    /**
     * An update of the IPTC Media Topics in place of the version that comes with the service: the vocabulary as IPTC publishes it as JSON,
     * in all languages.
     */
    Optional<Path> vocabulary();
}
