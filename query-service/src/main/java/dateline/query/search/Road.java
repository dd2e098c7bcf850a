package dateline.query.search;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/**
 * Finds and counts the releases of one search.
 *
 * <p>Postgres misjudges words: it walks the date index for rare ones and sorts for common ones. So the road is chosen here. The
 * newest releases are looked through one by one, which fills the page at once when the words are common; else the word index is
 * asked, month by month into the past in windows that double, so that neither a common nor a rare word is dear.
 */
final class Road {

    static final Instant EARLIEST = Instant.parse("1600-01-01T00:00:00Z");
    // Postgres keeps whole microseconds.
    private static final Duration RESOLUTION = Duration.ofNanos(1000);
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final String SETTINGS = """
            select set_config('statement_timeout', :timeout, true), set_config('enable_seqscan', 'off', true),
              set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_indexscan', 'on', true),
              set_config('transaction_read_only', 'on', true)
            """;
    private static final String WORD_INDEX =
            "select set_config('enable_indexscan', :walk, true), set_config('enable_indexonlyscan', :walk, true)";
    private static final String SPAN = "select min(published), max(published) from query.release";
    private static final String VISIBLE = """
            and (:withdrawn or not withdrawn) and (:embargoed or embargoed_until is null or embargoed_until <= :now)
            """;
    private static final String BEFORE = """
            published >= :lowest and published <= :published and (published, id) < (:published, :id)
            """;
    private static final String ALL = "select id, published from query.release where " + BEFORE + VISIBLE
            + "order by published desc, id desc limit :limit";
    private static final String WALK =
            "select id, published, words @@ cast(:query as tsquery) as matches from query.release where " + BEFORE
                    + VISIBLE + "order by published desc, id desc limit :limit";
    // Materialised, so that the planner cannot make a walk of it.
    private static final String WINDOW =
            "with hit as materialized (select id, published from query.release where words @@ cast(:query as tsquery) and "
                    + BEFORE + VISIBLE
                    + ") select id, published from hit order by published desc, id desc limit :limit";
    private static final String COUNT_ALL =
            "select count(*) from (select 1 from query.release where published >= :lowest and published < :published "
                    + VISIBLE + "limit :limit) hit";
    private static final String COUNT_WINDOW =
            "select count(*) from (select 1 from query.release where words @@ cast(:query as tsquery)"
                    + " and published >= :lowest and published < :published " + VISIBLE + "limit :limit) hit";

    private final Session session;
    private final SearchConfig config;
    private final SearchRequest request;
    private final Instant now;
    private Instant lowest = EARLIEST;
    private Instant highest = LATEST;

    Road(Session session, SearchConfig config, SearchRequest request, Instant now) {
        this.session = session;
        this.config = config;
        this.request = request;
        this.now = now;
    }

    /** Sets the transaction's limits. */
    static void limit(Session session, SearchConfig config) {
        session.createNativeQuery(SETTINGS, Object[].class)
                .setParameter("timeout", Long.toString(config.timeout().toMillis()))
                .getSingleResult();
    }

    /** Sets the transaction's limits and looks up which dates there are. */
    void prepare() {
        limit(session, config);
        Object[] span = session.createNativeQuery(SPAN, Object[].class)
                .addScalar("min", OffsetDateTime.class)
                .addScalar("max", OffsetDateTime.class)
                .getSingleResult();
        if (span[0] == null) {
            lowest = LATEST;
            return;
        }
        lowest = later(((OffsetDateTime) span[0]).toInstant(), request.from());
        Instant end = ((OffsetDateTime) span[1]).toInstant().plus(RESOLUTION);
        highest = request.to() == null || request.to().isAfter(end) ? end : request.to();
    }

    /** The newest matching releases behind the request's cursor. */
    List<Cursor> newest(Optional<String> query, int limit) {
        Cursor from = new Cursor(highest, "");
        if (request.cursor() != null && request.cursor().published().isBefore(highest)) {
            from = request.cursor();
        }
        if (from.published().isBefore(lowest)) {
            return List.of();
        }
        if (query.isEmpty()) {
            return keys(before(ALL, lowest, from).setParameter("limit", limit).getResultList());
        }
        List<Cursor> found = new ArrayList<>();
        List<Object[]> walked = before(WALK, lowest, from)
                .addScalar("matches", Boolean.class)
                .setParameter("query", query.get())
                .setParameter("limit", config.walk())
                .getResultList();
        for (Object[] row : walked) {
            if ((Boolean) row[2] && found.size() < limit) {
                found.add(key(row));
            }
        }
        if (found.size() == limit || walked.size() < config.walk()) {
            return found;
        }
        found.addAll(byWordIndex(query.get(), key(walked.get(walked.size() - 1)), limit - found.size()));
        return found;
    }

    /** How many releases match, counted to one beyond the cap. */
    long count(Optional<String> query) {
        int cap = config.countCap() + 1;
        if (query.isEmpty()) {
            return within(COUNT_ALL, lowest, highest).setParameter("limit", cap).getSingleResult();
        }
        walking(false);
        long count = 0;
        Windows windows = new Windows(highest, lowest);
        while (count < cap && windows.next()) {
            count += within(COUNT_WINDOW, windows.from(), windows.to())
                    .setParameter("query", query.get())
                    .setParameter("limit", cap - count)
                    .getSingleResult();
        }
        return count;
    }

    private List<Cursor> byWordIndex(String query, Cursor behind, int limit) {
        walking(false);
        List<Cursor> found = new ArrayList<>();
        Cursor from = behind;
        // Releases behind the position may share its date.
        Windows windows = new Windows(behind.published().plus(RESOLUTION), lowest);
        while (found.size() < limit && windows.next()) {
            found.addAll(keys(before(WINDOW, windows.from(), from)
                    .setParameter("query", query)
                    .setParameter("limit", limit - found.size())
                    .getResultList()));
            from = new Cursor(windows.from(), "");
        }
        return found;
    }

    private void walking(boolean walk) {
        session.createNativeQuery(WORD_INDEX, Object[].class)
                .setParameter("walk", walk ? "on" : "off")
                .getSingleResult();
    }

    private NativeQuery<Object[]> before(String sql, Instant from, Cursor key) {
        return visible(session.createNativeQuery(sql, Object[].class))
                .addScalar("id", String.class)
                .addScalar("published", OffsetDateTime.class)
                .setParameter("lowest", utc(from))
                .setParameter("published", utc(key.published()))
                .setParameter("id", key.id());
    }

    private NativeQuery<Long> within(String sql, Instant from, Instant to) {
        return visible(session.createNativeQuery(sql, Long.class))
                .setParameter("lowest", utc(from))
                .setParameter("published", utc(to));
    }

    private <T> NativeQuery<T> visible(NativeQuery<T> query) {
        return query.setParameter("withdrawn", request.withdrawn())
                .setParameter("embargoed", !config.withholdEmbargoed())
                .setParameter("now", utc(now));
    }

    private static List<Cursor> keys(List<Object[]> rows) {
        return rows.stream().map(Road::key).toList();
    }

    private static Cursor key(Object[] row) {
        return new Cursor(((OffsetDateTime) row[1]).toInstant(), (String) row[0]);
    }

    private static Instant later(Instant a, Instant b) {
        return b == null || a.isAfter(b) ? a : b;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Ranges of time from the newest to the oldest: the month that it is, then twice as many months each time. */
    static final class Windows {
        private final Instant lowest;
        private Instant from;
        private Instant to;
        private int months = 0;

        Windows(Instant highest, Instant lowest) {
            this.lowest = lowest;
            this.from = highest;
        }

        /** Goes on to the next range, if there is one. */
        boolean next() {
            if (!from.isAfter(lowest)) {
                return false;
            }
            to = from;
            YearMonth month = YearMonth.from(to.minusNanos(1).atOffset(ZoneOffset.UTC));
            Instant start = month.minusMonths(months == 0 ? 0 : months - 1)
                    .atDay(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            months = months == 0 ? 1 : Math.min(months * 2, 1200);
            from = later(start, lowest);
            return true;
        }

        Instant from() {
            return from;
        }

        Instant to() {
            return to;
        }
    }
}
