package dateline.ingest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource throws into a {@link Problem}. */
final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException e, UriInfo uri) {
        Response.ResponseBuilder response = answer(e.status(), e.getMessage(), uri, e.field(), e.candidates());
        if (e.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "ApiKey header=\"X-Api-Key\"");
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException e, UriInfo uri) {
        Throwable cause = e.getCause();
        if (cause instanceof JsonProcessingException json) {
            return json(json, uri);
        }
        int status = e.getResponse().getStatus();
        Response.ResponseBuilder response = answer(status, detail(status, e), uri, null);
        String allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? response : response.header(HttpHeaders.ALLOW, allow)).build();
    }

    // Named too, because the framework has a mapper of its own for it.
    @ServerExceptionMapper
    Response mismatch(MismatchedInputException e, UriInfo uri) {
        return json(e, uri);
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException e, UriInfo uri) {
        String field = null;
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            field = mapping.getPath().stream()
                    .map(reference -> reference.getFieldName() == null
                            ? "[" + reference.getIndex() + "]"
                            : reference.getFieldName())
                    .collect(Collectors.joining("."));
        }
        return answer(400, "The body cannot be read as JSON: " + e.getOriginalMessage(), uri, field)
                .build();
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException e, UriInfo uri) {
        LOG.errorf(e, "outcome=error path=%s", uri.getPath());
        return answer(500, "The request could not be served; the service's log says why.", uri, null)
                .build();
    }

    private static String detail(int status, WebApplicationException e) {
        return switch (status) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This method is not allowed at this address.";
            case 406 -> "None of the media types that the request accepts can be served.";
            case 413 -> "The body is larger than this service reads.";
            case 415 -> "The body's media type is not one that this address reads.";
            default -> e.getMessage();
        };
    }

    private static Response.ResponseBuilder answer(int status, String detail, UriInfo uri, String field) {
        return answer(status, detail, uri, field, null);
    }

    private static Response.ResponseBuilder answer(
            int status, String detail, UriInfo uri, String field, List<?> candidates) {
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(status, detail, uri.getRequestUri().getPath(), field, candidates));
    }
}
