package dateline.ingest.source;

import dateline.ingest.fetch.Validators;
import dateline.ingest.parse.PollHints;
import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A feed's row as polls read and write it: by plain SQL, because they do so for many feeds at once. */
final class FeedRow {

    /** What {@link #lease} reads. */
    static final String COLUMNS = """
            id, url, host, name, site, country, tags, poll_interval_seconds, added, title, link, status, reason, detail,
            validated_url, etag, last_modified, body_hash, ttl_seconds, update_interval_seconds, skip_hours, skip_days,
            last_attempt, last_success, last_new_release, last_entries, last_refused, unchanged, usual_gap_seconds,
            whole_asked, move_target, move_since, move_polls, failures, next_poll, next_poll_reason, lease_owner,
            lease_until, push_until""";

    /** What {@link #bind} fills: saves a state and gives the lease back, unless the lease has been lost. */
    static final String SETTLE = """
            update ingest.feed set
                status_since = case
                    when status is distinct from ? or reason is distinct from ? then ? else status_since end,
                status = ?, reason = ?, detail = ?, title = ?, link = ?, validated_url = ?, etag = ?, last_modified = ?,
                body_hash = ?, ttl_seconds = ?, update_interval_seconds = ?, skip_hours = ?, skip_days = ?,
                last_attempt = ?, last_success = ?, last_new_release = ?, last_entries = ?, last_refused = ?,
                unchanged = ?, usual_gap_seconds = ?, whole_asked = ?, move_target = ?, move_since = ?, move_polls = ?,
                failures = ?, next_poll = ?, next_poll_reason = ?, lease_owner = null, lease_until = null
            where id = ? and lease_owner = ? and lease_until = ?
            """;

    private FeedRow() {}

    static Lease lease(ResultSet row) throws SQLException {
        String id = row.getString("id");
        String status = row.getString("status");
        String validated = row.getString("validated_url");
        byte[] hash = row.getBytes("body_hash");
        String target = row.getString("move_target");
        Trail.Move move = target == null
                ? null
                : new Trail.Move(URI.create(target), instant(row, "move_since"), row.getInt("move_polls"));
        PollState state = new PollState(
                row.getString("title"),
                row.getString("link"),
                SourceStatus.of(status).orElseThrow(() -> new IllegalStateException("feed " + id + " is " + status)),
                row.getString("reason"),
                row.getString("detail"),
                validated == null
                        ? null
                        : new Validators(URI.create(validated), row.getString("etag"), row.getString("last_modified")),
                hash == null ? null : HexFormat.of().formatHex(hash),
                hints(row),
                instant(row, "added"),
                instant(row, "last_attempt"),
                instant(row, "last_success"),
                instant(row, "last_new_release"),
                row.getObject("last_entries", Integer.class),
                row.getObject("last_refused", Integer.class),
                new Trail(
                        row.getInt("unchanged"), instant(row, "whole_asked"), move, duration(row, "usual_gap_seconds")),
                row.getInt("failures"),
                new NextPoll(instant(row, "next_poll"), row.getString("next_poll_reason")));
        SourceFacts facts = new SourceFacts(
                row.getString("name"),
                row.getString("site"),
                row.getString("country"),
                List.of((String[]) row.getArray("tags").getArray()),
                duration(row, "poll_interval_seconds"));
        return new Lease(
                id,
                URI.create(row.getString("url")),
                row.getString("host"),
                facts,
                state,
                row.getString("lease_owner"),
                instant(row, "lease_until"),
                instant(row, "push_until"));
    }

    static void bind(PreparedStatement settle, Lease lease, PollState state) throws SQLException {
        int i = 0;
        String status = state.status().code();
        settle.setString(++i, status);
        settle.setString(++i, state.reason());
        settle.setTimestamp(++i, timestamp(state.lastAttempt()));
        settle.setString(++i, status);
        settle.setString(++i, state.reason());
        settle.setString(++i, state.detail());
        settle.setString(++i, state.title());
        settle.setString(++i, state.link());
        Validators validators = state.validators();
        settle.setString(++i, validators == null ? null : validators.url().toString());
        settle.setString(++i, validators == null ? null : validators.etag());
        settle.setString(++i, validators == null ? null : validators.lastModified());
        settle.setBytes(++i, state.bodyHash() == null ? null : HexFormat.of().parseHex(state.bodyHash()));
        PollHints hints = state.hints();
        settle.setObject(++i, seconds(hints.ttl()), Types.INTEGER);
        settle.setObject(++i, seconds(hints.updateInterval()), Types.INTEGER);
        settle.setInt(
                ++i, hints.skipHours().stream().mapToInt(hour -> 1 << hour).sum());
        settle.setInt(
                ++i,
                hints.skipDays().stream().mapToInt(day -> 1 << day.getValue()).sum());
        settle.setTimestamp(++i, timestamp(state.lastAttempt()));
        settle.setTimestamp(++i, timestamp(state.lastSuccess()));
        settle.setTimestamp(++i, timestamp(state.lastNewRelease()));
        settle.setObject(++i, state.lastEntries(), Types.INTEGER);
        settle.setObject(++i, state.lastRefused(), Types.INTEGER);
        Trail trail = state.trail();
        settle.setInt(++i, trail.unchanged());
        settle.setObject(++i, seconds(trail.usualGap()), Types.INTEGER);
        settle.setTimestamp(++i, timestamp(trail.wholeAsked()));
        Trail.Move move = trail.move();
        settle.setString(++i, move == null ? null : move.target().toString());
        settle.setTimestamp(++i, timestamp(move == null ? null : move.since()));
        settle.setInt(++i, move == null ? 0 : move.polls());
        settle.setInt(++i, state.failures());
        settle.setTimestamp(++i, timestamp(state.next().at()));
        settle.setString(++i, state.next().reason());
        settle.setString(++i, lease.id());
        settle.setString(++i, lease.owner());
        settle.setTimestamp(++i, timestamp(lease.until()));
    }

    private static PollHints hints(ResultSet row) throws SQLException {
        int hours = row.getInt("skip_hours"); // bit n for hour n
        int days = row.getInt("skip_days"); // bit n for ISO day n, Monday being 1
        return new PollHints(
                duration(row, "ttl_seconds"),
                duration(row, "update_interval_seconds"),
                IntStream.range(0, 24)
                        .filter(hour -> (hours & 1 << hour) != 0)
                        .boxed()
                        .collect(Collectors.toSet()),
                Arrays.stream(DayOfWeek.values())
                        .filter(day -> (days & 1 << day.getValue()) != 0)
                        .collect(Collectors.toSet()));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static Duration duration(ResultSet row, String column) throws SQLException {
        Integer seconds = row.getObject(column, Integer.class);
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    static Timestamp timestamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static Integer seconds(Duration duration) {
        return duration == null ? null : (int) Math.min(duration.toSeconds(), Integer.MAX_VALUE);
    }
}
