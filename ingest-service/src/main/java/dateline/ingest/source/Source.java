package dateline.ingest.source;

import dateline.ingest.event.FeedStatus;
import dateline.ingest.fetch.Validators;
import dateline.ingest.parse.PollHints;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A feed's row. It is written under a lease by polls and under the row's lock by the REST interface. */
@Entity
@Table(name = "feed")
@DynamicUpdate
class Source {

    @Id
    String id;

    String url;
    String host;
    String name;
    String site;
    String country;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(columnDefinition = "text[]")
    String[] tags = {};

    @Column(name = "poll_interval_seconds")
    Integer pollIntervalSeconds;

    Instant added;
    String title;
    String link;

    String status;
    String reason;
    String detail;

    @Column(name = "status_since")
    Instant statusSince;

    @Column(name = "announced_status")
    String announcedStatus;

    @Column(name = "announced_reason")
    String announcedReason;

    @Column(name = "validated_url")
    String validatedUrl;

    String etag;

    @Column(name = "last_modified")
    String lastModified;

    @Column(name = "body_hash")
    byte[] bodyHash;

    @Column(name = "ttl_seconds")
    Integer ttlSeconds;

    @Column(name = "update_interval_seconds")
    Integer updateIntervalSeconds;

    // Bit n for hour n of the day.
    @Column(name = "skip_hours")
    int skipHours;

    // Bit n for ISO day n of the week, Monday being 1.
    @Column(name = "skip_days")
    int skipDays;

    @Column(name = "last_attempt")
    Instant lastAttempt;

    @Column(name = "last_success")
    Instant lastSuccess;

    @Column(name = "last_new_release")
    Instant lastNewRelease;

    @Column(name = "last_entries")
    Integer lastEntries;

    @Column(name = "last_refused")
    Integer lastRefused;

    // 304s in a row.
    int unchanged;

    @Column(name = "usual_gap_seconds")
    Integer usualGapSeconds;

    @Column(name = "whole_asked")
    Instant wholeAsked;

    @Column(name = "move_target")
    String moveTarget;

    @Column(name = "move_since")
    Instant moveSince;

    @Column(name = "move_polls")
    int movePolls;

    int failures;

    @Column(name = "next_poll")
    Instant nextPoll;

    @Column(name = "next_poll_reason")
    String nextPollReason;

    @Column(name = "lease_owner")
    String leaseOwner;

    @Column(name = "lease_until")
    Instant leaseUntil;

    static Source added(String id, FeedUrl url, SourceFacts facts, Instant now) {
        Source source = new Source();
        source.id = id;
        source.added = now;
        source.become(SourceStatus.NEW, null, null, now);
        source.describe(facts);
        source.point(url, now);
        return source;
    }

    void describe(SourceFacts facts) {
        name = facts.name();
        site = facts.site();
        country = facts.country();
        tags = facts.tags().toArray(String[]::new);
        pollIntervalSeconds = seconds(facts.pollInterval());
    }

    SourceFacts facts() {
        return new SourceFacts(name, site, country, List.of(tags), duration(pollIntervalSeconds));
    }

    /** Gives the feed an address. What was read from another address is not asked for by here, and no poll of it counts. */
    final void point(FeedUrl address, Instant now) {
        url = address.toString();
        host = address.host();
        validatedUrl = null;
        etag = null;
        lastModified = null;
        bodyHash = null;
        remember(Trail.NONE);
        if (SourceStatus.PAUSED.code().equals(status)) {
            return;
        }
        ask(now, "added");
    }

    /** Makes the feed due, whoever may be polling it. */
    void ask(Instant now, String why) {
        nextPoll = now;
        nextPollReason = why;
        release();
    }

    /** Makes the feed due by a person's wish; one that is gone gets another chance. */
    void request(Instant now) {
        if (status.equals(SourceStatus.GONE.code())) {
            resume(now);
        } else {
            ask(now, "requested");
        }
    }

    void pause(Instant now) {
        become(SourceStatus.PAUSED, null, null, now);
        nextPoll = null;
        nextPollReason = "paused";
        release();
    }

    void resume(Instant now) {
        become(lastSuccess == null ? SourceStatus.NEW : SourceStatus.ACTIVE, null, null, now);
        failures = 0;
        ask(now, "requested");
    }

    void remove(Instant now) {
        become(SourceStatus.REMOVED, null, null, now);
        nextPoll = null;
        nextPollReason = "removed";
        release();
    }

    final void release() {
        leaseOwner = null;
        leaseUntil = null;
    }

    final void become(SourceStatus newStatus, String why, String sentence, Instant now) {
        if (!newStatus.code().equals(status) || !Objects.equals(why, reason)) {
            statusSince = now;
        }
        status = newStatus.code();
        reason = why;
        detail = sentence;
    }

    PollState state() {
        return new PollState(
                title,
                link,
                SourceStatus.of(status).orElseThrow(() -> new IllegalStateException("feed " + id + " is " + status)),
                reason,
                detail,
                validatedUrl == null ? null : new Validators(URI.create(validatedUrl), etag, lastModified),
                bodyHash == null ? null : HexFormat.of().formatHex(bodyHash),
                hints(),
                added,
                lastAttempt,
                lastSuccess,
                lastNewRelease,
                lastEntries,
                lastRefused,
                trail(),
                failures,
                new NextPoll(nextPoll, nextPollReason));
    }

    private Trail trail() {
        Trail.Move move = moveTarget == null ? null : new Trail.Move(URI.create(moveTarget), moveSince, movePolls);
        return new Trail(unchanged, wholeAsked, move, duration(usualGapSeconds));
    }

    private void remember(Trail trail) {
        unchanged = trail.unchanged();
        usualGapSeconds = seconds(trail.usualGap());
        wholeAsked = trail.wholeAsked();
        Trail.Move move = trail.move();
        moveTarget = move == null ? null : move.target().toString();
        moveSince = move == null ? null : move.since();
        movePolls = move == null ? 0 : move.polls();
    }

    private PollHints hints() {
        return new PollHints(
                duration(ttlSeconds),
                duration(updateIntervalSeconds),
                IntStream.range(0, 24)
                        .filter(hour -> (skipHours & 1 << hour) != 0)
                        .boxed()
                        .collect(Collectors.toSet()),
                Arrays.stream(DayOfWeek.values())
                        .filter(day -> (skipDays & 1 << day.getValue()) != 0)
                        .collect(Collectors.toSet()));
    }

    private static Duration duration(Integer seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static Integer seconds(Duration duration) {
        return duration == null ? null : (int) Math.min(duration.toSeconds(), Integer.MAX_VALUE);
    }

    void settle(PollState state) {
        boolean untoldMove = SourceStatus.MOVED.code().equals(status) && !status.equals(announcedStatus);
        if (!untoldMove || state.status() != SourceStatus.ACTIVE) {
            become(state.status(), state.reason(), state.detail(), state.lastAttempt());
        }
        title = state.title();
        link = state.link();
        validatedUrl =
                state.validators() == null ? null : state.validators().url().toString();
        etag = state.validators() == null ? null : state.validators().etag();
        lastModified = state.validators() == null ? null : state.validators().lastModified();
        bodyHash = state.bodyHash() == null ? null : HexFormat.of().parseHex(state.bodyHash());
        ttlSeconds = seconds(state.hints().ttl());
        updateIntervalSeconds = seconds(state.hints().updateInterval());
        skipHours =
                state.hints().skipHours().stream().mapToInt(hour -> 1 << hour).sum();
        skipDays = state.hints().skipDays().stream()
                .mapToInt(day -> 1 << day.getValue())
                .sum();
        lastAttempt = state.lastAttempt();
        lastSuccess = state.lastSuccess();
        lastNewRelease = state.lastNewRelease();
        lastEntries = state.lastEntries();
        lastRefused = state.lastRefused();
        remember(state.trail());
        failures = state.failures();
        nextPoll = state.next().at();
        nextPollReason = state.next().reason();
        release();
    }

    /** Takes the address that the old one has led to for good. What was read there stays known. */
    void adopt(FeedUrl address) {
        String old = url;
        url = address.toString();
        host = address.host();
        remember(new Trail(unchanged, wholeAsked, null, duration(usualGapSeconds)));
        become(SourceStatus.MOVED, "moved", "The feed has moved from " + old + " to " + url + ".", lastAttempt);
    }

    Lease lease() {
        return new Lease(id, URI.create(url), host, facts(), state(), leaseOwner, leaseUntil);
    }

    boolean isHeldBy(Lease lease) {
        return lease.owner().equals(leaseOwner) && lease.until().equals(leaseUntil);
    }

    FeedStatus announcement() {
        return new FeedStatus(
                id,
                displayName(name, title, host),
                url,
                status,
                announcedStatus,
                reason,
                detail,
                lastSuccess,
                lastNewRelease,
                nextPoll,
                statusSince);
    }

    static String displayName(String name, String title, String host) {
        return name != null ? name : title != null && !title.isBlank() ? title : host;
    }
}
