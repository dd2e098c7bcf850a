package dateline.query.search;

import dateline.query.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Instant YEAR_2000 = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant YEAR_2100 = Instant.parse("2100-01-01T00:00:00Z");
    // Postgres keeps whole microseconds.
    private static final Duration RESOLUTION = Duration.ofNanos(1000);
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final int FIRST_CANDIDATES = 200;
    private static final int MOST_CANDIDATES = 100_000;
    private static final Pattern MONTH = Pattern.compile("release_(\\d{4})_(\\d{2})");

    // One search is one small task among many: neither compiling it nor spreading it over cores pays.
    private static final String SETTINGS = """
            select set_config('statement_timeout', :timeout, true), set_config('enable_seqscan', 'off', true),
              set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_indexscan', 'on', true),
              set_config('transaction_read_only', 'on', true), set_config('jit', 'off', true),
              set_config('max_parallel_workers_per_gather', '0', true)
            """;
    private static final String WORD_INDEX =
            "select set_config('enable_indexscan', :walk, true), set_config('enable_indexonlyscan', :walk, true)";
    // To ask all partitions for their first and last date costs more than most searches.
    private static final String PARTITIONS = """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = to_regclass('query.release')
            """;
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
    // Materialised, so that the planner cannot make a walk of it. Page and count are taken from the same matches, as
    // planning
    // a month's partition costs as much as asking it.
    private static final String WINDOW =
            "with hit as materialized (select id, published from query.release where words @@ cast(:query as tsquery)"
                    + " and published >= :lowest and published < :highest "
                    + VISIBLE
                    + ") select page.id, page.published, counted.matches from (select count(*) as matches from hit) counted"
                    + " left join (select id, published from hit where (published, id) < (:published, :id)"
                    + " order by published desc, id desc limit :limit) page on true order by page.published desc, page.id desc";
    // The candidates are put in order before a vector is read, which costs more than all else.
    private static final String CANDIDATES =
            "select id, published, words @@ cast(:query as tsquery) as matches from (select id, published, words"
                    + " from query.release where words @@ cast(:candidates as tsquery) and published < :highest and "
                    + BEFORE
                    + VISIBLE
                    + "order by published desc, id desc limit :limit) candidate order by published desc, id desc";
    private static final String COUNT_ALL =
            "select count(*) from (select 1 from query.release where published >= :lowest and published < :published "
                    + VISIBLE + "limit :limit) hit";
    private static final String COUNT_WINDOW =
            "select count(*) from (select 1 from query.release where words @@ cast(:query as tsquery)"
                    + " and published >= :lowest and published < :published " + VISIBLE + "limit :limit) hit";

    /**
     * What a search found.
     *
     * @param page the newest matches behind the cursor
     * @param count of all matches, to one beyond the cap
     * @param cap how far they were counted
     */
    record Found(List<Cursor> page, long count, int cap) {}

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

    /** Lets the word index alone be asked in this transaction, whatever the planner thinks of the words. */
    static void byWordIndex(Session session) {
        session.createNativeQuery(WORD_INDEX, Object[].class)
                .setParameter("walk", "off")
                .getSingleResult();
    }

    /** Sets the transaction's limits and looks up which dates there are. */
    void prepare() {
        limit(session, config);
        List<String> partitions =
                session.createNativeQuery(PARTITIONS, String.class).getResultList();
        Instant first = LATEST;
        Instant end = EARLIEST;
        for (String partition : partitions) {
            Matcher name = MONTH.matcher(partition);
            YearMonth month = name.matches()
                    ? YearMonth.of(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2)))
                    : null;
            // What is no month is one of the two ends of time.
            Instant start = month == null ? (partition.endsWith("past") ? EARLIEST : YEAR_2100) : start(month);
            Instant stop =
                    month == null ? (partition.endsWith("past") ? YEAR_2000 : LATEST) : start(month.plusMonths(1));
            first = start.isBefore(first) ? start : first;
            end = later(stop, end);
        }
        lowest = later(first, request.from());
        highest = request.to() == null || request.to().isAfter(end) ? end : request.to();
    }

    /** The newest matching releases behind the request's cursor. */
    List<Cursor> newest(Compiler.Compiled compiled, int limit) {
        return compiled.candidates().isEmpty()
                ? find(compiled.query(), limit, -1).page()
                : amongCandidates(compiled, start(), limit, -1).page();
    }

    /** The newest matching releases behind the request's cursor, and how many match in all, counted to one beyond the cap. */
    Found search(Compiler.Compiled compiled, int limit) {
        if (compiled.candidates().isEmpty()) {
            return find(compiled.query(), limit, config.countCap());
        }
        Cursor top = new Cursor(highest, "");
        Cursor start = start();
        if (start.equals(top)) {
            return amongCandidates(compiled, start, limit, config.countCap());
        }
        Found counted = amongCandidates(compiled, top, 0, config.countCap());
        return new Found(amongCandidates(compiled, start, limit, -1).page(), counted.count(), counted.cap());
    }

    // What the index cannot tell is read from the rows, the newest candidates first, until the page is full; the count
    // ends with the configured number of candidates.
    private Found amongCandidates(Compiler.Compiled compiled, Cursor from, int limit, int cap) {
        List<Cursor> page = new ArrayList<>();
        int most = cap < 0 ? 0 : config.costlyCandidates();
        int seen = 0;
        int count = 0;
        int batch = Math.min(FIRST_CANDIDATES, config.costlyCandidates());
        walking(false);
        Windows windows = new Windows(
                from.published().isBefore(highest) ? from.published().plus(RESOLUTION) : highest, lowest);
        Cursor behind = from;
        while (windows.next()) {
            boolean full;
            do {
                if (page.size() >= limit && (seen >= most || count > cap)) {
                    // What is left may match or not.
                    return new Found(page, count > cap ? count : count + 1, count > cap ? cap : count);
                }
                List<Object[]> rows = before(CANDIDATES, windows.from(), behind)
                        .addScalar("matches", Boolean.class)
                        .setParameter("highest", utc(windows.to()))
                        .setParameter("query", compiled.query().orElseThrow())
                        .setParameter("candidates", compiled.candidates().orElseThrow())
                        .setParameter("limit", batch)
                        .getResultList();
                for (Object[] row : rows) {
                    behind = key(row);
                    if ((Boolean) row[2]) {
                        count++;
                        if (page.size() < limit) {
                            page.add(behind);
                        }
                    }
                }
                seen += rows.size();
                full = rows.size() == batch;
                batch = Math.min(batch * 2, MOST_CANDIDATES / 10);
                if (seen > MOST_CANDIDATES) {
                    throw ProblemException.tooSlow(
                            "Too many releases have these words elsewhere; a narrower search helps.");
                }
            } while (full);
        }
        return new Found(page, count, Math.max(cap, count));
    }

    private Cursor start() {
        return request.cursor() != null && request.cursor().published().isBefore(highest)
                ? request.cursor()
                : new Cursor(highest, "");
    }

    // A cap of -1 counts nothing.
    private Found find(Optional<String> query, int limit, int cap) {
        Cursor from = start();
        if (!lowest.isBefore(highest)) {
            return new Found(List.of(), 0, cap);
        }
        if (query.isEmpty()) {
            List<Cursor> page = from.published().isBefore(lowest) ? List.of() : keys(walk(ALL, null, from, limit));
            return new Found(
                    page,
                    cap < 0
                            ? 0
                            : within(COUNT_ALL, lowest, highest)
                                    .setParameter("limit", cap + 1)
                                    .getSingleResult(),
                    cap);
        }
        List<Cursor> page = new ArrayList<>();
        boolean ended = from.published().isBefore(lowest);
        if (!ended) {
            List<Object[]> walked = walk(WALK, query.get(), from, config.walk());
            for (Object[] row : walked) {
                if ((Boolean) row[2] && page.size() < limit) {
                    page.add(key(row));
                }
            }
            ended = walked.size() < config.walk();
            from = walked.isEmpty() ? from : key(walked.get(walked.size() - 1));
        }
        return byWordIndex(query.get(), page, from, ended ? page.size() : limit, cap);
    }

    // The newest month is mostly enough; all of them are planned only when it is not.
    private List<Object[]> walk(String sql, String query, Cursor from, int most) {
        Instant month =
                later(start(YearMonth.from(from.published().minus(RESOLUTION).atOffset(ZoneOffset.UTC))), lowest);
        List<Object[]> walked = List.of();
        for (Instant start : month.isAfter(lowest) ? List.of(month, lowest) : List.of(lowest)) {
            NativeQuery<Object[]> statement = before(sql, start, from).setParameter("limit", most);
            if (query != null) {
                statement.addScalar("matches", Boolean.class).setParameter("query", query);
            }
            walked = statement.getResultList();
            if (walked.size() == most) {
                return walked;
            }
        }
        return walked;
    }

    private Found byWordIndex(String query, List<Cursor> walked, Cursor behind, int limit, int cap) {
        List<Cursor> page = new ArrayList<>(walked);
        long count = 0;
        Windows windows = new Windows(highest, lowest);
        if (page.size() < limit || cap >= 0) {
            walking(false);
        }
        while ((page.size() < limit || count <= cap) && windows.next()) {
            if (page.size() >= limit) {
                count += within(COUNT_WINDOW, windows.from(), windows.to())
                        .setParameter("query", query)
                        .setParameter("limit", cap + 1 - count)
                        .getSingleResult();
            } else if (cap >= 0 || !windows.from().isAfter(behind.published())) {
                List<Object[]> rows = before(WINDOW, windows.from(), behind)
                        .addScalar("matches", Long.class)
                        .setParameter("highest", utc(windows.to()))
                        .setParameter("query", query)
                        .setParameter("limit", limit - page.size())
                        .getResultList();
                count += (Long) rows.get(0)[2];
                rows.stream().filter(row -> row[0] != null).forEach(row -> page.add(key(row)));
            }
        }
        return new Found(page, count, cap);
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
        return query.setParameter("withdrawn", request.filters().withdrawn())
                .setParameter("embargoed", !config.withholdEmbargoed())
                .setParameter("now", utc(now));
    }

    private static List<Cursor> keys(List<Object[]> rows) {
        return rows.stream().map(Road::key).toList();
    }

    private static Cursor key(Object[] row) {
        return new Cursor(((OffsetDateTime) row[1]).toInstant(), (String) row[0]);
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
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
