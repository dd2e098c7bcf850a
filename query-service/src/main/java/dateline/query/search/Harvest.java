package dateline.query.search;

import dateline.query.problem.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/**
 * Walks the changes in their order.
 *
 * <p>A sequence alone is not enough: a number is drawn before its transaction commits, so a reader that has seen 8 may find 7
 * later, or never. Here a change is shown when no transaction is open any more that could still write one before it: its
 * transaction id lies below the oldest open one ({@code pg_snapshot_xmin}). Later transactions get higher ids, so what was read
 * is final. Writers wait for nobody, as they would with a lock around the sequence; the price is that a long transaction
 * holds the harvest back while it is open.
 */
final class Harvest {

    /** What one walk found. */
    record Walk(List<Cursor> found, ChangePosition next, boolean more) {}

    private static final String HORIZON = """
            select cast(cast(horizon as text) as bigint) from query.change_mark
            where minute <= :time and at <= :time order by minute desc limit 1
            """;
    // An embargo that ends is a change: the release can be seen from now on.
    private static final String LIFT = """
            update query.release
            set embargoed_until = null, changed_in = query.change_transaction(), change_number = nextval('query.change_number')
            where embargoed_until <= :now
            """;
    private static final String NEXT = "select cast(cast(query.change_horizon() as text) as bigint)";
    private static final String WALK = """
            select id, published, cast(cast(changed_in as text) as bigint) as transaction, change_number as number,
              published >= :lowest and published < :highest and (:query = '' or words @@ cast(:query as tsquery)) as matches
            from query.release
            where (changed_in, change_number) > (cast(:transaction as xid8), :number)
              and changed_in < (select query.change_horizon())
              and (:embargoed or embargoed_until is null)
            order by changed_in, change_number limit :limit
            """;

    private final Session session;
    private final SearchConfig config;
    private final SearchRequest request;

    Harvest(Session session, SearchConfig config, SearchRequest request) {
        this.session = session;
        this.config = config;
        this.request = request;
    }

    /** Makes changes of the embargoes that have ended; in a transaction of its own, before that of the walk. */
    static void liftEmbargoes(Session session, Instant now) {
        session.createNativeMutationQuery(LIFT)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    /**
     * Refuses a position behind all that this database can have given out: it stems from one that knew more, and what changes
     * from now on may come before it.
     *
     * @throws ProblemException 400 when it is such a position
     */
    void check(ChangePosition since) {
        long next = session.createNativeQuery(NEXT, Long.class).getSingleResult();
        if (since.transaction() > next) {
            throw ProblemException.badParameter(
                    "updated-since",
                    "Lies behind all changes: the database was restored from an earlier state. Go on from a time before that.");
        }
    }

    /** The position that stands before everything that changed after a time. */
    ChangePosition at(Instant time) {
        return session.createNativeQuery(HORIZON, Long.class)
                .setParameter("time", time.atOffset(ZoneOffset.UTC))
                .getResultStream()
                .findFirst()
                .map(horizon -> new ChangePosition(horizon, 0))
                .orElse(ChangePosition.START);
    }

    /** The matching changes behind a position: at most the request's limit, and not further than the configured walk. */
    Walk walk(ChangePosition since, Optional<String> query) {
        boolean all = query.isEmpty() && request.from() == null && request.to() == null;
        int most = all ? request.limit() : Math.max(config.harvestWalk(), request.limit());
        List<Object[]> rows = session.createNativeQuery(WALK, Object[].class)
                .addScalar("id", String.class)
                .addScalar("published", OffsetDateTime.class)
                .addScalar("transaction", Long.class)
                .addScalar("number", Long.class)
                .addScalar("matches", Boolean.class)
                .setParameter("lowest", utc(request.from(), Road.EARLIEST))
                .setParameter("highest", utc(request.to(), Road.LATEST))
                .setParameter("query", query.orElse(""))
                .setParameter("transaction", Long.toString(since.transaction()))
                .setParameter("number", since.number())
                .setParameter("embargoed", !config.withholdEmbargoed())
                .setParameter("limit", most + 1)
                .getResultList();
        List<Cursor> found = new ArrayList<>();
        ChangePosition next = since;
        int seen = 0;
        while (seen < Math.min(rows.size(), most) && found.size() < request.limit()) {
            Object[] row = rows.get(seen++);
            next = new ChangePosition((Long) row[2], (Long) row[3]);
            if ((Boolean) row[4]) {
                found.add(new Cursor(((OffsetDateTime) row[1]).toInstant(), (String) row[0]));
            }
        }
        return new Walk(found, next, seen < rows.size());
    }

    private static OffsetDateTime utc(Instant instant, Instant otherwise) {
        return (instant == null ? otherwise : instant).atOffset(ZoneOffset.UTC);
    }
}
