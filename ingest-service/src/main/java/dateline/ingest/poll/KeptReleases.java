package dateline.ingest.poll;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dateline.ingest.release.Release;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The last versions of the releases of feeds that say that they are complete ({@code fh:complete}, RFC 5005, 2): what is no
 * longer in such a feed has been withdrawn. Works within the ledger's transactions.
 */
@Singleton
final class KeptReleases {

    private static final String KEEP = """
            update ingest.entry set kept = ? where feed_id = ? and release_id = ?
            """;
    // Also those that an earlier poll withdrew and did not settle.
    private static final String MISSING = """
            select release_id, revision, withdrawn, received, kept from ingest.entry
            where feed_id = ? and kept is not null and release_id <> all (?) and not (withdrawn and settled)
            """;
    private static final String WITHDRAW = """
            update ingest.entry set revision = ?, withdrawn = true, received = ?, settled = false
            where feed_id = ? and release_id = ?
            """;

    private final ObjectMapper json;

    KeptReleases(ObjectMapper json) {
        this.json = json;
    }

    void keep(Connection connection, String feed, List<Release> releases) throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            for (Release release : releases) {
                keep.setBytes(1, json.writeValueAsBytes(release));
                keep.setString(2, feed);
                keep.setObject(3, EntryLedger.uuid(release.id()));
                keep.addBatch();
            }
            keep.executeBatch();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of ours is always writable as JSON", e);
        }
    }

    /** Takes a revision for each kept release that is not among those present. */
    List<Release> withdraw(Connection connection, String feed, Array present, Instant now) throws SQLException {
        List<Release> withdrawn = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(MISSING);
                PreparedStatement update = connection.prepareStatement(WITHDRAW)) {
            select.setString(1, feed);
            select.setArray(2, present);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    boolean again = rows.getBoolean(3);
                    int revision = again ? rows.getInt(2) : rows.getInt(2) + 1;
                    Instant received = again ? rows.getTimestamp(4).toInstant() : now;
                    withdrawn.add(
                            json.readValue(rows.getBytes(5), Release.class).withdrawn(revision, received));
                    update.setInt(1, revision);
                    update.setTimestamp(2, Timestamp.from(received));
                    update.setString(3, feed);
                    update.setObject(4, rows.getObject(1, UUID.class));
                    update.addBatch();
                }
            }
            update.executeBatch();
            return withdrawn;
        } catch (IOException e) {
            throw new IllegalStateException("the releases kept of feed " + feed, e);
        }
    }
}
