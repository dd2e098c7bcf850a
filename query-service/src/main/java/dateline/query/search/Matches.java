package dateline.query.search;

import dateline.query.problem.ProblemException;
import dateline.query.text.TopicTree;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.Session;

/** The matches of a search alone, for those who show them in a form of their own: nothing is counted, no snippet is made. */
@ApplicationScoped
public class Matches {

    // Postgres keeps whole microseconds.
    private static final long RESOLUTION = 1000;

    private final Session session;
    private final SearchConfig config;
    private final InstantSource clock;
    private final TopicTree topics;

    Matches(Session session, SearchConfig config, InstantSource clock, TopicTree topics) {
        this.session = session;
        this.config = config;
        this.clock = clock;
        this.topics = topics;
    }

    /**
     * The newest matches behind the request's cursor, at most as many as its limit says, which may be above that of a page.
     *
     * @param request what to search for
     * @throws ProblemException 400 when the words cannot be understood
     */
    public List<Cursor> newest(SearchRequest request) {
        return QuarkusTransaction.requiringNew().call(() -> find(request));
    }

    private List<Cursor> find(SearchRequest request) {
        Instant now = clock.instant();
        Query tree = request.tree(now);
        // What lies above the cursor is not looked at again, however far down a reader has come.
        Instant end =
                request.cursor() == null ? null : request.cursor().published().plusNanos(RESOLUTION);
        Road road = new Road(session, config, Searcher.dated(request, tree).within(null, end), now);
        road.prepare();
        Compiler.Compiled compiled = new Compiler(session, topics).compile(request, tree);
        return compiled.impossible() ? List.of() : road.newest(compiled, request.limit());
    }
}
