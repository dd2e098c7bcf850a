package dateline.query.search;

import java.time.Duration;
import org.hibernate.Session;

/** Ends what takes the database too long; the client is told 503 and when to come back. */
public final class StatementTimeout {

    private static final String SET = "select set_config('statement_timeout', :timeout, true)";

    private StatementTimeout() {}

    /** Sets how long each statement of the transaction may take. */
    public static void set(Session session, Duration most) {
        session.createNativeQuery(SET, Object.class)
                .setParameter("timeout", Long.toString(most.toMillis()))
                .getSingleResult();
    }
}
