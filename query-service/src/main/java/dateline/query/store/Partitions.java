package dateline.query.store;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Session;

/** Makes the partitions that a batch needs before it is written, and keeps what the planner knows of them. */
@ApplicationScoped
class Partitions {

    // Any constant will do; it names this job among the database's advisory locks.
    private static final long LOCK = 0x646174656c696e65L;

    private static final int FIRST_SURVEY = 100;

    private final Session session;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Map<String, Growth> growths = new ConcurrentHashMap<>();

    /** How many releases this service has put into a partition, and at how many it is surveyed next. */
    private record Growth(int releases, int next) {}

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

    /**
     * Tells that a batch was written. Without statistics of the dates the planner takes them to be selective and reads each
     * release of a month instead of asking the word index; autovacuum comes too late when many arrive. So the dates of a
     * partition are surveyed each time it has doubled, which takes milliseconds.
     *
     * @param months the month of each release
     */
    void grown(Collection<Month> months) {
        Map<String, Integer> counts = new TreeMap<>();
        months.forEach(month -> counts.merge(month.name(), 1, Integer::sum));
        counts.forEach((name, count) -> {
            Growth growth = growths.getOrDefault(name, new Growth(0, FIRST_SURVEY));
            int releases = growth.releases() + count;
            int next = growth.next();
            if (releases >= next) {
                QuarkusTransaction.requiringNew().run(() -> session.doWork(connection -> survey(connection, name)));
                next = releases * 2;
            }
            growths.put(name, new Growth(releases, next));
        });
    }

    private static void survey(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze query." + name + " (published, withdrawn)");
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
