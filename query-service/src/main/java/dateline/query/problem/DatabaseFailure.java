package dateline.query.problem;

import java.sql.SQLException;
import java.util.Optional;

/** Which failures of the database a caller can do something about. SQLSTATE codes as in Postgres' appendix A. */
final class DatabaseFailure {

    private DatabaseFailure() {}

    /** The problem to answer with, or empty when the failure is a fault of ours. */
    static Optional<ProblemException> problem(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                // A pool that gets no connection says so without a state.
                String state = sql.getSQLState() == null ? "08000" : sql.getSQLState();
                if (state.equals("57014")) {
                    return Optional.of(
                            ProblemException.tooSlow("The database took too long; a narrower search may not."));
                }
                if (state.startsWith("54")) {
                    return Optional.of(
                            ProblemException.badParameter("q", "The query is more than the database takes."));
                }
                if (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P")) {
                    return Optional.of(ProblemException.unavailable("The database is away."));
                }
            }
        }
        return Optional.empty();
    }
}
