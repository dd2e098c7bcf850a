package dateline.query.access;

import dateline.query.problem.ProblemException;
import jakarta.inject.Provider;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

@jakarta.ws.rs.ext.Provider
@KeyRequired
final class KeyFilter implements ContainerRequestFilter {

    // Filters are made when the application is built into its classes, before it has a configuration.
    private final Provider<Keys> keys;

    KeyFilter(Provider<Keys> keys) {
        this.keys = keys;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!keys.get().any()) {
            throw ProblemException.forbidden("No key is configured, so nobody may do this: set dateline.api.keys.");
        }
        String given = request.getHeaderString(Keys.HEADER);
        if (given == null) {
            throw ProblemException.unauthorised("This request needs a key in the header " + Keys.HEADER + ".");
        }
        // Unknown keys were refused before.
        boolean writes = keys.get().find(given).map(Keys.Key::writes).orElse(false);
        boolean reading = request.getMethod().equals(HttpMethod.GET)
                || request.getMethod().equals(HttpMethod.HEAD);
        if (!reading && !writes) {
            throw ProblemException.forbidden("This key may read, not write.");
        }
    }
}
