package dateline.query.alert;

import dateline.query.search.SearchConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;

/** The deliveries: which are due, and what came of them. */
@ApplicationScoped
class Deliveries {

    /** A delivery that this replica has taken upon itself for a while. */
    record Due(
            UUID id,
            UUID alert,
            String name,
            String search,
            URI webhook,
            String secret,
            int attempt,
            Instant created) {}

    /** A release of a delivery: its event as JSON, and what it is dated. */
    record Told(String event, Instant published) {}

    /** A delivery as its owner sees it. */
    record Past(
            UUID id,
            Instant created,
            String state,
            int releases,
            int attempts,
            Instant due,
            Instant attempted,
            Integer status,
            String error) {}

    private static final String CLAIM = """
            update query.alert_delivery d set due = ?, attempts = attempts + 1, attempted = ?
            from (
              select w.id, a.name, a.search, a.webhook, a.secret
              from query.alert_delivery w join query.alert a on a.id = w.alert
              where w.state = 'waiting' and w.due <= ? order by w.due limit ? for update of w skip locked
            ) c
            where d.id = c.id
            returning d.id, d.alert, c.name, c.search, c.webhook, c.secret, d.attempts, d.created
            """;
    private static final String RELEASES = """
            select cast(r.event as text), r.published from query.alert_match m
              join query.place p on p.id = m.release
              join query.release r on r.id = p.id and r.published = p.published
            where m.delivery = ? and (? or r.embargoed_until is null or r.embargoed_until <= ?)
            order by r.published desc, r.id desc
            """;
    private static final String TAKEN =
            "update query.alert_delivery set state = 'delivered', status = ?, error = null where id = ?";
    private static final String WORKS =
            "update query.alert set failing_since = null where id = ? and failing_since is not null";
    private static final String FAILED = "update query.alert_delivery set status = ?, error = ?, due = ? where id = ?";
    // What else waits for the same webhook need not find out by itself.
    private static final String HOLD =
            "update query.alert_delivery set due = greatest(due, ?) where alert = ? and state = 'waiting'";
    private static final String FAILING =
            "update query.alert set failing_since = coalesce(failing_since, ?) where id = ? returning failing_since";
    private static final String DISABLE = """
            update query.alert set disabled = ?, notice = ?, version = nextval('query.alert_version')
            where id = ? and disabled is null
            """;
    private static final String ABANDON =
            "update query.alert_delivery set state = 'abandoned' where alert = ? and state = 'waiting'";
    private static final String PAST = """
            select id, created, state, releases, attempts, due, attempted, status, error from query.alert_delivery
            where alert = ? order by created desc, id limit 100
            """;

    private final Session session;
    private final AlertConfig config;
    private final SearchConfig limits;

    Deliveries(Session session, AlertConfig config, SearchConfig limits) {
        this.session = session;
        this.config = config;
        this.limits = limits;
    }

    /** Takes deliveries that are due upon this replica; if it dies, others may have them again when the lease is over. */
    List<Due> claim(int most, Instant now) {
        Instant lease = now.plus(config.timeout().multipliedBy(4));
        return inTransaction(connection -> {
            List<Due> due = new ArrayList<>();
            try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
                claim.setObject(1, AlertTables.utc(lease));
                claim.setObject(2, AlertTables.utc(now));
                claim.setObject(3, AlertTables.utc(now));
                claim.setInt(4, most);
                try (ResultSet rows = claim.executeQuery()) {
                    while (rows.next()) {
                        due.add(new Due(
                                rows.getObject(1, UUID.class),
                                rows.getObject(2, UUID.class),
                                rows.getString(3),
                                rows.getString(4),
                                URI.create(rows.getString(5)),
                                rows.getString(6),
                                rows.getInt(7),
                                AlertTables.instant(rows, 8)));
                    }
                }
            }
            return due;
        });
    }

    /** The releases of a delivery at their current revisions, the newest first. */
    List<Told> releases(UUID delivery, Instant now) {
        return inTransaction(connection -> {
            List<Told> told = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(RELEASES)) {
                select.setObject(1, delivery);
                select.setBoolean(2, !limits.withholdEmbargoed());
                select.setObject(3, AlertTables.utc(now));
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        told.add(new Told(rows.getString(1), AlertTables.instant(rows, 2)));
                    }
                }
            }
            return told;
        });
    }

    /** Keeps that a delivery was taken. */
    void taken(Due delivery, int status) {
        inTransaction(connection -> {
            update(connection, TAKEN, status, delivery.id());
            update(connection, WORKS, delivery.alert());
            return null;
        });
    }

    /**
     * Keeps that a try failed, and when the next one is; after long failure the alert is disabled.
     *
     * @return whether it was disabled
     */
    boolean failed(Due delivery, Outcome.Failed outcome, Duration pause, Instant now) {
        return inTransaction(connection -> {
            Instant due = now.plus(pause);
            update(connection, FAILED, outcome.status(), outcome.error(), AlertTables.utc(due), delivery.id());
            update(connection, HOLD, AlertTables.utc(due), delivery.alert());
            Instant since = now;
            try (PreparedStatement failing = connection.prepareStatement(FAILING)) {
                failing.setObject(1, AlertTables.utc(now));
                failing.setObject(2, delivery.alert());
                try (ResultSet row = failing.executeQuery()) {
                    if (row.next()) {
                        since = AlertTables.instant(row, 1);
                    }
                }
            }
            if (since.plus(config.giveUp()).isAfter(now)) {
                return false;
            }
            disable(
                    connection,
                    delivery.alert(),
                    "The webhook has failed since " + since + ", last with: " + outcome.error() + ".",
                    now);
            return true;
        });
    }

    /** Disables an alert whose webhook says that it is gone. */
    void refused(Due delivery, int status, Instant now) {
        inTransaction(connection -> {
            update(connection, FAILED, status, "gone", AlertTables.utc(now), delivery.id());
            disable(connection, delivery.alert(), "The webhook answered that it is gone (410).", now);
            return null;
        });
    }

    /** The last deliveries of an alert, the newest first. */
    List<Past> past(UUID alert) {
        return inTransaction(connection -> {
            List<Past> past = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(PAST)) {
                select.setObject(1, alert);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        past.add(new Past(
                                rows.getObject(1, UUID.class),
                                AlertTables.instant(rows, 2),
                                rows.getString(3),
                                rows.getInt(4),
                                rows.getInt(5),
                                AlertTables.instant(rows, 6),
                                AlertTables.instant(rows, 7),
                                rows.getObject(8, Integer.class),
                                rows.getString(9)));
                    }
                }
            }
            return past;
        });
    }

    private static void disable(Connection connection, UUID alert, String notice, Instant now) throws SQLException {
        update(connection, DISABLE, AlertTables.utc(now), notice, alert);
        update(connection, ABANDON, alert);
    }

    private static void update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                if (parameters[i] == null) {
                    update.setNull(i + 1, Types.INTEGER);
                } else {
                    update.setObject(i + 1, parameters[i]);
                }
            }
            update.executeUpdate();
        }
    }

    private <T> T inTransaction(ReturningWork<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> session.doReturningWork(work));
    }
}
