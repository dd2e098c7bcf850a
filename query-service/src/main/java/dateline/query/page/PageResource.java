package dateline.query.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.query.page.Pages.Chip;
import dateline.query.page.Pages.Hidden;
import dateline.query.page.Pages.Link;
import dateline.query.page.Pages.Quote;
import dateline.query.page.Pages.Results;
import dateline.query.page.Pages.Revision;
import dateline.query.page.Pages.Row;
import dateline.query.page.Pages.Templates;
import dateline.query.page.Pages.View;
import dateline.query.problem.ProblemException;
import dateline.query.release.Releases;
import dateline.query.search.SearchConfig;
import dateline.query.search.SearchRequest;
import dateline.query.search.SearchResult;
import dateline.query.search.Searcher;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
class PageResource {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);
    private static final List<String> FILTERS =
            List.of("source", "country", "entity", "topic", "language", "group", "duplicates", "from", "to", "order");
    // Nothing but this service's own style sheet and pictures; a release's text can bring no script along.
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    private final Searcher searcher;
    private final Releases releases;
    private final SearchConfig config;

    PageResource(Searcher searcher, Releases releases, SearchConfig config) {
        this.searcher = searcher;
        this.releases = releases;
        this.config = config;
    }

    @GET
    @Operation(hidden = true)
    public Response search(@Context UriInfo uri) {
        MultivaluedMap<String, String> parameters = uri.getQueryParameters();
        String q = parameters.getFirst("q") == null ? "" : parameters.getFirst("q");
        List<Chip> chips = new ArrayList<>();
        List<Hidden> hidden = new ArrayList<>();
        for (String filter : FILTERS) {
            for (String value : parameters.getOrDefault(filter, List.of())) {
                chips.add(new Chip(filter + ": " + value, without(parameters, filter, value)));
                hidden.add(new Hidden(filter, value));
            }
        }
        try {
            SearchResult result = searcher.search(SearchRequest.of(parameters, config));
            Results results = new Results(
                    Results.total(result),
                    result.releases().stream().map(PageResource::row).toList(),
                    result.next() == null
                            ? null
                            : target(uri.getRequestUriBuilder()
                                    .replaceQueryParam("cursor")
                                    .queryParam("cursor", result.next())));
            return html(200, Templates.search(q, chips, hidden, results, null));
        } catch (ProblemException e) {
            return html(e.problem().status(), Templates.search(q, chips, hidden, null, e.problem()));
        }
    }

    @GET
    @Path("/view/{id}")
    @Operation(hidden = true)
    public Response view(@PathParam("id") String id) {
        try {
            return html(200, Templates.release(view(releases.release(id, true))));
        } catch (ProblemException e) {
            return html(e.problem().status(), Templates.refused(e.problem()));
        }
    }

    private static Row row(SearchResult.Hit hit) {
        return new Row(
                "/view/" + hit.id(),
                new RawString(hit.title().isBlank() ? "Untitled" : hit.highlightedTitle()),
                new RawString(hit.snippet()),
                hit.source().name(),
                filter("source", hit.source().id()),
                time(hit.published()),
                hit.published().toString(),
                hit.topics().stream()
                        .filter(topic -> topic.rel().equals("about"))
                        .map(topic -> new Link(topic.label(), filter("topic", topic.uri())))
                        .toList(),
                hit.entities().stream()
                        .map(entity -> new Link(entity.name(), filter("entity", entity.id())))
                        .toList());
    }

    private static View view(ObjectNode release) {
        JsonNode annotations = release.path("annotations");
        String id = release.path("id").asText();
        String title = release.path("title").asText();
        String published =
                Pages.textOr(release.path("published"), release.path("received").asText());
        List<Revision> revisions = new ArrayList<>();
        for (JsonNode revision : release.path("revisions")) {
            revisions.add(new Revision(
                    revision.path("revision").asInt(),
                    revision.path("change").asText(),
                    time(OffsetDateTime.parse(revision.path("received").asText())
                            .toInstant()),
                    revision.path("self").asText()));
        }
        return new View(
                title.isBlank() ? "Untitled" : title,
                Html.link(Pages.textOr(release.path("url"), null)),
                release.path("source").path("name").asText(),
                time(OffsetDateTime.parse(published).toInstant()),
                published,
                release.path("change").asText().equals("withdrawn"),
                new RawString(MarkedText.html(release)),
                elements(annotations.path("topics"))
                        .map(topic -> new Link(
                                topic.path("label").asText(),
                                filter("topic", topic.path("uri").asText())))
                        .toList(),
                elements(annotations.path("entities"))
                        .filter(entity -> !List.of("date", "money", "percent")
                                .contains(entity.path("type").asText()))
                        .map(entity -> new Link(
                                entity.path("name").asText(),
                                filter("entity", entity.path("id").asText())))
                        .toList(),
                quotes(release),
                revisions,
                "/releases/" + id + "?withdrawn=include");
    }

    private static List<Quote> quotes(JsonNode release) {
        int[] points = release.path("text").asText().codePoints().toArray();
        List<Quote> quotes = new ArrayList<>();
        for (JsonNode quotation : release.path("annotations").path("quotations")) {
            int start = Math.min(quotation.path("start").asInt(), points.length);
            int end = Math.max(start, Math.min(quotation.path("end").asInt(), points.length));
            quotes.add(new Quote(
                    new String(points, start, end - start), Pages.textOr(quotation.path("speakerText"), "unnamed")));
        }
        return quotes;
    }

    private static Response html(int status, TemplateInstance page) {
        return Response.status(status)
                .entity(page.render())
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cache-Control", "no-cache")
                .build();
    }

    private static String filter(String name, String value) {
        return target(UriBuilder.fromPath("/").queryParam(name, "{value}").resolveTemplate("value", value));
    }

    private static String without(MultivaluedMap<String, String> parameters, String name, String value) {
        UriBuilder rest = UriBuilder.fromPath("/");
        int at = 0;
        for (var parameter : parameters.entrySet()) {
            for (String other : parameter.getValue()) {
                boolean dropped = parameter.getKey().equals(name) && other.equals(value);
                if (!dropped && (parameter.getKey().equals("q") || FILTERS.contains(parameter.getKey()))) {
                    String slot = "v" + at++;
                    rest.queryParam(parameter.getKey(), "{" + slot + "}").resolveTemplate(slot, other);
                }
            }
        }
        return target(rest);
    }

    private static String target(UriBuilder builder) {
        java.net.URI uri = builder.build();
        return uri.getRawQuery() == null ? "/" : "/?" + uri.getRawQuery();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
