package dateline.query.document;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Where this service is seen from outside. */
@ConfigMapping(prefix = "dateline.site")
public interface SiteConfig {

    /**
     * The address under which people reach this service, such as {@code https://news.example.org/}: feeds and alerts need whole
     * addresses. Without it, the one that the request came to is taken.
     */
    Optional<URI> url();
}
