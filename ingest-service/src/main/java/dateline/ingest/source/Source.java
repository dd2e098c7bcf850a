package dateline.ingest.source;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A feed's row as the REST interface reads and writes it, under the row's lock; polls write theirs under a lease. */
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

    @Column(name = "validated_url")
    String validatedUrl;

    String etag;

    @Column(name = "last_modified")
    String lastModified;

    @Column(name = "body_hash")
    byte[] bodyHash;

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

    @Column(name = "push_until")
    Instant pushUntil;

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
        unchanged = 0;
        wholeAsked = null;
        usualGapSeconds = null;
        moveTarget = null;
        moveSince = null;
        movePolls = 0;
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
        } else if (leaseOwner == null || !leaseUntil.isAfter(now)) { // else it is being polled at this very moment
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

    private static Duration duration(Integer seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static Integer seconds(Duration duration) {
        return duration == null ? null : (int) Math.min(duration.toSeconds(), Integer.MAX_VALUE);
    }

    static String displayName(String name, String title, String host) {
        return name != null ? name : title != null && !title.isBlank() ? title : host;
    }
}
