package dateline.query.change;

import dateline.query.match.Lexemes;
import dateline.query.search.ChangePosition;
import dateline.query.search.SearchConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import org.hibernate.Session;

/**
 * Reads the changes in the order of their transactions. A change is given only when none can come before it any more, so whoever
 * goes on from a position misses nothing, on whichever replica.
 */
@ApplicationScoped
public class ChangeLog {

    /**
     * Changes in their order.
     *
     * @param changes the oldest first
     * @param next where to go on
     * @param more whether there are further ones already
     */
    public record Slice(List<Change> changes, ChangePosition next, boolean more) {
        /** Guards the list. */
        public Slice {
            changes = List.copyOf(changes);
        }
    }

    /**
     * How far the writers are.
     *
     * @param drawn the last number that one of them drew
     * @param started no transaction from here on has begun
     * @param finished all transactions before are over
     */
    public record Mark(long drawn, long started, long finished) {

        /** Whether all that had begun at the earlier mark is over: what is read from now on has every number drawn until then. */
        boolean settles(Mark earlier) {
            return finished >= earlier.started;
        }
    }

    private static final String SETTINGS = """
            select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true),
              set_config('plan_cache_mode', 'force_custom_plan', true),
              set_config('max_parallel_workers_per_gather', '0', true), set_config('statement_timeout', '30000', true)
            """;
    private static final String AFTER = """
            select id, published, cast(cast(changed_in as text) as bigint) as transaction, change_number as number,
              configuration, cast(words as text) as words, cast(event as text) as event
            from query.release
            where (changed_in, change_number) > (cast(:transaction as xid8), :number)
              and changed_in < pg_snapshot_xmin(pg_current_snapshot())
              and (:embargoed or embargoed_until is null)
            order by changed_in, change_number limit :limit
            """;
    private static final String SAMPLE =
            "select cast(words as text) from query.release order by published desc, id desc limit :limit";
    private static final String DRAWN =
            "select case when is_called then last_value else 0 end from query.change_number";
    private static final String SNAPSHOT = """
            select cast(cast(pg_snapshot_xmax(pg_current_snapshot()) as text) as bigint),
              cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)
            """;

    private final Session session;
    private final SearchConfig config;

    ChangeLog(Session session, SearchConfig config) {
        this.session = session;
        this.config = config;
    }

    /** The final changes behind a position, at most so many. */
    public Slice after(ChangePosition since, int most) {
        List<Object[]> rows = QuarkusTransaction.requiringNew().call(() -> {
            session.createNativeQuery(SETTINGS, Object[].class).getSingleResult();
            return session.createNativeQuery(AFTER, Object[].class)
                    .addScalar("id", String.class)
                    .addScalar("published", OffsetDateTime.class)
                    .addScalar("transaction", Long.class)
                    .addScalar("number", Long.class)
                    .addScalar("configuration", String.class)
                    .addScalar("words", String.class)
                    .addScalar("event", String.class)
                    .setParameter("transaction", Long.toString(since.transaction()))
                    .setParameter("number", since.number())
                    .setParameter("embargoed", !config.withholdEmbargoed())
                    .setParameter("limit", most + 1)
                    .getResultList();
        });
        boolean more = rows.size() > most;
        List<Change> changes = rows.stream().limit(most).map(ChangeLog::change).toList();
        return new Slice(
                changes,
                changes.isEmpty() ? since : changes.get(changes.size() - 1).position(),
                more);
    }

    /** The words of the newest releases, to learn how often words come. */
    public List<Lexemes> sample(int most) {
        return QuarkusTransaction.requiringNew()
                .call(() -> session.createNativeQuery(SAMPLE, String.class)
                        .setParameter("limit", most)
                        .getResultList())
                .stream()
                .map(Lexemes::parse)
                .toList();
    }

    /** The position behind all changes that are final, and before all others. */
    public ChangePosition end() {
        return new ChangePosition(mark().finished(), 0);
    }

    /**
     * How far the writers are, which costs far less than to look for changes. The number is read before the snapshot, so whoever
     * drew it had begun when the snapshot was taken.
     */
    public Mark mark() {
        return QuarkusTransaction.requiringNew().call(() -> {
            long drawn = session.createNativeQuery(DRAWN, Long.class).getSingleResult();
            Object[] snapshot =
                    session.createNativeQuery(SNAPSHOT, Object[].class).getSingleResult();
            return new Mark(drawn, ((Number) snapshot[0]).longValue(), ((Number) snapshot[1]).longValue());
        });
    }

    private static Change change(Object[] row) {
        return new Change(
                new ChangePosition((Long) row[2], (Long) row[3]),
                (String) row[0],
                ((OffsetDateTime) row[1]).toInstant(),
                (String) row[4],
                (String) row[5],
                (String) row[6]);
    }
}
