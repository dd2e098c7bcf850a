package dateline.ingest.poll;

import dateline.ingest.release.Draft;
import dateline.ingest.release.Release;
import dateline.ingest.source.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigInteger;
import java.net.URI;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Which revision of which release was given out for which content.
 *
 * <p>A revision's number is taken and saved before the revision is published, and settled after the broker has answered. A
 * process that dies in between leaves an unsettled entry: the next poll publishes the same number again for the same content,
 * and takes the next number when the content has changed since. So one number never stands for two contents.
 */
@ApplicationScoped
class EntryLedger {

    private static final String KNOWN = """
            select release_id, revision, content_hash, backfill, received, settled, withdrawn, kept is not null
            from ingest.entry where feed_id = ? and release_id = any (?)
            """;
    private static final String SEEN = """
            update ingest.entry set last_seen = ?
            where feed_id = ? and release_id = any (?) and last_seen < ?
            """;
    private static final String TAKE = """
            insert into ingest.entry as known (
                feed_id, release_id, guid, revision, content_hash, backfill, first_seen, last_seen, received, settled)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, false)
            on conflict (feed_id, release_id) do update set
                revision = excluded.revision, content_hash = excluded.content_hash, backfill = excluded.backfill,
                last_seen = excluded.last_seen, received = excluded.received, settled = false, refused = null,
                withdrawn = false
            """;
    private static final String SETTLE = """
            update ingest.entry set settled = true, refused = case when release_id = any (?) then 'too-large' end
            where feed_id = ? and release_id = any (?)
            """;

    private static final String HAS_ARCHIVE_PAGE = "select 1 from ingest.archive_page where feed_id = ? and url = ?";
    private static final String NOTE_ARCHIVE_PAGE =
            "insert into ingest.archive_page (feed_id, url) values (?, ?) on conflict do nothing";

    private final DataSource dataSource;
    private final KeptReleases kept;

    EntryLedger(DataSource dataSource, KeptReleases kept) {
        this.dataSource = dataSource;
        this.kept = kept;
    }

    private record Known(
            int revision,
            String contentHash,
            boolean backfill,
            Instant received,
            boolean settled,
            boolean withdrawn,
            boolean kept) {

        boolean has(String content) {
            return contentHash.equals(content) && !withdrawn;
        }
    }

    /**
     * The releases of one document.
     *
     * @param drafts the releases
     * @param backfill whether they were there before the feed was polled
     * @param complete whether the document says that there are no others
     */
    record Page(List<Draft> drafts, boolean backfill, boolean complete) {}

    /**
     * Takes revision numbers for the releases of a document that are new or changed.
     *
     * @param lease the feed
     * @param page the releases of the document
     * @param now the time
     * @return the revisions to publish, also those that an earlier poll took and did not settle
     */
    @Transactional
    public List<Release> take(Lease lease, Page page, Instant now) {
        List<Release> revisions = new ArrayList<>();
        List<Release> keep = new ArrayList<>();
        if (page.drafts.isEmpty() && !page.complete) {
            return revisions;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement take = connection.prepareStatement(TAKE)) {
            Map<String, Known> entries = known(connection, lease.id(), ids(connection, names(page.drafts)));
            List<Draft> drafts = recognised(page.drafts, entries);
            Array ids = ids(connection, drafts.stream().map(Draft::id).toList());
            // A day is exact enough for an entry that merely stays, and spares a write for each entry and poll.
            seen(connection, lease.id(), ids, now);
            for (Draft draft : drafts) {
                Known known = entries.get(draft.id());
                if (known != null && known.has(draft.contentHash())) {
                    Release release = draft.published(known.revision, known.backfill, known.received);
                    if (!known.settled) {
                        revisions.add(release);
                    }
                    if (!known.kept) {
                        keep.add(release);
                    }
                    continue;
                }
                Release release = draft.published(known == null ? 1 : known.revision + 1, page.backfill, now);
                revisions.add(release);
                keep.add(release);
                bind(take, lease, draft, release);
                take.addBatch();
            }
            take.executeBatch();
            if (page.complete) {
                kept.keep(connection, lease.id(), keep);
                revisions.addAll(kept.withdraw(connection, lease.id(), ids, now));
            }
            return revisions;
        } catch (SQLException e) {
            throw new IllegalStateException("taking revisions for feed " + lease.id(), e);
        }
    }

    /**
     * Settles revisions that the broker has answered for.
     *
     * @param lease the feed
     * @param published the revisions that were published or refused
     * @param tooLarge those of them that are too large to publish
     */
    @Transactional
    public void settle(Lease lease, List<Release> published, List<Release> tooLarge) {
        if (published.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement settle = connection.prepareStatement(SETTLE)) {
            settle.setArray(
                    1, ids(connection, tooLarge.stream().map(Release::id).toList()));
            settle.setString(2, lease.id());
            settle.setArray(
                    3, ids(connection, published.stream().map(Release::id).toList()));
            settle.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("settling revisions of feed " + lease.id(), e);
        }
    }

    /** Whether an archive page has been read before. */
    @Transactional
    public boolean hasArchivePage(Lease lease, URI page) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(HAS_ARCHIVE_PAGE)) {
            select.setString(1, lease.id());
            select.setString(2, page.toString());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("looking for archive pages of feed " + lease.id(), e);
        }
    }

    /** Notes that all releases of an archive page are known. */
    @Transactional
    public void noteArchivePage(Lease lease, URI page) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(NOTE_ARCHIVE_PAGE)) {
            insert.setString(1, lease.id());
            insert.setString(2, page.toString());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("noting an archive page of feed " + lease.id(), e);
        }
    }

    private static Map<String, Known> known(Connection connection, String feed, Array ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setString(1, feed);
            select.setArray(2, ids);
            Map<String, Known> known = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String id = rows.getObject(1, UUID.class).toString().replace("-", "");
                    String hash = HexFormat.of().formatHex(rows.getBytes(3));
                    Instant received = rows.getTimestamp(5).toInstant();
                    known.put(
                            id,
                            new Known(
                                    rows.getInt(2),
                                    hash,
                                    rows.getBoolean(4),
                                    received,
                                    rows.getBoolean(6),
                                    rows.getBoolean(7),
                                    rows.getBoolean(8)));
                }
            }
            return known;
        }
    }

    private static Set<String> names(List<Draft> drafts) {
        Set<String> names = new HashSet<>();
        for (Draft draft : drafts) {
            names.add(draft.id());
            names.addAll(draft.formerNames().keySet());
        }
        return names;
    }

    // An entry that is not known by its guid may be by a former one, unless that is another entry's.
    private static List<Draft> recognised(List<Draft> drafts, Map<String, Known> entries) {
        Set<String> present = drafts.stream().map(Draft::id).collect(Collectors.toCollection(HashSet::new));
        return drafts.stream()
                .map(draft -> entries.containsKey(draft.id())
                        ? draft
                        : draft.formerNames().entrySet().stream()
                                .filter(former -> entries.containsKey(former.getKey()) && present.add(former.getKey()))
                                .findFirst()
                                .map(former -> draft.named(former.getValue()))
                                .orElse(draft))
                .toList();
    }

    private static void seen(Connection connection, String feed, Array ids, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SEEN)) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setString(2, feed);
            update.setArray(3, ids);
            update.setTimestamp(4, Timestamp.from(now.minusSeconds(86_400)));
            update.executeUpdate();
        }
    }

    private static void bind(PreparedStatement take, Lease lease, Draft draft, Release release) throws SQLException {
        Timestamp received = Timestamp.from(release.received());
        take.setString(1, lease.id());
        take.setObject(2, uuid(draft.id()));
        take.setString(3, draft.guid());
        take.setInt(4, release.revision());
        take.setBytes(5, HexFormat.of().parseHex(draft.contentHash()));
        take.setBoolean(6, release.backfill());
        take.setTimestamp(7, received);
        take.setTimestamp(8, received);
        take.setTimestamp(9, received);
    }

    private static Array ids(Connection connection, Collection<String> ids) throws SQLException {
        return connection.createArrayOf(
                "uuid", ids.stream().map(EntryLedger::uuid).toArray());
    }

    // 128 bits are stored as what they are: half of the size of their digits, in a column that every index holds.
    static UUID uuid(String id) {
        return new UUID(
                new BigInteger(id.substring(0, 16), 16).longValue(), new BigInteger(id.substring(16), 16).longValue());
    }
}
