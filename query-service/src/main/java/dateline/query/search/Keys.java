package dateline.query.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.hibernate.query.NativeQuery;

/** Names releases to a statement. */
public final class Keys {

    private Keys() {}

    /**
     * Sets the parameters {@code ids} and {@code published}, two arrays side by side, and {@code oldest} and {@code newest},
     * between which the dates lie: only the partitions there are looked into.
     *
     * @param keys at least one
     * @return the statement
     */
    public static <T> NativeQuery<T> bind(NativeQuery<T> statement, List<Cursor> keys) {
        List<Instant> dates = keys.stream()
                .map(Cursor::published)
                .sorted(Comparator.naturalOrder())
                .toList();
        return statement
                .setParameter("ids", keys.stream().map(Cursor::id).toArray(String[]::new))
                .setParameter(
                        "published",
                        keys.stream().map(key -> key.published().toString()).toArray(String[]::new))
                .setParameter("oldest", dates.get(0).atOffset(ZoneOffset.UTC))
                .setParameter("newest", dates.get(dates.size() - 1).atOffset(ZoneOffset.UTC));
    }
}
