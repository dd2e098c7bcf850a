package dateline.query.access;

import dateline.query.problem.ProblemException;
import dateline.query.problem.ProblemResponse;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;

/** Stands before everything that this service answers: pages, resources, streams. */
@ApplicationScoped
class AccessRoute {

    private static final int BEFORE_ALL_BUT_CORS = 200;
    // What the service tells its operator is not for everybody, and not counted.
    private static final String OPERATION = "/q/";

    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    // Pages say for themselves what they need; everything else needs nothing.
    private static final String POLICY =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private final Keys keys;
    private final ApiConfig config;
    private final RateLimiter limiter = new RateLimiter();

    AccessRoute(Keys keys, ApiConfig config) {
        this.keys = keys;
        this.config = config;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, BEFORE_ALL_BUT_CORS);
    }

    private void enter(RoutingContext context) {
        HttpServerResponse response = context.response();
        boolean operation = context.normalizedPath().startsWith(OPERATION);
        context.addHeadersEndHandler(nothing -> guard(response.headers(), operation));
        if (operation) {
            context.next();
            return;
        }
        try {
            admit(context);
        } catch (ProblemException e) {
            ProblemResponse.send(response, context.normalizedPath(), e);
            return;
        }
        context.next();
    }

    private void admit(RoutingContext context) {
        String given = context.request().getHeader(Keys.HEADER);
        Optional<Keys.Key> key = given == null ? Optional.empty() : keys.find(given);
        if (given != null && key.isEmpty() && keys.any()) {
            // Guesses count against the address that makes them.
            limit(context, address(context), config.anonymousRate() == 0 ? config.rate() : config.anonymousRate());
            throw ProblemException.unauthorised(
                    "The key in the header " + Keys.HEADER + " is not one of the configured.");
        }
        if (key.isPresent()) {
            limit(context, "key " + key.get().id(), config.rate());
        } else {
            limit(context, address(context), config.anonymousRate());
            if (config.readNeedsKey()) {
                throw ProblemException.unauthorised("This service needs a key in the header " + Keys.HEADER + ".");
            }
        }
    }

    // IETF draft "RateLimit header fields for HTTP": a policy of so many requests a window, and what is left of it.
    private void limit(RoutingContext context, String caller, int quota) {
        if (quota <= 0) {
            return;
        }
        RateLimiter.Grant grant = limiter.take(caller, quota, System.nanoTime());
        context.response()
                .putHeader("RateLimit-Policy", "\"minute\";q=" + quota + ";w=60")
                .putHeader("RateLimit", "\"minute\";r=" + grant.remaining() + ";t=" + grant.resetSeconds());
        if (!grant.granted()) {
            throw ProblemException.tooMany(
                    "At most " + quota + " requests a minute.", Math.toIntExact(grant.retrySeconds()));
        }
    }

    private static String address(RoutingContext context) {
        return "address "
                + (context.request().remoteAddress() == null
                        ? "unknown"
                        : context.request().remoteAddress().hostAddress());
    }

    private static void guard(MultiMap headers, boolean operation) {
        HEADERS.forEach((name, value) -> {
            if (!headers.contains(name)) {
                headers.set(name, value);
            }
        });
        // Swagger UI brings scripts of its own.
        if (!operation && !headers.contains("Content-Security-Policy")) {
            headers.set("Content-Security-Policy", POLICY);
        }
    }
}
