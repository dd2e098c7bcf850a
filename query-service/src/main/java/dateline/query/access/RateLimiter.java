package dateline.query.access;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Buckets of tokens by caller: a caller may make so many requests at once, and as many again are given back over a minute. Few
 * callers are remembered; who is forgotten has a full bucket.
 */
final class RateLimiter {

    private static final long WINDOW_NANOS = 60_000_000_000L;
    private static final int MOST_CALLERS = 10_000;

    /**
     * What became of a request.
     *
     * @param granted whether it may go on
     * @param remaining how many may follow at once
     * @param resetSeconds until the bucket is full
     * @param retrySeconds until the next one is granted, 0 when this one was
     */
    record Grant(boolean granted, int remaining, long resetSeconds, long retrySeconds) {}

    private static final class Bucket {
        private double tokens;
        private long at;
    }

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    /**
     * Takes a token.
     *
     * @param caller who asks
     * @param quota requests a minute
     * @param now of a clock that only goes forward, in nanoseconds
     */
    synchronized Grant take(String caller, int quota, long now) {
        Bucket bucket = buckets.get(caller);
        if (bucket == null) {
            bucket = new Bucket();
            bucket.tokens = quota;
            bucket.at = now;
            buckets.put(caller, bucket);
        }
        double perNano = (double) quota / WINDOW_NANOS;
        bucket.tokens = Math.min(quota, bucket.tokens + (now - bucket.at) * perNano);
        bucket.at = now;
        boolean granted = bucket.tokens >= 1;
        if (granted) {
            bucket.tokens--;
        }
        return new Grant(
                granted,
                (int) bucket.tokens,
                seconds((quota - bucket.tokens) / perNano),
                granted ? 0 : Math.max(1, seconds((1 - bucket.tokens) / perNano)));
    }

    private static long seconds(double nanos) {
        return (long) Math.ceil(nanos / 1_000_000_000);
    }
}
