package dateline.query.search;

import dateline.query.problem.ProblemException;
import dateline.query.search.Query.Kind;
import dateline.query.search.Query.Named;
import dateline.query.search.Query.Not;
import dateline.query.text.FilterTerm;
import dateline.query.text.TopicTree;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;

/** Compiles searches that stand: they are held against what comes, instead of looking for what is there. */
@ApplicationScoped
public class StandingSearches {

    private static final Set<Kind> NAMES =
            Set.of(Kind.ENTITY, Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.SPEAKER);

    private final Session session;
    private final SearchConfig config;
    private final InstantSource clock;
    private final TopicTree topics;

    StandingSearches(Session session, SearchConfig config, InstantSource clock, TopicTree topics) {
        this.session = session;
        this.config = config;
        this.clock = clock;
        this.topics = topics;
    }

    /**
     * Compiles a search.
     *
     * @param request the words and filters; its page does not count
     * @throws ProblemException 400 when the words cannot be understood
     */
    public Standing compile(SearchRequest request) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Road.limit(session, config);
            return compile(request, clock.instant());
        });
    }

    /**
     * Compiles searches together, which takes a fraction of the time that each would take alone.
     *
     * @return in the same order; nothing for one that cannot be understood
     */
    public List<Optional<Standing>> compileAll(List<SearchRequest> requests) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Instant now = clock.instant();
            Road.limit(session, config);
            List<Optional<Standing>> compiled = new ArrayList<>(requests.size());
            for (SearchRequest request : requests) {
                try {
                    compiled.add(Optional.of(compile(request, now)));
                } catch (ProblemException e) {
                    compiled.add(Optional.empty());
                }
            }
            return compiled;
        });
    }

    private Standing compile(SearchRequest request, Instant now) {
        Query tree = request.tree(now);
        Compiler.Compiled compiled = new Compiler(session, topics).compile(request, tree);
        SearchRequest dated = Searcher.dated(request, tree);
        Set<String> names = new HashSet<>();
        request.filters().entities().forEach(name -> names.add(FilterTerm.fold(name)));
        if (tree != null) {
            collect(tree, names);
        }
        return new Standing(compiled.query().orElse(""), compiled.impossible(), dated.from(), dated.to(), names);
    }

    /** The text search configurations in use: a search is compiled for each of them. */
    public Set<String> configurations() {
        return QuarkusTransaction.requiringNew()
                .call(() -> Set.copyOf(
                        session.createNativeQuery("select name from query.configuration_in_use", String.class)
                                .getResultList()));
    }

    /** Makes changes of the embargoes that have ended, so that their releases come up. */
    public void liftEmbargoes() {
        QuarkusTransaction.requiringNew().run(() -> Harvest.liftEmbargoes(session, clock.instant()));
    }

    private static void collect(Query tree, Set<String> names) {
        if (tree instanceof Named named && NAMES.contains(named.kind())) {
            names.add(FilterTerm.fold(named.value()));
        } else if (tree instanceof Not not) {
            collect(not.query(), names);
        } else if (tree instanceof Query.All all) {
            collect(all.queries(), names);
        } else if (tree instanceof Query.Any any) {
            collect(any.queries(), names);
        }
    }

    private static void collect(List<Query> queries, Set<String> names) {
        queries.forEach(query -> collect(query, names));
    }
}
