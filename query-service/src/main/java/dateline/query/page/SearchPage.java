package dateline.query.page;

import dateline.query.page.Pages.Box;
import dateline.query.page.Pages.Chip;
import dateline.query.page.Pages.Form;
import dateline.query.page.Pages.Hidden;
import dateline.query.page.Pages.Link;
import dateline.query.page.Pages.Outlets;
import dateline.query.page.Pages.Results;
import dateline.query.page.Pages.Row;
import dateline.query.page.Pages.Side;
import dateline.query.page.Pages.Templates;
import dateline.query.page.Pages.Value;
import dateline.query.problem.ProblemException;
import dateline.query.search.Facets;
import dateline.query.search.SearchConfig;
import dateline.query.search.SearchRequest;
import dateline.query.search.SearchResult;
import dateline.query.search.Searcher;
import dateline.query.search.StandingSearches;
import io.quarkus.qute.RawString;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page of a search, and the one on which its releases appear as they come. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
class SearchPage {

    private static final String CURSOR = "cursor";
    // A box of values is a help, not a list: more of them are found by narrowing the search.
    private static final int VALUES = 8;

    private final Searcher searcher;
    private final StandingSearches standing;
    private final SearchConfig config;

    SearchPage(Searcher searcher, StandingSearches standing, SearchConfig config) {
        this.searcher = searcher;
        this.standing = standing;
        this.config = config;
    }

    @GET
    @Operation(hidden = true)
    public Response search(@Context UriInfo uri) {
        PageUrl url = PageUrl.of(uri.getQueryParameters());
        // A form sends its empty fields too.
        Map<String, List<String>> parameters = new HashMap<>(uri.getQueryParameters());
        parameters.values().removeIf(values -> values.equals(List.of("")));
        try {
            SearchRequest request = SearchRequest.of(parameters, config);
            SearchResult result = searcher.search(request);
            Facets facets = request.cursor() == null ? facets(request) : null;
            Side side = facets == null
                    ? Side.NONE
                    : new Side(boxes(facets, url), Bars.of(facets.days(), url), facets.counted(), facets.complete());
            return Pages.html(200, Templates.search(form("/", url, facets), results(result, url), side, null));
        } catch (ProblemException e) {
            return Pages.html(
                    e.problem().status(), Templates.search(form("/", url, null), null, Side.NONE, e.problem()));
        }
    }

    @GET
    @Path("live")
    @Operation(hidden = true)
    public Response live(@Context UriInfo uri) {
        PageUrl url = PageUrl.of(uri.getQueryParameters()).without("order").without("duplicates");
        try {
            // A search that cannot be understood is told on the page, where the stream could not.
            standing.compile(SearchRequest.of(url.parameters(), config));
            return Pages.html(200, Templates.live(form("/live", url, null), null));
        } catch (ProblemException e) {
            return Pages.html(e.problem().status(), Templates.live(form("/live", url, null), e.problem()));
        }
    }

    // Results without counts beside them are better than none.
    private Facets facets(SearchRequest request) {
        try {
            return searcher.facets(request);
        } catch (ProblemException e) {
            return null;
        }
    }

    private static Form form(String action, PageUrl url, Facets facets) {
        List<Chip> chips = new ArrayList<>();
        List<Hidden> hidden = new ArrayList<>();
        for (String filter : PageUrl.FILTERS) {
            for (String value : url.values(filter)) {
                chips.add(new Chip(
                        name(filter) + ": " + label(filter, value, facets),
                        url.without(filter, value).at(action)));
                hidden.add(new Hidden(filter, value));
            }
        }
        return new Form(
                action,
                url.value("q"),
                chips,
                hidden,
                url.value("order").equals("relevance"),
                url.value("duplicates").equals("collapse"),
                Outlets.of(url));
    }

    private static List<Box> boxes(Facets facets, PageUrl url) {
        List<Box> boxes = new ArrayList<>();
        boxes.add(box("Topics", "topic", facets.topics(), url));
        boxes.add(box("People, organisations, places", "entity", facets.entities(), url));
        boxes.add(box("Sources", "source", facets.sources(), url));
        boxes.add(box("Languages", "language", facets.languages(), url));
        boxes.removeIf(box -> box.values().isEmpty());
        return boxes;
    }

    private static Box box(String name, String filter, List<Facets.Count> counts, PageUrl url) {
        List<Value> values = new ArrayList<>();
        for (Facets.Count count : counts.subList(0, Math.min(VALUES, counts.size()))) {
            boolean set = url.values(filter).stream().anyMatch(value -> same(filter, value, count.value()));
            PageUrl target = set
                    ? url.replaceAll(filter, value -> !same(filter, value, count.value()))
                    : url.with(filter, count.value());
            values.add(new Value(count.label(), count.count(), target.at("/"), set));
        }
        return new Box(name, values);
    }

    private static String label(String filter, String value, Facets facets) {
        if (facets == null) {
            return value;
        }
        List<Facets.Count> counts = switch (filter) {
            case "topic" -> facets.topics();
            case "entity" -> facets.entities();
            case "source" -> facets.sources();
            default -> List.of();
        };
        return counts.stream()
                .filter(count -> same(filter, value, count.value()))
                .map(Facets.Count::label)
                .findFirst()
                .orElse(value);
    }

    // A topic can be asked for by its whole URI or by its code alone.
    private static boolean same(String filter, String asked, String counted) {
        return filter.equals("topic") ? PageUrl.code(asked).equals(PageUrl.code(counted)) : asked.equals(counted);
    }

    private static String name(String filter) {
        return filter.equals("group") ? "story" : filter;
    }

    private static Results results(SearchResult result, PageUrl url) {
        return new Results(
                Results.total(result),
                result.releases().stream().map(SearchPage::row).toList(),
                result.next() == null ? null : next(url, result.next()));
    }

    private static String next(PageUrl url, String cursor) {
        String here = url.at("/");
        return here + (here.contains("?") ? "&" : "?") + CURSOR + "=" + cursor;
    }

    private static Row row(SearchResult.Hit hit) {
        return new Row(
                "/view/" + hit.id(),
                new RawString(hit.title().isBlank() ? "Untitled" : hit.highlightedTitle()),
                new RawString(hit.snippet()),
                hit.source().name(),
                PageUrl.of("source", hit.source().id()).at("/"),
                Pages.time(hit.published()),
                hit.published().toString(),
                hit.topics().stream()
                        .filter(topic -> topic.rel().equals("about"))
                        .map(topic -> new Link(
                                topic.label(), PageUrl.of("topic", topic.uri()).at("/")))
                        .toList(),
                hit.entities().stream()
                        .map(entity -> new Link(
                                entity.name(), PageUrl.of("entity", entity.id()).at("/")))
                        .toList(),
                hit.group() == null ? null : PageUrl.of("group", hit.group()).at("/"));
    }
}
