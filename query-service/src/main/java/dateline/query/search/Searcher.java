package dateline.query.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dateline.query.problem.ProblemException;
import dateline.query.text.TopicTree;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import org.hibernate.Session;

/** Answers a search from the tables: compiles it, finds the page's releases, counts, and loads what is shown of them. */
@ApplicationScoped
public class Searcher {

    private final Session session;
    private final SearchConfig config;
    private final InstantSource clock;
    private final ObjectMapper json;
    private final TopicTree topics;
    private final Timer searches;

    Searcher(
            Session session,
            SearchConfig config,
            InstantSource clock,
            ObjectMapper json,
            TopicTree topics,
            MeterRegistry meters) {
        this.topics = topics;
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
     * @throws ProblemException 400 when the words cannot be understood
     */
    public SearchResult search(SearchRequest request) {
        return searches.record(() -> QuarkusTransaction.requiringNew().call(() -> answer(request)));
    }

    /**
     * What the newest matches of a search are made of.
     *
     * @param request what to search for; its limit and cursor do not count
     * @throws ProblemException 400 when the words cannot be understood
     */
    public Facets facets(SearchRequest request) {
        return counted(
                request,
                config.facetMatches(),
                (newest, complete) -> Facets.of(session, newest, complete, topics.labels()));
    }

    /**
     * How many of the newest matches of a search were published when.
     *
     * @param request what to search for; its limit and cursor do not count
     * @param interval the length of a bucket
     * @throws ProblemException 400 when the words cannot be understood
     */
    public Histogram histogram(SearchRequest request, Histogram.Interval interval) {
        return counted(
                request, config.histogramMatches(), (newest, complete) -> Histogram.of(newest, complete, interval));
    }

    /**
     * What the newest matches of a search are made of, and when they were published.
     *
     * @param facets over as many of the newest matches as {@link #facets} looks at
     * @param timeline over as many as {@link #histogram} does
     */
    public record Profile(Facets facets, Histogram timeline) {}

    /**
     * Counts the matches of a search once for both.
     *
     * @param request what to search for; its limit and cursor do not count
     * @throws ProblemException 400 when the words cannot be understood
     */
    public Profile profile(SearchRequest request) {
        return counted(request, config.histogramMatches(), (newest, complete) -> {
            boolean few = newest.size() <= config.facetMatches();
            List<Cursor> looked = few ? newest : newest.subList(0, config.facetMatches());
            return new Profile(
                    Facets.of(session, looked, complete && few, topics.labels()),
                    Histogram.of(newest, complete, Histogram.Interval.MONTH));
        });
    }

    /**
     * How many of the newest matches of a search are about each topic or a topic below it; as many as {@link #facets} looks at.
     *
     * @param request what to search for; its limit and cursor do not count
     * @throws ProblemException 400 when the words cannot be understood
     */
    public TopicCounts topics(SearchRequest request) {
        return counted(
                request,
                config.facetMatches(),
                (newest, complete) -> TopicCounts.of(session, newest, complete, topics));
    }

    /**
     * The newest matches behind the request's cursor with their events, for those who show parts of them.
     *
     * @param request what to search for, and at most how many
     * @throws ProblemException 400 when the words cannot be understood
     */
    public List<Match> matches(SearchRequest request) {
        return searches.record(() -> QuarkusTransaction.requiringNew().call(() -> {
            Instant now = clock.instant();
            Query tree = request.tree(now);
            Road road = new Road(session, config, dated(request, tree), now);
            road.prepare();
            Compiler.Compiled compiled = new Compiler(session, topics).compile(request, tree);
            return compiled.impossible()
                    ? List.<Match>of()
                    : Match.load(session, json, road.newest(compiled, request.limit()));
        }));
    }

    /**
     * The releases that are most like one.
     *
     * @param event the one, as the stream brought it
     * @param limit at most how many
     * @return the most similar one first
     */
    public List<Similar.Likeness> similar(JsonNode event, int limit) {
        return searches.record(() -> QuarkusTransaction.requiringNew().call(() -> {
            Road.limit(session, config);
            return new Similar(session, config, clock.instant())
                    .to(event, limit, new Hits(session, config, json, clock.instant()));
        }));
    }

    /** The entities that a value means: itself, as an id, and those of which it is a name. */
    public List<String> entities(String value) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Road.limit(session, config);
            return new Compiler(session, topics).entities(value, "");
        });
    }

    private <T> T counted(SearchRequest request, int most, BiFunction<List<Cursor>, Boolean, T> count) {
        return searches.record(() -> QuarkusTransaction.requiringNew().call(() -> {
            Instant now = clock.instant();
            Query tree = request.tree(now);
            Road road = new Road(session, config, dated(request.after(null), tree), now);
            road.prepare();
            Compiler.Compiled compiled = new Compiler(session, topics).compile(request, tree);
            List<Cursor> found = compiled.impossible() ? List.of() : road.newest(compiled, most + 1);
            return count.apply(found.size() > most ? found.subList(0, most) : found, found.size() <= most);
        }));
    }

    /**
     * The releases that changed since a position, the oldest change first.
     *
     * @param request filters, and the most releases that are wanted; its cursor does not count
     * @param since where to start
     * @throws ProblemException 400 when the words cannot be understood
     */
    Changes changes(SearchRequest request, ChangePosition.Since since) {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> Harvest.liftEmbargoes(session, now));
        return searches.record(() -> QuarkusTransaction.requiringNew().call(() -> {
            Query tree = request.tree(now);
            SearchRequest dated = dated(request, tree);
            Road.limit(session, config);
            Compiler.Compiled compiled = new Compiler(session, topics).compile(request, tree);
            Harvest harvest = new Harvest(session, config, dated);
            ChangePosition start =
                    since.position().orElseGet(() -> harvest.at(since.time().orElseThrow()));
            harvest.check(start);
            if (compiled.impossible()) {
                return new Changes(List.of(), start.format(), false);
            }
            Harvest.Walk walk = harvest.walk(start, compiled.query());
            List<SearchResult.Hit> hits = new Hits(session, config, json, now).load(walk.found(), compiled.words());
            return new Changes(hits, walk.next().format(), walk.more());
        }));
    }

    private SearchResult answer(SearchRequest request) {
        Instant now = clock.instant();
        Query tree = request.tree(now);
        Road road = new Road(session, config, dated(request, tree), now);
        road.prepare();
        Compiler.Compiled compiled = new Compiler(session, topics).compile(request, tree);
        if (compiled.impossible()) {
            return new SearchResult(0, "eq", List.of(), null);
        }
        if (request.order() == SearchRequest.Order.RELEVANCE) {
            return mostRelevant(request, road, compiled, now);
        }
        Road.Found answer = road.search(compiled, request.limit() + 1);
        List<Cursor> found = answer.page();
        boolean more = found.size() > request.limit();
        List<Cursor> page = more ? found.subList(0, request.limit()) : found;
        String next = more ? page.get(page.size() - 1).format(request.fingerprint()) : null;
        return result(answer, page, compiled, next);
    }

    private SearchResult mostRelevant(SearchRequest request, Road road, Compiler.Compiled compiled, Instant now) {
        Road.Found answer = road.search(compiled, config.relevanceCandidates());
        List<Cursor> page = new Ranking(session, config).best(answer.page(), compiled.words(), request.limit(), now);
        return result(answer, page, compiled, null);
    }

    private SearchResult result(Road.Found answer, List<Cursor> page, Compiler.Compiled compiled, String next) {
        return new SearchResult(
                Math.min(answer.count(), answer.cap()),
                answer.count() > answer.cap() ? "gte" : "eq",
                new Hits(session, config, json, clock.instant()).load(page, compiled.words()),
                next);
    }

    // before: and after: stand at the top of the tree; they narrow the dates that are looked through.
    static SearchRequest dated(SearchRequest request, Query tree) {
        SearchRequest dated = request;
        List<Query> queries = tree instanceof Query.All all ? all.queries() : tree == null ? List.of() : List.of(tree);
        for (Query query : queries) {
            if (query instanceof Query.Dated range) {
                dated = dated.within(range.from(), range.to());
            }
        }
        return dated;
    }
}
