package dateline.query.problem;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final int retryAfterSeconds;

    private ProblemException(Problem problem, int retryAfterSeconds) {
        super(problem.title() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** 400: a parameter's value cannot be used. */
    public static ProblemException badParameter(String field, String detail) {
        return badParameter(field, null, detail);
    }

    /** 400: a parameter's value cannot be used, and the fault stands at a column, counted from 1. */
    public static ProblemException badParameter(String field, Integer column, String detail) {
        return new ProblemException(
                new Problem("urn:dateline:problem:bad-parameter", "Bad parameter", 400, detail, null, field, column),
                0);
    }

    /** 401: the request needs a key that is known. */
    public static ProblemException unauthorised(String detail) {
        return new ProblemException(
                new Problem("urn:dateline:problem:unauthorised", "Unauthorised", 401, detail, null, null, null), 0);
    }

    /** 403: who asks may not. */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(
                new Problem("urn:dateline:problem:forbidden", "Forbidden", 403, detail, null, null, null), 0);
    }

    /** 429: who asks has asked too often. */
    public static ProblemException tooMany(String detail, int retryAfterSeconds) {
        return new ProblemException(
                new Problem("urn:dateline:problem:too-many", "Too many requests", 429, detail, null, null, null),
                retryAfterSeconds);
    }

    /** 404: there is no such thing, or not yet. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(
                new Problem("urn:dateline:problem:not-found", "Not found", 404, detail, null, null, null), 0);
    }

    /** 410: it was here and was taken back. */
    public static ProblemException gone(String detail) {
        return new ProblemException(new Problem("urn:dateline:problem:gone", "Gone", 410, detail, null, null, null), 0);
    }

    /** 503: the answer would have taken too long. */
    public static ProblemException tooSlow(String detail) {
        return new ProblemException(
                new Problem("urn:dateline:problem:too-slow", "Took too long", 503, detail, null, null, null), 2);
    }

    /** 503: the database cannot be reached. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(
                new Problem("urn:dateline:problem:unavailable", "Unavailable", 503, detail, null, null, null), 5);
    }

    /** The problem that the caller is told. */
    public Problem problem() {
        return problem;
    }

    int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
