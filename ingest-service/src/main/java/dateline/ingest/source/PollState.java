package dateline.ingest.source;

import dateline.ingest.fetch.Validators;
import dateline.ingest.parse.PollHints;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What polls know and leave of a feed.
 *
 * @param title what the feed calls itself, or null
 * @param link the site that the feed names, or null
 * @param status its state
 * @param reason why, as a stable code; null when all is well
 * @param detail one sentence for a person, or null
 * @param validators what to ask by, or null
 * @param bodyHash hexadecimal digits over the last body that was read, or null
 * @param hints how often the feed wants to be read, as it last said
 * @param added when it was added
 * @param lastAttempt when it was last asked, or null
 * @param lastSuccess when it was last read or found unchanged, or null
 * @param lastNewRelease when it last brought a new release, or null
 * @param lastEntries how many entries the last document had, or null
 * @param lastRefused how many of them gave no release, or null
 * @param trail what a row of polls tells
 * @param failures how many polls in a row have not worked
 * @param next when it is asked next
 */
public record PollState(
        String title,
        String link,
        SourceStatus status,
        String reason,
        String detail,
        Validators validators,
        String bodyHash,
        PollHints hints,
        Instant added,
        Instant lastAttempt,
        Instant lastSuccess,
        Instant lastNewRelease,
        Integer lastEntries,
        Integer lastRefused,
        Trail trail,
        int failures,
        NextPoll next) {

    public PollState {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(hints, "hints");
        Objects.requireNonNull(added, "added");
        Objects.requireNonNull(trail, "trail");
        Objects.requireNonNull(next, "next");
        if (bodyHash != null) {
            HexFormat.of().parseHex(bodyHash);
        }
    }

    /**
     * Whether the feed has never been read.
     *
     * @return true until the first poll that worked
     */
    public boolean isUnread() {
        return lastSuccess == null;
    }

    /**
     * The state after a hub pushed a document: nothing was asked, so nothing is known but what is new.
     *
     * @param newReleases how many releases were new
     * @param now when
     * @return the new state; the feed is polled when it would have been
     */
    public PollState pushed(int newReleases, Instant now) {
        boolean back = newReleases > 0 && status == SourceStatus.SILENT;
        return new PollState(
                title,
                link,
                back ? SourceStatus.ACTIVE : status,
                back ? null : reason,
                back ? null : detail,
                validators,
                bodyHash,
                hints,
                added,
                lastAttempt,
                lastSuccess,
                newReleases > 0 ? now : lastNewRelease,
                lastEntries,
                lastRefused,
                trail,
                failures,
                next);
    }

    /**
     * The state after a document was read.
     *
     * @param read what was read
     * @param now when
     * @param at when to ask next
     * @return the new state
     */
    public PollState read(Reading read, Instant now, NextPoll at) {
        return new PollState(
                read.title() == null ? title : read.title(),
                read.link() == null ? link : read.link(),
                SourceStatus.ACTIVE,
                null,
                null,
                read.validators(),
                read.bodyHash(),
                read.hints(),
                added,
                now,
                now,
                read.newReleases() > 0 ? now : lastNewRelease,
                read.entries(),
                read.refused(),
                trail.whole(now),
                0,
                at);
    }

    /**
     * What a poll read.
     *
     * @param title what the feed calls itself, or null
     * @param link the site that the feed names, or null
     * @param validators what to ask by
     * @param bodyHash hexadecimal digits over the body
     * @param hints how often the feed wants to be read
     * @param entries how many entries the document had
     * @param refused how many of them gave no release
     * @param newReleases how many releases were new
     */
    public record Reading(
            String title,
            String link,
            Validators validators,
            String bodyHash,
            PollHints hints,
            int entries,
            int refused,
            int newReleases) {}

    /**
     * The state after nothing had changed.
     *
     * @param freshened what to ask by next time
     * @param whole whether the whole document came, and not a 304
     * @param now when
     * @param at when to ask next
     * @return the new state
     */
    public PollState unchanged(Validators freshened, boolean whole, Instant now, NextPoll at) {
        return new PollState(
                title,
                link,
                SourceStatus.ACTIVE,
                null,
                null,
                freshened,
                bodyHash,
                hints,
                added,
                now,
                now,
                lastNewRelease,
                lastEntries,
                lastRefused,
                whole ? trail.whole(now) : trail.again(),
                0,
                at);
    }

    /**
     * The state after a poll that did not work. Validators are kept: they still belong to what was read last.
     *
     * @param newStatus the state it leads to
     * @param why a stable code
     * @param sentence one sentence for a person
     * @param now when
     * @param at when to ask next
     * @return the new state
     */
    public PollState failed(SourceStatus newStatus, String why, String sentence, Instant now, NextPoll at) {
        return new PollState(
                title,
                link,
                newStatus,
                why,
                sentence,
                validators,
                bodyHash,
                hints,
                added,
                now,
                lastSuccess,
                lastNewRelease,
                lastEntries,
                lastRefused,
                trail,
                failures + 1,
                at);
    }

    /**
     * The same state of a feed that has a new address.
     *
     * @param sentence one sentence for a person
     * @return the state; the trail no longer tells of the move
     */
    public PollState moved(String sentence) {
        return with(SourceStatus.MOVED, "moved", sentence)
                .with(new Trail(trail.unchanged(), trail.wholeAsked(), null, trail.usualGap()));
    }

    /**
     * The same state of a feed that works and has fallen silent.
     *
     * @param sentence one sentence for a person
     * @return the state
     */
    public PollState silent(String sentence) {
        return with(SourceStatus.SILENT, "silent", sentence);
    }

    private PollState with(SourceStatus newStatus, String why, String sentence) {
        return new PollState(
                title,
                link,
                newStatus,
                why,
                sentence,
                validators,
                bodyHash,
                hints,
                added,
                lastAttempt,
                lastSuccess,
                lastNewRelease,
                lastEntries,
                lastRefused,
                trail,
                failures,
                next);
    }

    /**
     * The same state after another trail.
     *
     * @param newTrail the trail
     * @return the state
     */
    public PollState with(Trail newTrail) {
        return new PollState(
                title,
                link,
                status,
                reason,
                detail,
                validators,
                bodyHash,
                hints,
                added,
                lastAttempt,
                lastSuccess,
                lastNewRelease,
                lastEntries,
                lastRefused,
                newTrail,
                failures,
                next);
    }
}
