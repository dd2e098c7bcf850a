package dateline.query.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Drops the months that are older than releases are kept. A month goes as a whole, and searches go on meanwhile: its partition
 * is detached without a lock that they would wait for.
 */
@Startup
@ApplicationScoped
class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);

    // Found by their names, so that a table that a stopped run has detached already is dropped by the next one.
    private static final String TABLES = """
            select c.relname, i.inhrelid is not null, coalesce(i.inhdetachpending, false)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
              left join pg_inherits i on i.inhrelid = c.oid and i.inhparent = to_regclass('query.release')
            where n.nspname = 'query' and c.relkind = 'r' and c.relname ~ '^release_([0-9]{4}_[0-9]{2}|past)$'
            order by c.relname
            """;

    private record Table(String name, boolean attached, boolean detaching) {}

    private final DataSource database;
    private final StoreConfig config;
    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final Optional<ScheduledFuture<?>> schedule;

    Retention(DataSource database, StoreConfig config, InstantSource clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "retention");
            thread.setDaemon(true);
            return thread;
        });
        this.schedule = config.keep()
                .map(keep -> timer.scheduleWithFixedDelay(
                        this::run, 0, config.retentionEvery().toMillis(), TimeUnit.MILLISECONDS));
    }

    void stop(@Observes ShutdownEvent event) {
        schedule.ifPresent(work -> work.cancel(false));
        timer.shutdownNow();
    }

    /** The start of the oldest month that is kept, or empty when all are. */
    Optional<Instant> oldest() {
        return config.keep().map(keep -> Month.start(clock.instant().minus(keep)));
    }

    private void run() {
        try {
            drop(oldest().orElseThrow());
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("retention failed reason=\"%s\"", e.getMessage());
        }
    }

    /**
     * Drops the months that end at or before an instant, with the earlier revisions of their releases.
     *
     * @return the names of their tables
     */
    List<String> drop(Instant oldest) throws SQLException {
        List<String> dropped = new ArrayList<>();
        // No transaction is open: a partition is detached in two of the database's own.
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (Table table : tables(statement)) {
                if (!Month.ends(table.name()).isAfter(oldest)) {
                    drop(statement, table);
                    dropped.add(table.name());
                    LOG.infof("retention dropped=%s", table.name());
                }
            }
        }
        return dropped;
    }

    private static List<Table> tables(Statement statement) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(new Table(rows.getString(1), rows.getBoolean(2), rows.getBoolean(3)));
            }
        }
        return tables;
    }

    private static void drop(Statement statement, Table table) throws SQLException {
        if (table.attached()) {
            statement.execute("alter table query.release detach partition query." + table.name()
                    + (table.detaching() ? " finalize" : " concurrently"));
        }
        statement.execute("delete from query.revision r using query." + table.name() + " t where r.release = t.id");
        statement.execute("delete from query.copy c using query." + table.name() + " t where c.release = t.id");
        statement.execute("delete from query.place p using query." + table.name()
                + " t where p.id = t.id and p.published = t.published");
        statement.execute("drop table query." + table.name());
    }
}
