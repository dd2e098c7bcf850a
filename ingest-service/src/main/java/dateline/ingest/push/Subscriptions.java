package dateline.ingest.push;

import dateline.ingest.fetch.LinkHeader;
import dateline.ingest.parse.Feed;
import dateline.ingest.source.ScheduleConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The table of subscriptions. */
@ApplicationScoped
public class Subscriptions {

    // A hub that changes gets a new callback and a new secret: the old one knows the old ones.
    private static final String OFFER = """
            insert into ingest.subscription as known (feed_id, topic, hub, token, secret, next_attempt)
            values (?, ?, ?, ?, ?, ?)
            on conflict (feed_id) do update set topic = excluded.topic, hub = excluded.hub, token = excluded.token,
                secret = excluded.secret, state = 'wanted', reason = null, pending = false, lease_until = null,
                attempts = 0, next_attempt = excluded.next_attempt
            where known.topic <> excluded.topic or known.hub <> excluded.hub
            """;
    private static final String NO_HUB = """
            with gone as (delete from ingest.subscription where feed_id = ? returning feed_id)
            update ingest.feed set push_until = null where id in (select feed_id from gone)
            """;
    // Asked again later should nothing come of it, and not at all while its feed is not polled.
    private static final String DUE = """
            update ingest.subscription s set pending = true, attempts = attempts + 1,
                next_attempt = cast(? as timestamptz) + least(make_interval(secs => ? * power(2, least(attempts, 20))), make_interval(secs => ?))
            where feed_id in (
                select d.feed_id from ingest.subscription d join ingest.feed f on f.id = d.feed_id
                where d.next_attempt <= ? and f.next_poll is not null
                order by d.next_attempt limit ? for update of d skip locked)
            returning feed_id, topic, hub, token, secret, pending, attempts
            """;
    private static final String BY_TOKEN = """
            select feed_id, topic, hub, token, secret, pending, attempts from ingest.subscription where token = ?
            """;
    private static final String VERIFIED = """
            update ingest.subscription set state = 'verified', reason = null, pending = false, attempts = 0,
                lease_until = ?, next_attempt = ?
            where token = ?
            """;
    private static final String PUSHED_UNTIL = "update ingest.feed set push_until = ? where id = ?";
    private static final String DENIED = """
            update ingest.subscription set state = 'denied', reason = ?, pending = false, lease_until = null, next_attempt = ?
            where token = ?
            """;
    // A feed that was polled slowly because it was pushed is polled at its own pace again.
    private static final String POLL_AGAIN = """
            update ingest.feed set push_until = null,
                next_poll = least(next_poll, greatest(last_attempt + make_interval(secs => ?), ?))
            where id = ? and push_until is not null
            """;
    private static final String FAILED = "update ingest.subscription set reason = ? where token = ?";

    private final DataSource dataSource;
    private final PushConfig config;
    private final ScheduleConfig schedule;
    private final SecureRandom random = new SecureRandom();

    Subscriptions(DataSource dataSource, PushConfig config, ScheduleConfig schedule) {
        this.dataSource = dataSource;
        this.config = config;
        this.schedule = schedule;
    }

    /**
     * Notes which hub a feed names and as what: the links of the answer's header go before those of the document (WebSub, 4).
     * The topic is what the feed says is its own address, which need not be the one that it was fetched from.
     *
     * @param feed the feed's id
     * @param url the URL that the document came from, after redirects
     * @param headers the links of the answer's header
     * @param document the document
     * @param now the time
     */
    @Transactional
    public void offer(String feed, URI url, List<LinkHeader> headers, Feed document, Instant now) {
        if (config.callback().isEmpty()) {
            return;
        }
        Optional<URI> hub = link(headers, document, "hub");
        if (hub.isEmpty()) {
            execute(NO_HUB, feed);
            return;
        }
        String topic = link(headers, document, "self").orElse(url).toString();
        execute(OFFER, feed, topic, hub.get().toString(), unguessable(), unguessable(), Timestamp.from(now));
    }

    private static Optional<URI> link(List<LinkHeader> headers, Feed document, String relation) {
        return headers.stream()
                .filter(link -> link.relations().contains(relation))
                .map(LinkHeader::target)
                .findFirst()
                .or(() -> document.link(relation).flatMap(Subscriptions::uri))
                .filter(uri -> "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    // 256 bits; as a secret 43 octets, of which WebSub allows fewer than 200.
    private String unguessable() {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** Takes the subscriptions that are to be made or renewed, and notes that their hubs are being asked. */
    @Transactional
    List<Subscription> due(Instant now, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement due = connection.prepareStatement(DUE)) {
            due.setTimestamp(1, Timestamp.from(now));
            due.setDouble(2, config.retry().toMillis() / 1000.0);
            due.setDouble(3, config.longestRetry().toMillis() / 1000.0);
            due.setTimestamp(4, Timestamp.from(now));
            due.setInt(5, limit);
            return read(due);
        } catch (SQLException e) {
            throw new IllegalStateException("looking for subscriptions", e);
        }
    }

    @Transactional
    Optional<Subscription> byToken(String token) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(BY_TOKEN)) {
            select.setString(1, token);
            return read(select).stream().findFirst();
        } catch (SQLException e) {
            throw new IllegalStateException("looking for a subscription", e);
        }
    }

    private static List<Subscription> read(PreparedStatement select) throws SQLException {
        List<Subscription> subscriptions = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                subscriptions.add(new Subscription(
                        rows.getString(1),
                        rows.getString(2),
                        URI.create(rows.getString(3)),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getBoolean(6),
                        rows.getInt(7)));
            }
        }
        return subscriptions;
    }

    /** Notes that a hub has verified a subscription. It is renewed when three quarters of the hub's lease are over. */
    @Transactional
    void verified(Subscription subscription, Duration lease, Instant now) {
        Instant until = now.plus(lease);
        Instant renewal = now.plus(lease.multipliedBy(3).dividedBy(4));
        execute(VERIFIED, Timestamp.from(until), Timestamp.from(renewal), subscription.token());
        execute(PUSHED_UNTIL, Timestamp.from(until), subscription.feed());
    }

    /** Notes that a hub does not push a feed, or no longer: it is polled as any other. */
    @Transactional
    void denied(Subscription subscription, String reason, Instant now) {
        execute(DENIED, reason, Timestamp.from(now.plus(config.longestRetry())), subscription.token());
        execute(POLL_AGAIN, schedule.floor().toMillis() / 1000.0, Timestamp.from(now), subscription.feed());
    }

    /** Notes why a hub did not take a request; it is asked again. */
    @Transactional
    void failed(Subscription subscription, String reason) {
        execute(FAILED, reason, subscription.token());
    }

    private void execute(String sql, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("saving a subscription", e);
        }
    }
}
