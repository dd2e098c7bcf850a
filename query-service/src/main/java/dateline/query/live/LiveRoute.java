package dateline.query.live;

import dateline.query.change.ChangeLog;
import dateline.query.problem.ProblemException;
import dateline.query.problem.ProblemResponse;
import dateline.query.search.ChangePosition;
import dateline.query.search.SearchConfig;
import dateline.query.search.SearchRequest;
import dateline.query.search.StandingSearches;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stream over HTTP. It stands beside the resources, as it writes to thousands of connections for as long as they like, and
 * has to know of each how much it still has to take.
 */
@ApplicationScoped
class LiveRoute {

    private static final String PATH = "/releases/live";
    private static final List<String> NOT_OF_A_STREAM =
            List.of("cursor", "order", "limit", "withdrawn", "updated-since");

    private final LiveHub hub;
    private final ChangeLog log;
    private final StandingSearches searches;
    private final LiveConfig config;
    private final SearchConfig limits;

    LiveRoute(LiveHub hub, ChangeLog log, StandingSearches searches, LiveConfig config, SearchConfig limits) {
        this.hub = hub;
        this.log = log;
        this.searches = searches;
        this.config = config;
        this.limits = limits;
    }

    void register(@Observes Router router) {
        router.get(PATH).blockingHandler(this::listen, false);
    }

    private void listen(RoutingContext context) {
        HttpServerResponse response = context.response();
        Listener listener;
        try {
            listener = listener(context);
        } catch (RuntimeException e) {
            ProblemResponse.send(response, PATH, e);
            return;
        }
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                // Compression would hold events back.
                .putHeader("Content-Encoding", "identity")
                .putHeader("X-Accel-Buffering", "no");
        response.closeHandler(nothing -> hub.leave(listener));
        response.exceptionHandler(failure -> hub.leave(listener));
        hub.join(listener);
    }

    private Listener listener(RoutingContext context) {
        if (hub.size() >= config.listeners()) {
            throw ProblemException.tooSlow("Too many are listening.");
        }
        Map<String, List<String>> parameters = new HashMap<>();
        MultiMap query = context.queryParams();
        query.names().forEach(name -> parameters.put(name, query.getAll(name)));
        String since = single(parameters.remove("since"), "since", null);
        String show = single(parameters.remove("show"), "show", "summary");
        for (String name : NOT_OF_A_STREAM) {
            if (parameters.containsKey(name)) {
                throw ProblemException.badParameter(
                        name, "A stream has all changes that match: it does not take this.");
            }
        }
        if (!show.equals("summary") && !show.equals("whole")) {
            throw ProblemException.badParameter("show", "Must be summary or whole.");
        }
        SearchRequest request = SearchRequest.of(parameters, limits);
        // A search that cannot be understood is told now, not on the stream.
        searches.compile(request);
        String last = context.request().getHeader("Last-Event-ID");
        return new Listener(
                context.response(), request, show.equals("whole"), position(last == null ? since : last, last != null));
    }

    private ChangePosition position(String value, boolean header) {
        if (value == null) {
            return log.end();
        }
        return ChangePosition.read(value)
                .orElseThrow(() -> ProblemException.badParameter(
                        header ? "Last-Event-ID" : "since", "Must be 0 for all, or the id of an event."));
    }

    private static String single(List<String> values, String name, String otherwise) {
        if (values == null) {
            return otherwise;
        }
        if (values.size() > 1) {
            throw ProblemException.badParameter(name, "May be given once.");
        }
        return values.get(0);
    }
}
