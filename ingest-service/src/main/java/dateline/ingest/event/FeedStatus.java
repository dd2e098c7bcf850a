package dateline.ingest.event;

import java.time.Instant;
import java.util.Objects;

/**
 * A feed changed its state: the value on the topic {@code feeds.status}. The properties are those of
 * {@code feed-status.schema.json}.
 *
 * @param feed the feed's id
 * @param name the feed's name
 * @param url the feed's URL
 * @param status the state it is in
 * @param previous the state that was told before, null for the first one
 * @param reason a stable code, null when all is well
 * @param detail one sentence for a person, or null
 * @param lastSuccess when the feed was last read, or null
 * @param lastNewRelease when it last brought a new release, or null
 * @param nextPoll when it is asked next, null when polling has stopped
 * @param at when the state began
 */
public record FeedStatus(
        String feed,
        String name,
        String url,
        String status,
        String previous,
        String reason,
        String detail,
        Instant lastSuccess,
        Instant lastNewRelease,
        Instant nextPoll,
        Instant at) {

    public FeedStatus {
        Objects.requireNonNull(feed, "feed");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(at, "at");
    }
}
