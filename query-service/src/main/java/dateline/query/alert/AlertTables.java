package dateline.query.alert;

import dateline.query.search.ChangePosition;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;

/** The alerts that are kept, and how far the changes have been held against them. */
@ApplicationScoped
class AlertTables {

    /** How many alerts are on, and a sum that changes with each change of one of them. */
    record Version(long count, long sum) {}

    /** A release that an alert matched. */
    record Match(UUID alert, String release, int revision) {}

    private static final String COLUMNS =
            "id, owner, name, search, webhook, digest_minutes, revisions, created, failing_since, disabled, notice";
    private static final String INSERT = """
            insert into query.alert (id, owner, name, search, webhook, secret, digest_minutes, revisions, created, next_digest,
              version)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nextval('query.alert_version')
            where (select count(*) from query.alert where owner = ?) < ?
            """;
    private static final String UPDATE = """
            update query.alert set name = ?, search = ?, webhook = ?, digest_minutes = ?, revisions = ?, next_digest = ?,
              disabled = ?, notice = ?, failing_since = ?, version = nextval('query.alert_version')
            where id = ? and owner = ?
            """;
    private static final String VERSION =
            "select count(*), coalesce(sum(version), 0) from query.alert where disabled is null";
    private static final String BEGIN = """
            insert into query.alert_position as p (transaction, number) values (?, ?)
            on conflict (one) do update set transaction = excluded.transaction, number = excluded.number
            where not exists (select from query.alert where disabled is null)
            """;
    private static final String MOVE = """
            update query.alert_position set transaction = ?, number = ? where transaction = ? and number = ?
            """;
    private static final String MATCH = """
            insert into query.alert_match (alert, release, revision, matched, delivery)
            select a.id, ?, ?, ?, null from query.alert a
            where a.id = ? and a.disabled is null and (a.revisions or not exists (
              select from query.alert_match m where m.alert = a.id and m.release = ?))
            on conflict (alert, release, revision) do nothing
            """;
    // Those that are told at once, and the digests whose time has come.
    private static final String DELIVER = """
            with due as (
              select m.alert, m.release, m.revision,
                (row_number() over (partition by m.alert order by m.matched, m.release, m.revision) - 1) / ? as number
              from query.alert_match m join query.alert a on a.id = m.alert
              where m.delivery is null and a.disabled is null and (a.digest_minutes = 0 or a.next_digest <= ?)
            ), parcel as materialized (
              select alert, number, gen_random_uuid() as delivery, count(*) as releases from due group by alert, number
            ), made as (
              insert into query.alert_delivery (id, alert, created, state, releases, attempts, due)
              select delivery, alert, ?, 'waiting', releases, 0, ? from parcel
            )
            update query.alert_match m set delivery = p.delivery
            from due d join parcel p on p.alert = d.alert and p.number = d.number
            where m.alert = d.alert and m.release = d.release and m.revision = d.revision
            """;
    private static final String NEXT_DIGEST = """
            update query.alert set next_digest = ?::timestamptz + make_interval(mins => digest_minutes)
            where digest_minutes > 0 and disabled is null and next_digest <= ?
            """;

    private final Session session;
    private final AlertConfig config;

    AlertTables(Session session, AlertConfig config) {
        this.session = session;
        this.config = config;
    }

    /**
     * Keeps a new alert; false when its owner has too many.
     *
     * @param end the position behind what is there already, of which nobody is told
     */
    boolean add(Alert alert, String secret, Instant nextDigest, ChangePosition end) {
        return inTransaction(connection -> {
            beginAt(connection, end);
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                int at = 1;
                insert.setObject(at++, alert.id());
                insert.setString(at++, alert.owner());
                insert.setString(at++, alert.name());
                insert.setString(at++, alert.search());
                insert.setString(at++, alert.webhook().toString());
                insert.setString(at++, secret);
                insert.setInt(at++, alert.digestMinutes());
                insert.setBoolean(at++, alert.revisions());
                insert.setObject(at++, utc(alert.created()));
                insert.setObject(at++, utc(nextDigest));
                insert.setString(at++, alert.owner());
                insert.setInt(at, config.perOwner());
                return insert.executeUpdate() == 1;
            }
        });
    }

    /** Replaces what may change of an alert; false when there is none of this id and owner. */
    boolean change(Alert alert, Instant nextDigest, ChangePosition end) {
        return inTransaction(connection -> {
            beginAt(connection, end);
            try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
                int at = 1;
                update.setString(at++, alert.name());
                update.setString(at++, alert.search());
                update.setString(at++, alert.webhook().toString());
                update.setInt(at++, alert.digestMinutes());
                update.setBoolean(at++, alert.revisions());
                update.setObject(at++, utc(nextDigest));
                update.setObject(at++, utc(alert.disabled()));
                update.setString(at++, alert.notice());
                update.setObject(at++, utc(alert.failingSince()));
                update.setObject(at++, alert.id());
                update.setString(at, alert.owner());
                return update.executeUpdate() == 1;
            }
        });
    }

    /** Drops an alert with its history; false when there is none of this id and owner. */
    boolean remove(UUID id, String owner) {
        return inTransaction(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from query.alert where id = ? and owner = ?")) {
                delete.setObject(1, id);
                delete.setString(2, owner);
                return delete.executeUpdate() == 1;
            }
        });
    }

    /** The alerts of an owner, the oldest first. */
    List<Alert> of(String owner) {
        return query("select " + COLUMNS + " from query.alert where owner = ? order by created, id", owner);
    }

    /** An alert of an owner. */
    Optional<Alert> find(UUID id, String owner) {
        return query("select " + COLUMNS + " from query.alert where id = ? and owner = ?", id, owner).stream()
                .findFirst();
    }

    /** The alerts of these ids that are on. */
    List<Alert> on(Collection<UUID> ids) {
        return query("select " + COLUMNS + " from query.alert where disabled is null and id = any (?)", (Object)
                ids.toArray(UUID[]::new));
    }

    Version version() {
        return inTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(VERSION);
                    ResultSet row = select.executeQuery()) {
                row.next();
                return new Version(row.getLong(1), row.getLong(2));
            }
        });
    }

    /** The version of each alert that is on. */
    Map<UUID, Long> versions() {
        return inTransaction(connection -> {
            Map<UUID, Long> versions = new HashMap<>();
            try (PreparedStatement select =
                            connection.prepareStatement("select id, version from query.alert where disabled is null");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    versions.put(rows.getObject(1, UUID.class), rows.getLong(2));
                }
            }
            return versions;
        });
    }

    /** How far the changes have been matched, if they ever were. */
    Optional<ChangePosition> position() {
        return inTransaction(AlertTables::selected);
    }

    // While no alert is on, nobody moves the position: the first one begins at the end.
    private static void beginAt(Connection connection, ChangePosition end) throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
            begin.setLong(1, end.transaction());
            begin.setLong(2, end.number());
            begin.executeUpdate();
        }
    }

    private static Optional<ChangePosition> selected(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select transaction, number from query.alert_position");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(new ChangePosition(row.getLong(1), row.getLong(2))) : Optional.empty();
        }
    }

    /**
     * Moves on and keeps what was matched on the way, both or neither.
     *
     * @return false when another replica has moved on meanwhile; then nothing was written
     */
    boolean advance(ChangePosition from, ChangePosition to, List<Match> matches, Instant now) {
        return inTransaction(connection -> {
            try (PreparedStatement move = connection.prepareStatement(MOVE)) {
                move.setLong(1, to.transaction());
                move.setLong(2, to.number());
                move.setLong(3, from.transaction());
                move.setLong(4, from.number());
                if (move.executeUpdate() == 0) {
                    return false;
                }
            }
            if (!matches.isEmpty()) {
                try (PreparedStatement insert = connection.prepareStatement(MATCH)) {
                    for (Match match : matches) {
                        insert.setString(1, match.release());
                        insert.setInt(2, match.revision());
                        insert.setObject(3, utc(now));
                        insert.setObject(4, match.alert());
                        insert.setString(5, match.release());
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
            }
            return true;
        });
    }

    /** Makes deliveries of the matches whose time has come. */
    void deliver(Instant now) {
        inTransaction(connection -> {
            // One replica at a time; the key is any constant that names this job among the advisory locks.
            try (PreparedStatement lock =
                    connection.prepareStatement("select pg_try_advisory_xact_lock(7233181901341453669)")) {
                ResultSet row = lock.executeQuery();
                row.next();
                if (!row.getBoolean(1)) {
                    return null;
                }
            }
            try (PreparedStatement deliver = connection.prepareStatement(DELIVER);
                    PreparedStatement next = connection.prepareStatement(NEXT_DIGEST)) {
                deliver.setInt(1, config.perDelivery());
                deliver.setObject(2, utc(now));
                deliver.setObject(3, utc(now));
                deliver.setObject(4, utc(now));
                deliver.executeUpdate();
                next.setObject(1, utc(now));
                next.setObject(2, utc(now));
                next.executeUpdate();
            }
            return null;
        });
    }

    /** Forgets what is older. */
    void forget(Instant before) {
        inTransaction(connection -> {
            for (String sql : List.of(
                    "delete from query.alert_delivery where created < ? and state <> 'waiting'",
                    "delete from query.alert_match where matched < ? and delivery is not null")) {
                try (PreparedStatement delete = connection.prepareStatement(sql)) {
                    delete.setObject(1, utc(before));
                    delete.executeUpdate();
                }
            }
            return null;
        });
    }

    private List<Alert> query(String sql, Object... parameters) {
        return inTransaction(connection -> {
            List<Alert> alerts = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    if (parameters[i] instanceof UUID[] ids) {
                        select.setArray(i + 1, connection.createArrayOf("uuid", ids));
                    } else {
                        select.setObject(i + 1, parameters[i]);
                    }
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        alerts.add(alert(rows));
                    }
                }
            }
            return alerts;
        });
    }

    private static Alert alert(ResultSet row) throws SQLException {
        return new Alert(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                URI.create(row.getString(5)),
                row.getInt(6),
                row.getBoolean(7),
                instant(row, 8),
                instant(row, 9),
                instant(row, 10),
                row.getString(11));
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private <T> T inTransaction(ReturningWork<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> session.doReturningWork(work));
    }
}
