package dateline.ingest.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dateline.ingest.problem.ProblemException;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.security.MessageDigest;
import java.util.List;

@jakarta.ws.rs.ext.Provider
@KeyRequired
final class KeyFilter implements ContainerRequestFilter {

    // Filters are made when the application is built into its classes, before it has a configuration.
    private final Provider<ApiConfig> config;

    KeyFilter(Provider<ApiConfig> config) {
        this.config = config;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        List<String> keys = config.get().keys().orElse(List.of()).stream()
                .filter(key -> !key.isBlank())
                .toList();
        if (keys.isEmpty()) {
            throw ProblemException.forbidden("No key is configured, so nobody may write: set dateline.api.keys.");
        }
        String given = request.getHeaderString("X-Api-Key");
        if (given == null) {
            throw ProblemException.unauthorised("This request needs a key in the header X-Api-Key.");
        }
        byte[] bytes = given.trim().getBytes(UTF_8);
        // Compared in constant time, so that the time of the answer tells nothing of the key.
        if (keys.stream().noneMatch(key -> MessageDigest.isEqual(key.trim().getBytes(UTF_8), bytes))) {
            throw ProblemException.unauthorised("The key in the header X-Api-Key is not one of the configured keys.");
        }
    }
}
