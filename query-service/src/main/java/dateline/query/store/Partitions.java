package dateline.query.store;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Session;

/** Makes the partitions that a batch needs before it is written. */
@ApplicationScoped
class Partitions {

    // Any constant will do; it names this job among the database's advisory locks.
    private static final long LOCK = 0x646174656c696e65L;

    private final Session session;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    Partitions(Session session) {
        this.session = session;
    }

    /** Makes those of the months that are not there yet. Several services may do so at once. */
    void ensure(Collection<Month> months) {
        for (Month month : months) {
            if (!known.contains(month.name())) {
                QuarkusTransaction.requiringNew().run(() -> session.doWork(connection -> make(connection, month)));
                known.add(month.name());
            }
        }
    }

    /** Forgets what is there, for after a partition was found missing. */
    void forget() {
        known.clear();
    }

    // To attach a table takes a weaker lock than to create it as a partition: searches go on.
    private static void make(Connection connection, Month month) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            statement.execute("""
                    do $$
                    begin
                      if to_regclass('query.%1$s') is null then
                        create table query.%1$s (like query.release including all);
                        alter table query.release attach partition query.%1$s for values from (%2$s) to (%3$s);
                      end if;
                    end
                    $$
                    """.formatted(month.name(), month.from(), month.to()));
        }
    }
}
