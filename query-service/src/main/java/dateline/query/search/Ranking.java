package dateline.query.search;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/**
 * Puts some of the newest matches in the order of their relevance: how often and how near the beginning the words stand (title
 * over lead over body over the rest), halved for a release that is the configured age old. Postgres has to read a release's
 * whole vector to rank it, so the candidates are bounded.
 */
final class Ranking {

    // ts_rank's weights are those of D, C, B, A; normalisation 1 divides by 1 + log of the length (PostgreSQL, "Ranking
    // Search
    // Results").
    private static final String RANK = """
            select r.id, r.published
            from query.release r
              join unnest(cast(:ids as text[]), cast(:published as timestamptz[])) as p (id, published)
                on r.id = p.id and r.published = p.published and r.published between :oldest and :newest
              join unnest(cast(:configurations as text[]), cast(:queries as text[])) as c (name, query)
                on c.name = r.configuration
            order by ts_rank('{0.05, 0.2, 0.4, 1.0}', r.words, cast(c.query as tsquery), 1)
                / (1 + greatest(0, extract(epoch from :now - r.published)) / :half) desc,
              r.published desc, r.id desc
            limit :limit
            """;

    private final Session session;
    private final SearchConfig config;

    Ranking(Session session, SearchConfig config) {
        this.session = session;
        this.config = config;
    }

    /** The most relevant of some matches, the best first. */
    List<Cursor> best(List<Cursor> candidates, Map<String, String> words, int limit, Instant now) {
        if (candidates.isEmpty() || words.isEmpty()) {
            return candidates.subList(0, Math.min(limit, candidates.size()));
        }
        List<String> configurations = List.copyOf(words.keySet());
        return Keys.bind(session.createNativeQuery(RANK, Object[].class), candidates)
                .addScalar("id", String.class)
                .addScalar("published", OffsetDateTime.class)
                .setParameter("configurations", configurations.toArray(String[]::new))
                .setParameter("queries", configurations.stream().map(words::get).toArray(String[]::new))
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .setParameter("half", (double) config.relevanceHalfLife().toSeconds())
                .setParameter("limit", limit)
                .getResultList()
                .stream()
                .map(row -> new Cursor(((OffsetDateTime) row[1]).toInstant(), (String) row[0]))
                .toList();
    }
}
