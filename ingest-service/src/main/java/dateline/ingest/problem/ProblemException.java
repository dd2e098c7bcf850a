package dateline.ingest.problem;

import java.util.List;

/** A request that cannot be served; it becomes a {@link Problem}. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String field;
    private final transient List<?> candidates;

    private ProblemException(int status, String field, String detail) {
        this(status, field, detail, null);
    }

    private ProblemException(int status, String field, String detail, List<?> candidates) {
        super(detail);
        this.status = status;
        this.field = field;
        this.candidates = candidates;
    }

    /**
     * A field or parameter whose value cannot be taken (400).
     *
     * @param field the name as the client wrote it
     * @param detail what is wrong with it, as a sentence
     * @return the exception to throw
     */
    public static ProblemException invalid(String field, String detail) {
        return new ProblemException(400, field, detail);
    }

    /**
     * A request without the key that it needs (401).
     *
     * @param detail what is missing, as a sentence
     * @return the exception to throw
     */
    public static ProblemException unauthorised(String detail) {
        return new ProblemException(401, null, detail);
    }

    /**
     * A request that is never allowed here (403).
     *
     * @param detail why, as a sentence
     * @return the exception to throw
     */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(403, null, detail);
    }

    /**
     * A thing that is not there (404).
     *
     * @param detail what, as a sentence
     * @return the exception to throw
     */
    public static ProblemException notFound(String detail) {
        return new ProblemException(404, null, detail);
    }

    /**
     * A request at odds with the present state (409).
     *
     * @param field the field to blame, or null
     * @param detail the conflict, as a sentence
     * @return the exception to throw
     */
    public static ProblemException conflict(String field, String detail) {
        return new ProblemException(409, field, detail);
    }

    /**
     * A request that is understood and cannot be followed as it is (422).
     *
     * @param field the field to blame
     * @param detail why, as a sentence
     * @param candidates what the client may choose from instead, or null
     * @return the exception to throw
     */
    public static ProblemException unprocessable(String field, String detail, List<?> candidates) {
        return new ProblemException(422, field, detail, candidates);
    }

    List<?> candidates() {
        return candidates;
    }

    int status() {
        return status;
    }

    String field() {
        return field;
    }
}
