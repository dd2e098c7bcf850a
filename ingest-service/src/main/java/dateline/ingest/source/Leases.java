package dateline.ingest.source;

import jakarta.enterprise.context.ApplicationScoped;
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
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
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

    static final String DUE = """
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
            update ingest.feed set lease_owner = ?, lease_until = ? where id = any (?) returning
            """ + FeedRow.COLUMNS;
    // A feed that somebody polls at the moment, or that is not to be polled at all, is not taken.
    private static final String LEASE_ONE = """
            update ingest.feed set lease_owner = ?, lease_until = ?
            where id = ? and next_poll is not null and (lease_owner is null or lease_until <= ?) returning
            """ + FeedRow.COLUMNS;
    private static final String GIVE_BACK = """
            update ingest.feed set lease_owner = null, lease_until = ? where id = ? and lease_owner = ? and lease_until = ?
            """;
    private static final String GIVE_BACK_ALL_BUT = """
            update ingest.feed set lease_owner = null, lease_until = ? where lease_owner = ? and id <> all (?)
            """;
    private static final String ADOPT = """
            update ingest.feed set url = ?, host = ?
            where id = ? and lease_owner = ? and lease_until = ? and not exists (select 1 from ingest.feed where url = ?)
            """;
    // The next free moment of a host, for a request that is not a poll of its own.
    private static final String SLOT = """
            insert into ingest.host as known (name, last_start, next_slot) values (?, ?, ?)
            on conflict (name) do update set
                last_start = greatest(excluded.last_start, known.last_start + make_interval(secs => ?), known.quiet_until),
                next_slot = greatest(known.next_slot,
                    greatest(excluded.last_start, known.last_start + make_interval(secs => ?), known.quiet_until)
                        + make_interval(secs => ?))
            returning last_start
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

    Leases(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private record Candidate(String id, String host, boolean promised) {}

    /**
     * Takes feeds that are due. Several processes may do so at once: none gets a feed that another has. A feed whose host is
     * not to be asked now is promised a later moment.
     *
     * @param owner who takes them
     * @param clock tells the time, once more after other processes had to be waited for
     * @param time how long the leases last by themselves
     * @param count how many at most
     * @param atOnce how many feeds of one host may be asked at the same time
     * @param spacing how long to wait between the starts of two feeds of one host
     * @return the leases, the longest due first
     */
    @Transactional
    public List<Lease> take(String owner, InstantSource clock, Duration time, int count, int atOnce, Duration spacing) {
        try (Connection connection = dataSource.getConnection()) {
            List<Candidate> candidates = inTurn(due(connection, clock.instant(), Math.max(LOOKED_AT, 4 * count)));
            if (candidates.isEmpty()) {
                return List.of();
            }
            Map<String, HostQueue> queues = queues(connection, candidates, clock, atOnce, spacing);
            Instant now = clock.instant();
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
            return lease(connection, taken, owner, now.plus(time));
        } catch (SQLException e) {
            throw new IllegalStateException("leasing feeds", e);
        }
    }

    // Each host keeps its places in the order, but those of its feeds that have been made to wait come first. Else a
    // feed
    // that is answered 429 for ever, due the moment that the host may be asked again, would keep the others waiting for
    // ever.
    private static List<Candidate> inTurn(List<Candidate> due) {
        Map<String, Deque<Candidate>> ofHost = new HashMap<>();
        for (boolean promised : new boolean[] {true, false}) {
            for (Candidate candidate : due) {
                if (candidate.promised == promised) {
                    ofHost.computeIfAbsent(candidate.host, host -> new ArrayDeque<>())
                            .add(candidate);
                }
            }
        }
        return due.stream()
                .map(candidate -> ofHost.get(candidate.host).removeFirst())
                .toList();
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
            Connection connection, List<Candidate> candidates, InstantSource clock, int atOnce, Duration spacing)
            throws SQLException {
        Array names = connection.createArrayOf(
                "text", candidates.stream().map(Candidate::host).distinct().toArray());
        try (PreparedStatement count = connection.prepareStatement(ACTIVE)) {
            Map<String, Instant[]> hosts = hosts(connection, names);
            if (hosts.size()
                    < candidates.stream().map(Candidate::host).distinct().count()) {
                try (PreparedStatement insert = connection.prepareStatement(NEW_HOSTS)) {
                    insert.setArray(1, names);
                    insert.executeUpdate();
                }
                hosts = hosts(connection, names);
            }
            Map<String, Integer> active = new HashMap<>();
            count.setTimestamp(1, Timestamp.from(clock.instant()));
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

    private static Map<String, Instant[]> hosts(Connection connection, Array names) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HOSTS)) {
            select.setArray(1, names);
            Map<String, Instant[]> hosts = new LinkedHashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    hosts.put(rows.getString(1), new Instant[] {
                        rows.getTimestamp(2).toInstant(),
                        rows.getTimestamp(3).toInstant(),
                        rows.getTimestamp(4).toInstant()
                    });
                }
            }
            return hosts;
        }
    }

    private static void save(Connection connection, Map<String, HostQueue> queues) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SAVE_HOST)) {
            for (Map.Entry<String, HostQueue> queue : queues.entrySet()) {
                if (!queue.getValue().isChanged()) {
                    continue;
                }
                update.setTimestamp(1, Timestamp.from(queue.getValue().lastStart()));
                update.setTimestamp(2, Timestamp.from(queue.getValue().nextSlot()));
                update.setString(3, queue.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static List<Lease> lease(Connection connection, List<String> ids, String owner, Instant until)
            throws SQLException {
        Map<String, Lease> leased = new HashMap<>();
        try (PreparedStatement update = connection.prepareStatement(LEASE)) {
            update.setString(1, owner);
            update.setTimestamp(2, Timestamp.from(until));
            update.setArray(3, connection.createArrayOf("text", ids.toArray()));
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    Lease lease = FeedRow.lease(rows);
                    leased.put(lease.id(), lease);
                }
            }
        }
        return ids.stream().map(leased::get).toList();
    }

    /**
     * Takes one feed, due or not, unless it is being polled or polling has stopped.
     *
     * @param id the feed
     * @param owner who takes it
     * @param now the time
     * @param until when the lease ends by itself
     * @return empty when it cannot be had at the moment
     */
    @Transactional
    public Optional<Lease> takeOne(String id, String owner, Instant now, Instant until) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(LEASE_ONE)) {
            update.setString(1, owner);
            update.setTimestamp(2, Timestamp.from(until));
            update.setString(3, id);
            update.setTimestamp(4, Timestamp.from(now));
            try (ResultSet row = update.executeQuery()) {
                return row.next() ? Optional.of(FeedRow.lease(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("leasing the feed " + id, e);
        }
    }

    /**
     * Takes the next moment at which a host may be asked, for a request that is no poll of its own, such as for a page behind a
     * feed. No other request of any process is given a moment closer to it than the spacing.
     *
     * @param host the host
     * @param now the time
     * @param spacing how long to wait between two requests to a host
     * @return when to ask, now or later
     */
    @Transactional
    public Instant slot(String host, Instant now, Duration spacing) {
        double seconds = spacing.toMillis() / 1000.0;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement slot = connection.prepareStatement(SLOT)) {
            slot.setString(1, host);
            slot.setTimestamp(2, Timestamp.from(now));
            slot.setTimestamp(3, Timestamp.from(now.plus(spacing)));
            slot.setDouble(4, seconds);
            slot.setDouble(5, seconds);
            slot.setDouble(6, seconds);
            try (ResultSet row = slot.executeQuery()) {
                row.next();
                return row.getTimestamp(1).toInstant();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("waiting for the host " + host, e);
        }
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
     * Saves what a poll left, gives the lease back, and gives the feed the address that its old one has led to for good.
     *
     * @param lease the lease that the poll worked under
     * @param state the new state
     * @param target the new address
     * @return false when another feed has that address, or it is none for a feed, or the lease had been lost: nothing was saved
     */
    @Transactional
    public boolean adopt(Lease lease, PollState state, URI target) {
        FeedUrl address;
        try {
            address = FeedUrl.of(target.toString());
        } catch (IllegalArgumentException e) {
            return false; // beyond what is taken for a feed's address
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement adopt = connection.prepareStatement(ADOPT);
                PreparedStatement settle = connection.prepareStatement(FeedRow.SETTLE)) {
            adopt.setString(1, address.toString());
            adopt.setString(2, address.host());
            adopt.setString(3, lease.id());
            adopt.setString(4, lease.owner());
            adopt.setTimestamp(5, Timestamp.from(lease.until()));
            adopt.setString(6, address.toString());
            if (adopt.executeUpdate() == 0) {
                return false;
            }
            FeedRow.bind(settle, lease, state.moved("The feed has moved from " + lease.url() + " to " + address + "."));
            return settle.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("moving the feed " + lease.id() + " to " + target, e);
        }
    }

    /**
     * Gives a lease back without a result; the feed is due again at the given time.
     *
     * @param lease the lease
     * @param retry when to try again
     */
    @Transactional
    public void giveBack(Lease lease, Instant retry) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(GIVE_BACK)) {
            update.setTimestamp(1, Timestamp.from(retry));
            update.setString(2, lease.id());
            update.setString(3, lease.owner());
            update.setTimestamp(4, Timestamp.from(lease.until()));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("giving back the lease of " + lease.id(), e);
        }
    }

    /**
     * Gives back all leases of an owner but those that it works under: what it was given while the connection broke, and what it
     * could not give back then.
     *
     * @param owner whose leases
     * @param feeds the ids of the feeds that it works on
     * @param retry when the others are due again
     * @return how many were given back
     */
    @Transactional
    public int giveBackAllBut(String owner, Collection<String> feeds, Instant retry) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(GIVE_BACK_ALL_BUT)) {
            update.setTimestamp(1, Timestamp.from(retry));
            update.setString(2, owner);
            update.setArray(3, connection.createArrayOf("text", feeds.toArray()));
            return update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("giving back the leases of " + owner, e);
        }
    }
}
