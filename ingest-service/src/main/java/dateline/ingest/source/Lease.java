package dateline.ingest.source;

import dateline.ingest.release.Release;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * A feed that this process alone may poll until a point in time.
 *
 * @param id the feed's id
 * @param url the feed's URL
 * @param host the URL's host
 * @param facts what the operator says of it
 * @param state what the last poll left
 * @param owner who holds the lease
 * @param until when the lease ends by itself
 * @param pushUntil until when a hub pushes the feed, or null when none does
 */
public record Lease(
        String id,
        URI url,
        String host,
        SourceFacts facts,
        PollState state,
        String owner,
        Instant until,
        Instant pushUntil) {

    public Lease {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(until, "until");
    }

    /**
     * The same lease after the feed was asked without conditions.
     *
     * @param now when
     * @return the lease
     */
    public Lease askedWhole(Instant now) {
        return with(state.with(state.trail().whole(now)));
    }

    /**
     * The same lease with another state.
     *
     * @param other the state
     * @return the lease
     */
    public Lease with(PollState other) {
        return new Lease(id, url, host, facts, other, owner, until, pushUntil);
    }

    /**
     * Whether a hub pushes the feed.
     *
     * @param now the time
     * @return true while a subscription lasts
     */
    public boolean isPushed(Instant now) {
        return pushUntil != null && pushUntil.isAfter(now);
    }

    /**
     * The feed as its releases name it.
     *
     * @param title what the feed calls itself now, or null
     * @param link the site that the feed names now, or null
     * @return the operator's words where there are some, else the feed's own
     */
    public Release.Source origin(String title, String link) {
        return new Release.Source(
                id,
                Source.displayName(facts.name(), title, host),
                url.toString(),
                facts.site() == null ? link : facts.site(),
                facts.country(),
                facts.tags());
    }
}
