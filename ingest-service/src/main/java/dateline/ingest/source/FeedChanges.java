package dateline.ingest.source;

import dateline.ingest.event.FeedStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The changes of feeds' states that are not told yet. Works within the caller's transaction. */
@Singleton
final class FeedChanges {

    // Told by two at once, a feed's states could come out of order.
    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtext('dateline.ingest.announce'))";
    private static final String UNTOLD = """
            select seq, feed_id, name, url, status, previous, reason, detail, last_success, last_new_release, next_poll, at
            from ingest.feed_change order by seq limit ?
            """;
    private static final String TOLD = "delete from ingest.feed_change where seq = any (?)";
    // What is left of a removed feed once that is told.
    private static final String REMOVED = """
            delete from ingest.feed where id = any (?) and status = 'removed'
            """;

    private final DataSource dataSource;

    FeedChanges(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * A change.
     *
     * @param number its place in the order of changes
     * @param status what to tell
     */
    record Change(long number, FeedStatus status) {}

    /** The oldest changes; none while another process tells them. */
    List<Change> untold(int count) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement alone = connection.prepareStatement(ALONE);
                PreparedStatement select = connection.prepareStatement(UNTOLD)) {
            try (ResultSet locked = alone.executeQuery()) {
                locked.next();
                if (!locked.getBoolean(1)) {
                    return List.of();
                }
            }
            select.setInt(1, count);
            List<Change> changes = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    FeedStatus status = new FeedStatus(
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getString(7),
                            rows.getString(8),
                            FeedRow.instant(rows, "last_success"),
                            FeedRow.instant(rows, "last_new_release"),
                            FeedRow.instant(rows, "next_poll"),
                            FeedRow.instant(rows, "at"));
                    changes.add(new Change(rows.getLong(1), status));
                }
            }
            return changes;
        } catch (SQLException e) {
            throw new IllegalStateException("reading changes of feeds", e);
        }
    }

    void told(List<Change> changes) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement told = connection.prepareStatement(TOLD);
                PreparedStatement removed = connection.prepareStatement(REMOVED)) {
            told.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", changes.stream().map(Change::number).toArray()));
            told.executeUpdate();
            Object[] gone = changes.stream()
                    .map(Change::status)
                    .filter(status -> status.status().equals(SourceStatus.REMOVED.code()))
                    .map(FeedStatus::feed)
                    .toArray();
            if (gone.length > 0) {
                removed.setArray(1, connection.createArrayOf("text", gone));
                removed.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("noting that changes of feeds are told", e);
        }
    }
}
