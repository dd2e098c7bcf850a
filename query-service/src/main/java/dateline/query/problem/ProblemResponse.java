package dateline.query.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerResponse;
import org.jboss.logging.Logger;

/** Problems as answers of routes that stand beside the resources. */
public final class ProblemResponse {

    private static final Logger LOG = Logger.getLogger(ProblemResponse.class);
    static final String CHALLENGE = "ApiKey header=\"X-Api-Key\"";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProblemResponse() {}

    /**
     * Ends a response with the problem that a failure is.
     *
     * @param response whose head was not written yet
     * @param path what was asked for
     * @param failure a {@link ProblemException}, or what else went wrong
     */
    public static void send(HttpServerResponse response, String path, Throwable failure) {
        ProblemException known = failure instanceof ProblemException problem
                ? problem
                : DatabaseFailure.problem(failure).orElse(null);
        if (known == null) {
            LOG.errorf(failure, "request failed path=%s", path);
        }
        Problem problem = known == null
                ? new Problem(
                        "about:blank",
                        "Internal Server Error",
                        500,
                        "The service failed; its log says why.",
                        null,
                        null,
                        null)
                : known.problem();
        if (known != null && known.retryAfterSeconds() > 0) {
            response.putHeader("Retry-After", Integer.toString(known.retryAfterSeconds()));
        }
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", CHALLENGE);
        }
        try {
            response.setStatusCode(problem.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .putHeader("Cache-Control", "no-store")
                    .end(JSON.writeValueAsString(problem.at(path)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
