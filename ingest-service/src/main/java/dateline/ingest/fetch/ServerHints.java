package dateline.ingest.fetch;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * When the server wants to be asked again, read from the headers of an answer of any status.
 *
 * @param retryAfter {@code Retry-After} (RFC 9110, 10.2.3) as an instant in the future, or null
 * @param freshUntil when the answer goes stale (RFC 9111, 4.2), in the future, or null
 * @param freshBy the header that {@code freshUntil} comes from, {@code cache-control} or {@code expires}, or null
 */
public record ServerHints(Instant retryAfter, Instant freshUntil, String freshBy) {

    /** A server that says nothing. */
    public static final ServerHints NONE = new ServerHints(null, null, null);

    // Only keeps the arithmetic in range; the schedule clamps far below.
    private static final long MAX_SECONDS = Duration.ofDays(3650).toSeconds();

    static ServerHints of(MultiMap headers, Instant now) {
        Instant retryAfter = retryAfter(headers.get("Retry-After"), now);
        Long maxAge = maxAge(headers.getAll("Cache-Control"));
        if (maxAge != null) {
            long left = maxAge - Math.max(0, seconds(headers.get("Age"), 0));
            return left > 0
                    ? new ServerHints(retryAfter, now.plusSeconds(Math.min(left, MAX_SECONDS)), "cache-control")
                    : new ServerHints(retryAfter, null, null);
        }
        Instant expires = expires(headers, now);
        return new ServerHints(retryAfter, expires, expires == null ? null : "expires");
    }

    /** These hints, and the wish of an answer before that sent the fetcher here: the later one holds. */
    ServerHints notBefore(Instant wish) {
        return wish == null || (retryAfter != null && retryAfter.isAfter(wish))
                ? this
                : new ServerHints(wish, freshUntil, freshBy);
    }

    private static Instant retryAfter(String value, Instant now) {
        if (value == null) {
            return null;
        }
        long seconds = seconds(value, -1);
        Instant at = seconds >= 0 ? now.plusSeconds(Math.min(seconds, MAX_SECONDS)) : HttpDate.of(value, now);
        return at != null && at.isAfter(now) ? at : null;
    }

    // Expires counts from the server's own clock where Date tells it (RFC 9111, 4.2.1).
    private static Instant expires(MultiMap headers, Instant now) {
        Instant expires = HttpDate.of(headers.get("Expires"), now);
        if (expires == null) {
            return null;
        }
        Instant date = HttpDate.of(headers.get("Date"), now);
        Duration left = Duration.between(date == null ? now : date, expires);
        return left.isNegative() || left.isZero() ? null : now.plusSeconds(Math.min(left.toSeconds(), MAX_SECONDS));
    }

    // The fetcher is a private cache, so s-maxage is not for it; no-store and no-cache say nothing of when to ask
    // again.
    private static Long maxAge(List<String> headers) {
        for (String header : headers) {
            for (String directive : header.split(",", -1)) {
                int equals = directive.indexOf('=');
                if (equals > 0
                        && directive
                                .substring(0, equals)
                                .trim()
                                .toLowerCase(Locale.ROOT)
                                .equals("max-age")) {
                    long seconds = seconds(directive.substring(equals + 1), -1);
                    if (seconds >= 0) {
                        return seconds;
                    }
                }
            }
        }
        return null;
    }

    private static long seconds(String value, long otherwise) {
        if (value == null) {
            return otherwise;
        }
        String digits = value.replace("\"", "").trim();
        if (digits.isEmpty() || digits.chars().anyMatch(c -> c < '0' || c > '9')) {
            return otherwise;
        }
        return digits.length() > 12 ? MAX_SECONDS : Long.parseLong(digits);
    }
}
