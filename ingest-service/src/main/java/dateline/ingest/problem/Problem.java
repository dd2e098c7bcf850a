package dateline.ingest.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * A problem (RFC 9457), the body of every answer that is not a success.
 *
 * @param type a URI that names the kind of problem, {@code about:blank} where the status says it all
 * @param title the kind of problem in a few words
 * @param status the HTTP status code
 * @param detail one or two sentences about this occurrence
 * @param instance the path of the request
 * @param field the field or parameter to blame, or null
 * @param candidates what to choose from instead, or null; an extension member (RFC 9457, 3.2)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type, String title, int status, String detail, String instance, String field, List<?> candidates) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, String detail, String instance, String field, List<?> candidates) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return new Problem(
                "about:blank",
                known == null ? "Problem" : known.getReasonPhrase(),
                status,
                detail,
                instance,
                field,
                candidates);
    }
}
