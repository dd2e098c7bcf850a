package dateline.ingest.source;

import java.time.Instant;
import java.util.Objects;

/**
 * When a feed is asked next, and why then.
 *
 * @param at the instant, null when polling has stopped
 * @param reason what decided: {@code added}, {@code requested}, {@code floor}, {@code rhythm}, {@code push} (a hub pushes it), {@code interval} (the
 *     operator's), {@code cache-control}, {@code expires}, {@code ttl}, {@code update-period}, {@code skip-hours},
 *     {@code skip-days}, {@code retry-after}, {@code rate-limited}, {@code backoff}, {@code gone} or {@code paused};
 *     with {@code -cut} behind it where a wish was longer than any is followed
 */
public record NextPoll(Instant at, String reason) {

    public NextPoll {
        Objects.requireNonNull(reason, "reason");
    }
}
