package dateline.query.problem;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a request ends with into a problem. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException e, UriInfo uri) {
        ResponseBuilder response = respond(e.problem(), uri);
        if (e.retryAfterSeconds() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, e.retryAfterSeconds());
        }
        if (e.problem().status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, ProblemResponse.CHALLENGE);
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException e, UriInfo uri) {
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "Refused" : known.getReasonPhrase();
        Problem problem = new Problem("about:blank", title, status, detail(status, e), null, null, null);
        ResponseBuilder response = respond(problem, uri);
        if (e instanceof NotAllowedException && e.getResponse().getHeaderString(HttpHeaders.ALLOW) != null) {
            response.header(HttpHeaders.ALLOW, e.getResponse().getHeaderString(HttpHeaders.ALLOW));
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response failed(Throwable e, UriInfo uri) {
        Optional<ProblemException> database = DatabaseFailure.problem(e);
        if (database.isPresent()) {
            return problem(database.get(), uri);
        }
        LOG.errorf(e, "request failed path=%s", uri.getPath());
        Problem problem = new Problem(
                "about:blank", "Internal Server Error", 500, "The service failed; its log says why.", null, null, null);
        return respond(problem, uri).build();
    }

    private static ResponseBuilder respond(Problem problem, UriInfo uri) {
        return Response.status(problem.status())
                .type(MediaType.valueOf(Problem.MEDIA_TYPE))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem.at(uri.getPath()));
    }

    private static String detail(int status, WebApplicationException e) {
        return switch (status) {
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path does not take that method.";
            case 406 -> "This path cannot answer with any of the accepted media types.";
            case 415 -> "This path does not take that media type.";
            default -> e.getMessage() == null ? "The request was refused." : e.getMessage();
        };
    }
}
