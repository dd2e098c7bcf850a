package dateline.query.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Searches as feeds. */
@ConfigMapping(prefix = "dateline.feed")
public interface FeedConfig {

    /** How long a reader may keep a feed before it asks again. */
    @WithDefault("1m")
    Duration maxAge();

    /** WebSub hubs that follow these feeds; each feed names them. */
    Optional<List<URI>> hubs();

    /** What the titles of feeds begin with. */
    @WithDefault("Dateline")
    String name();
}
