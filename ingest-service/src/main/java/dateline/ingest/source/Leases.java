package dateline.ingest.source;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Who may poll which feed, agreed between all processes in the database: one feed is polled by one process at a time, and one
 * host is never asked by more than a few of them at once, nor in too short a time.
 */
@ApplicationScoped
public class Leases {

    // Due feeds whose host is busy are passed over, so more are looked at than can start.
    private static final int LOOKED_AT = 200;

    private static final String DUE = """
            select id, host, lease_owner is null and lease_until is not null from ingest.feed
            where due_at <= ? order by due_at limit ? for update skip locked
            """;
    private static final String NEW_HOSTS = """
            insert into ingest.host (name) select name from unnest(?) as name order by name on conflict do nothing
            """;
    private static final String HOSTS = """
            select name, last_start, next_slot, quiet_until from ingest.host
            where name = any (?) order by name for update
            """;
    private static final String ACTIVE = """
            select host, count(*) from ingest.feed
            where lease_owner is not null and lease_until > ? and host = any (?) group by host
            """;
    private static final String LEASE = """
            update ingest.feed set lease_owner = ?, lease_until = ? where id = any (?)
            """;
    private static final String DEFER = """
            update ingest.feed set lease_owner = null, lease_until = ? where id = ?
            """;
    private static final String SAVE_HOST = """
            update ingest.host set last_start = ?, next_slot = ? where name = ?
            """;
    private static final String QUIET = """
            insert into ingest.host as known (name, quiet_until) values (?, ?)
            on conflict (name) do update set quiet_until = greatest(known.quiet_until, excluded.quiet_until)
            """;

    private final DataSource dataSource;
    private final SourceRepository sources;

    Leases(DataSource dataSource, SourceRepository sources) {
        this.dataSource = dataSource;
        this.sources = sources;
    }

    private record Candidate(String id, String host, boolean promised) {}

    /**
     * Takes feeds that are due. Several processes may do so at once: none gets a feed that another has. A feed whose host is
     * not to be asked now is promised a later moment.
     *
     * @param owner who takes them
     * @param now the time
     * @param until when the leases end by themselves
     * @param count how many at most
     * @param atOnce how many feeds of one host may be asked at the same time
     * @param spacing how long to wait between the starts of two feeds of one host
     * @return the leases, the longest due first
     */
    @Transactional
    public List<Lease> take(String owner, Instant now, Instant until, int count, int atOnce, Duration spacing) {
        try (Connection connection = dataSource.getConnection()) {
            List<Candidate> candidates = due(connection, now, Math.max(LOOKED_AT, 4 * count));
            if (candidates.isEmpty()) {
                return List.of();
            }
            Map<String, HostQueue> queues = queues(connection, candidates, now, atOnce, spacing);
            List<String> taken = new ArrayList<>();
            try (PreparedStatement defer = connection.prepareStatement(DEFER)) {
                for (Candidate candidate : candidates) {
                    if (taken.size() == count) {
                        break;
                    }
                    Instant turn = queues.get(candidate.host).turn(candidate.promised, now);
                    if (turn.equals(now)) {
                        taken.add(candidate.id);
                    } else {
                        defer.setTimestamp(1, Timestamp.from(turn));
                        defer.setString(2, candidate.id);
                        defer.addBatch();
                    }
                }
                defer.executeBatch();
            }
            save(connection, queues);
            return lease(connection, taken, owner, until);
        } catch (SQLException e) {
            throw new IllegalStateException("leasing feeds", e);
        }
    }

    private static List<Candidate> due(Connection connection, Instant now, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setTimestamp(1, Timestamp.from(now));
            select.setInt(2, limit);
            List<Candidate> due = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(new Candidate(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
                }
            }
            return due;
        }
    }

    // The hosts' rows are locked in the order of their names, so that processes wait for one another and never in a
    // circle;
    // what is being asked is counted only then.
    private static Map<String, HostQueue> queues(
            Connection connection, List<Candidate> candidates, Instant now, int atOnce, Duration spacing)
            throws SQLException {
        Array names = connection.createArrayOf(
                "text", candidates.stream().map(Candidate::host).distinct().toArray());
        try (PreparedStatement insert = connection.prepareStatement(NEW_HOSTS);
                PreparedStatement select = connection.prepareStatement(HOSTS);
                PreparedStatement count = connection.prepareStatement(ACTIVE)) {
            insert.setArray(1, names);
            insert.executeUpdate();
            Map<String, Instant[]> hosts = new LinkedHashMap<>();
            select.setArray(1, names);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    hosts.put(rows.getString(1), new Instant[] {
                        rows.getTimestamp(2).toInstant(),
                        rows.getTimestamp(3).toInstant(),
                        rows.getTimestamp(4).toInstant()
                    });
                }
            }
            Map<String, Integer> active = new HashMap<>();
            count.setTimestamp(1, Timestamp.from(now));
            count.setArray(2, names);
            try (ResultSet rows = count.executeQuery()) {
                while (rows.next()) {
                    active.put(rows.getString(1), rows.getInt(2));
                }
            }
            Map<String, HostQueue> queues = new TreeMap<>();
            hosts.forEach((name, times) -> queues.put(
                    name, new HostQueue(atOnce, spacing, times[0], times[1], times[2], active.getOrDefault(name, 0))));
            return queues;
        }
    }

    private static void save(Connection connection, Map<String, HostQueue> queues) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SAVE_HOST)) {
            for (Map.Entry<String, HostQueue> queue : queues.entrySet()) {
                update.setTimestamp(1, Timestamp.from(queue.getValue().lastStart()));
                update.setTimestamp(2, Timestamp.from(queue.getValue().nextSlot()));
                update.setString(3, queue.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private List<Lease> lease(Connection connection, Collection<String> ids, String owner, Instant until)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(LEASE)) {
            update.setString(1, owner);
            update.setTimestamp(2, Timestamp.from(until));
            update.setArray(3, connection.createArrayOf("text", ids.toArray()));
            update.executeUpdate();
        }
        Map<String, Source> leased = new HashMap<>();
        sources.list("id in ?1", ids).forEach(source -> leased.put(source.id, source));
        return ids.stream().map(id -> leased.get(id).lease()).toList();
    }

    /**
     * Leaves a host alone for a while, whichever of its feeds is due.
     *
     * @param host the host
     * @param until how long
     */
    @Transactional
    public void leaveAlone(String host, Instant until) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement quiet = connection.prepareStatement(QUIET)) {
            quiet.setString(1, host);
            quiet.setTimestamp(2, Timestamp.from(until));
            quiet.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("leaving the host " + host + " alone", e);
        }
    }

    /**
     * Saves what a poll left, and gives the lease back.
     *
     * @param lease the lease that the poll worked under
     * @param state the new state
     * @return false when the lease had been lost: nothing was saved
     */
    @Transactional
    public boolean settle(Lease lease, PollState state) {
        Optional<Source> source = held(lease);
        source.ifPresent(held -> held.settle(state));
        return source.isPresent();
    }

    /**
     * Gives a feed the address that its old one has led to for good.
     *
     * @param lease the lease whose poll has just been settled
     * @param target the new address
     * @return false when another feed has that address, or it is none for a feed, or the feed was changed meanwhile: it
     *     keeps its own
     */
    @Transactional
    public boolean adopt(Lease lease, URI target) {
        FeedUrl address;
        try {
            address = FeedUrl.of(target.toString());
        } catch (IllegalArgumentException e) {
            return false; // beyond what is taken for a feed's address
        }
        Optional<Source> source = sources.present(lease.id())
                .filter(found -> found.url.equals(lease.url().toString()) && found.moveTarget != null);
        if (source.isEmpty() || sources.count("url", address.toString()) > 0) {
            return false;
        }
        source.get().adopt(address);
        return true;
    }

    /**
     * Gives a lease back without a result; the feed is due again at the given time.
     *
     * @param lease the lease
     * @param retry when to try again
     */
    @Transactional
    public void giveBack(Lease lease, Instant retry) {
        held(lease).ifPresent(source -> {
            source.leaseOwner = null;
            source.leaseUntil = retry;
        });
    }

    private Optional<Source> held(Lease lease) {
        return sources.findByIdOptional(lease.id(), LockModeType.PESSIMISTIC_WRITE)
                .filter(source -> source.isHeldBy(lease));
    }
}
