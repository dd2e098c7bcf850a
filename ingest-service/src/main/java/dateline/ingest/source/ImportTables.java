package dateline.ingest.source;

import dateline.ingest.source.OpmlImport.Refusal;
import dateline.ingest.source.OpmlImport.Report;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The lists that are being imported, and what became of them. Works within the caller's transaction. */
@Singleton
final class ImportTables {

    private static final Duration KEPT = Duration.ofDays(30);

    private static final String FORGET = "delete from ingest.feed_import where finished < ?";
    private static final String INSERT =
            "insert into ingest.feed_import (id, created, document, total) values (?, ?, ?, ?)";
    // A process that dies in the middle of a batch leaves the row as it was, and unlocked.
    private static final String NEXT = """
            select id, done from ingest.feed_import
            where state = 'running' order by created limit 1 for update skip locked
            """;
    private static final String DOCUMENT = "select document from ingest.feed_import where id = ?";
    private static final String ADVANCE = """
            update ingest.feed_import set done = done + ?, added = added + ?, known = known + ?, refused = refused + ?,
                failures = 0,
                state = case when done + ? >= total then 'done' else state end,
                finished = case when done + ? >= total then ?::timestamptz end,
                document = case when done + ? >= total then null else document end
            where id = ?
            """;
    private static final String REFUSE = """
            insert into ingest.feed_import_refusal (import_id, entry, line, url, name, reason) values (?, ?, ?, ?, ?, ?)
            """;
    private static final String FAIL = """
            update ingest.feed_import set failures = failures + 1,
                state = case when failures + 1 >= ? then 'broken-off' else state end,
                reason = case when failures + 1 >= ? then ? end,
                finished = case when failures + 1 >= ? then ?::timestamptz end
            where id = ? and state = 'running'
            """;
    private static final String VIEW = """
            select state, reason, created, finished, total, done, added, known, refused from ingest.feed_import where id = ?
            """;
    private static final String REFUSALS = """
            select line, url, name, reason from ingest.feed_import_refusal where import_id = ? order by entry limit ?
            """;

    private final DataSource dataSource;

    ImportTables(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * An import on its way.
     *
     * @param id its id
     * @param done how many of its feeds have been looked at
     */
    record Running(UUID id, int done) {}

    /** Takes a list in. What ended long ago is forgotten. */
    UUID add(byte[] document, int total, Instant now) {
        UUID id = UUID.randomUUID();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement forget = connection.prepareStatement(FORGET);
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            forget.setTimestamp(1, Timestamp.from(now.minus(KEPT)));
            forget.executeUpdate();
            insert.setObject(1, id);
            insert.setTimestamp(2, Timestamp.from(now));
            insert.setBytes(3, document);
            insert.setInt(4, total);
            insert.executeUpdate();
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException("taking in a list of " + total + " feeds", e);
        }
    }

    /** The oldest import that nobody works on, locked until the transaction ends. */
    Optional<Running> next() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(NEXT);
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Running(row.getObject(1, UUID.class), row.getInt(2)))
                    : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("looking for imports", e);
        }
    }

    /** The list of an import that is on its way, as it came. */
    byte[] document(UUID id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(DOCUMENT)) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("reading the list of the import " + id, e);
        }
    }

    /** Notes what became of the next feeds of a list. */
    void advance(Running at, int feeds, Report report, Instant now) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement advance = connection.prepareStatement(ADVANCE);
                PreparedStatement refuse = connection.prepareStatement(REFUSE)) {
            advance.setInt(1, feeds);
            advance.setInt(2, report.added());
            advance.setInt(3, report.known());
            advance.setInt(4, report.refused());
            advance.setInt(5, feeds);
            advance.setInt(6, feeds);
            advance.setTimestamp(7, Timestamp.from(now));
            advance.setInt(8, feeds);
            advance.setObject(9, at.id());
            advance.executeUpdate();
            int entry = at.done();
            for (Refusal refusal : report.refusals()) {
                refuse.setObject(1, at.id());
                refuse.setInt(2, entry++);
                refuse.setInt(3, refusal.line());
                refuse.setString(4, refusal.url());
                refuse.setString(5, refusal.name());
                refuse.setString(6, refusal.reason());
                refuse.addBatch();
            }
            refuse.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("advancing the import " + at.id(), e);
        }
    }

    /** Notes that a batch could not be saved; an import that fails again and again is broken off. */
    void fail(UUID id, int patience, String reason, Instant now) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement fail = connection.prepareStatement(FAIL)) {
            fail.setInt(1, patience);
            fail.setInt(2, patience);
            fail.setString(3, reason);
            fail.setInt(4, patience);
            fail.setTimestamp(5, Timestamp.from(now));
            fail.setObject(6, id);
            fail.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("noting a failure of the import " + id, e);
        }
    }

    /** An import as it is shown, with so many of its refusals. */
    Optional<ImportView> view(UUID id, int refusals) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(VIEW)) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new ImportView(
                        id,
                        row.getString(1),
                        row.getString(2),
                        FeedRow.instant(row, "created"),
                        FeedRow.instant(row, "finished"),
                        row.getInt(5),
                        row.getInt(6),
                        row.getInt(7),
                        row.getInt(8),
                        row.getInt(9),
                        refusals(connection, id, refusals)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("showing the import " + id, e);
        }
    }

    private static List<Refusal> refusals(Connection connection, UUID id, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(REFUSALS)) {
            select.setObject(1, id);
            select.setInt(2, limit);
            List<Refusal> refusals = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    refusals.add(new Refusal(rows.getInt(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
            }
            return refusals;
        }
    }
}
