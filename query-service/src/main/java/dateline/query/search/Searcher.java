package dateline.query.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import dateline.query.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.Session;

/** Answers a search from the tables: compiles it, finds the page's releases, counts, and loads what is shown of them. */
@ApplicationScoped
public class Searcher {

    private final Session session;
    private final SearchConfig config;
    private final InstantSource clock;
    private final ObjectMapper json;
    private final Timer searches;

    Searcher(Session session, SearchConfig config, InstantSource clock, ObjectMapper json, MeterRegistry meters) {
        this.session = session;
        this.config = config;
        this.clock = clock;
        this.json = json;
        this.searches = meters.timer("dateline.search");
    }

    /**
     * Answers a search.
     *
     * @param request what to search for
     * @return a page of releases, newest first, and how many match
     * @throws ProblemException 503 when the database took too long or is away
     */
    public SearchResult search(SearchRequest request) {
        return searches.record(() -> {
            try {
                return QuarkusTransaction.requiringNew().call(() -> answer(request));
            } catch (ProblemException e) {
                throw e;
            } catch (RuntimeException e) {
                throw refusal(e);
            }
        });
    }

    private SearchResult answer(SearchRequest request) {
        Road road = new Road(session, config, request, clock.instant());
        road.prepare();
        Compiler.Compiled compiled = new Compiler(session).compile(request);
        if (compiled.impossible()) {
            return new SearchResult(0, "eq", List.of(), null);
        }
        List<Cursor> found = road.newest(compiled.query(), request.limit() + 1);
        long count = road.count(compiled.query());
        boolean more = found.size() > request.limit();
        List<Cursor> page = more ? found.subList(0, request.limit()) : found;
        String next = more ? page.get(page.size() - 1).format(request.fingerprint()) : null;
        return new SearchResult(
                Math.min(count, config.countCap()),
                count > config.countCap() ? "gte" : "eq",
                new Hits(session, config, json).load(page, compiled.words()),
                next);
    }

    // 57014: the statement was cancelled, here by its time limit. 08, 53, 57P: the database is away.
    private static RuntimeException refusal(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState() == null ? "08000" : sql.getSQLState();
                if (state.equals("57014")) {
                    return ProblemException.tooSlow("The search took too long; a narrower one may not.");
                }
                if (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P")) {
                    return ProblemException.unavailable("The database is away.");
                }
            }
        }
        return failure;
    }
}
