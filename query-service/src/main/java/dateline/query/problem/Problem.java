package dateline.query.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A problem detail, RFC 9457.
 *
 * @param type names the kind of problem; {@code about:blank} when the status says it all
 * @param title the kind of problem in words
 * @param status the HTTP status
 * @param detail what is wrong this time, for a person
 * @param instance the path that was asked for
 * @param field the parameter or field to blame, if one is
 * @param column where in the field's value, counted from 1, if it is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A problem detail as in RFC 9457.")
public record Problem(
        String type, String title, int status, String detail, String instance, String field, Integer column) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The same problem, met at a path. */
    public Problem at(String path) {
        return new Problem(type, title, status, detail, path, field, column);
    }
}
