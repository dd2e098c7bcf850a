package dateline.query.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** Whole addresses of this service. */
@ApplicationScoped
public class Site {

    private final SiteConfig config;

    Site(SiteConfig config) {
        this.config = config;
    }

    /** The address at which the service's paths begin; ends in a slash. */
    public String base(UriInfo request) {
        String base = config.url()
                .map(URI::toString)
                .orElseGet(() -> request.getBaseUri().toString());
        return base.endsWith("/") ? base : base + "/";
    }

    /** The address that was asked for, as it is seen from outside. */
    public String self(UriInfo request) {
        URI uri = request.getRequestUri();
        String path = uri.getRawPath().substring(1);
        return base(request) + (uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }
}
