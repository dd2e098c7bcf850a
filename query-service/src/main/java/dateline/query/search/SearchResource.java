package dateline.query.search;

import dateline.query.answer.Answers;
import dateline.query.problem.Problem;
import dateline.query.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The search over HTTP. */
@Path("/releases")
@Tag(name = "Releases")
class SearchResource {

    private static final String SINCE = "updated-since";

    private final Searcher searcher;
    private final SearchConfig config;
    private final Answers answers;

    SearchResource(Searcher searcher, SearchConfig config, Answers answers) {
        this.searcher = searcher;
        this.config = config;
        this.answers = answers;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "searchReleases",
            summary = "Search releases, newest first",
            description =
                    "Without parameters, all releases. Follow the Link header's next, or pass next as cursor, for more.")
    @APIResponse(
            responseCode = "200",
            description = "A page of releases.",
            headers = @Header(name = "Link", description = "RFC 8288: self, first and next."),
            content = @Content(schema = @Schema(oneOf = {SearchResult.class, Changes.class})))
    @APIResponse(responseCode = "304", description = "It is the one that If-None-Match names.")
    @APIResponse(
            responseCode = "400",
            description = "A parameter is unknown or has a value that cannot be used; field names it.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "503",
            description = "The search took too long, or the database is away.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description =
                    "Words (all must match), \"phrases\", OR, -not, parentheses, prefix*, near/5, and fields: title: body:"
                            + " quote: source: person: org: place: entity: speaker: topic: lang: country: before: after: (2026-03-01, 7d, today)."
                            + " Stems are those of each release's language; case and accents do not count.",
            example = "Imnadze diplomacy")
    @Parameter(
            name = "source",
            in = ParameterIn.QUERY,
            description = "A source's id; any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
    @Parameter(
            name = "entity",
            in = ParameterIn.QUERY,
            description = "An entity's id, or one of its names in full; all of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
    @Parameter(
            name = "topic",
            in = ParameterIn.QUERY,
            description =
                    "A media topic by URI, by code (medtop:20000639 or 20000639) or by English label, with all topics under"
                            + " it; all of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
    @Parameter(
            name = "language",
            in = ParameterIn.QUERY,
            description = "A language tag; any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Published on this day or at this time, or later.",
            example = "2026-03-01")
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "Published on this day or earlier; or before this time.",
            example = "2026-03-31T12:00:00Z")
    @Parameter(
            name = "withdrawn",
            in = ParameterIn.QUERY,
            description = "Whether releases that their source took back are shown.",
            schema =
                    @Schema(
                            enumeration = {"include", "exclude"},
                            defaultValue = "exclude"))
    @Parameter(
            name = "country",
            in = ParameterIn.QUERY,
            description = "The ISO 3166-1 alpha-2 code of a source's country; any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
    @Parameter(
            name = "group",
            in = ParameterIn.QUERY,
            description = "A story: the group of a hit. Shows all its near-duplicates.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
    @Parameter(
            name = "speaker",
            in = ParameterIn.QUERY,
            description = "Who is quoted: an entity's id, or one of its names in full; any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
    @Parameter(
            name = "about",
            in = ParameterIn.QUERY,
            description = "Whom or what quotations name: an entity's id, or one of its names in full; all of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description =
                    "How a release came to be what it is: new, updated or withdrawn, which shows withdrawn releases; any of"
                            + " several.",
            schema =
                    @Schema(
                            type = SchemaType.ARRAY,
                            enumeration = {"new", "updated", "withdrawn"}))
    @Parameter(
            name = "duplicates",
            in = ParameterIn.QUERY,
            description = "collapse leaves out copies of a release that came before them.",
            schema =
                    @Schema(
                            enumeration = {"show", "collapse"},
                            defaultValue = "show"))
    @Parameter(
            name = "order",
            in = ParameterIn.QUERY,
            description =
                    "relevance ranks the newest 500 matches by their words, title over lead over body, the newer the better;"
                            + " it has one page.",
            schema =
                    @Schema(
                            enumeration = {"newest", "relevance"},
                            defaultValue = "newest"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "Releases in the page.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "Where to go on: next of the page before.")
    @Parameter(
            name = SINCE,
            in = ParameterIn.QUERY,
            description =
                    "For harvesters: answers with a Changes object instead, releases in the order in which they changed, the"
                            + " oldest change first, withdrawn ones included. 0 for all, next of an earlier answer to go on"
                            + " without gaps, or a time. Goes with the filters, not with cursor and withdrawn.",
            example = "2026-03-01T09:30:00Z")
    public Response search(@Parameter(hidden = true) @Context UriInfo uri, @Context Request conditions) {
        if (uri.getQueryParameters().containsKey(SINCE)) {
            return changes(uri, conditions);
        }
        SearchRequest request = SearchRequest.of(uri.getQueryParameters(), config);
        SearchResult result = searcher.search(request);
        Response.ResponseBuilder response = answers.answer(conditions, result)
                .header(HttpHeaders.LINK, link(uri, null, "first"))
                .header(HttpHeaders.LINK, "<" + pathAndQuery(uri.getRequestUriBuilder()) + ">; rel=\"self\"");
        if (result.next() != null) {
            response.header(HttpHeaders.LINK, link(uri, result.next(), "next"));
        }
        return response.build();
    }

    @GET
    @Path("/histogram")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "countReleasesByDate",
            summary = "When the matches of a search were published",
            description = "Takes the parameters of the search and interval. Counts as far as the total does.")
    @APIResponse(
            responseCode = "200",
            description = "The counts, the newest first.",
            content = @Content(schema = @Schema(implementation = Histogram.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter is unknown or has a value that cannot be used; field names it.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @Parameter(
            name = "interval",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            enumeration = {"hour", "day", "week", "month", "year"},
                            defaultValue = "day"))
    public Response histogram(@Parameter(hidden = true) @Context UriInfo uri, @Context Request conditions) {
        Map<String, List<String>> parameters = new HashMap<>(uri.getQueryParameters());
        List<String> interval = parameters.remove("interval");
        if (interval != null && interval.size() > 1) {
            throw ProblemException.badParameter("interval", "May be given once.");
        }
        Histogram histogram = searcher.histogram(
                SearchRequest.of(parameters, config),
                Histogram.Interval.parse(interval == null ? "day" : interval.get(0)));
        return answers.answer(conditions, histogram).build();
    }

    private Response changes(UriInfo uri, Request conditions) {
        Map<String, List<String>> parameters = new HashMap<>(uri.getQueryParameters());
        List<String> since = parameters.remove(SINCE);
        for (String other : List.of("cursor", "withdrawn", "order")) {
            if (parameters.containsKey(other)) {
                throw ProblemException.badParameter(other, "Does not go with " + SINCE + ".");
            }
        }
        if (since.size() > 1) {
            throw ProblemException.badParameter(SINCE, "May be given once.");
        }
        Changes changes =
                searcher.changes(SearchRequest.of(parameters, config), ChangePosition.Since.parse(since.get(0)));
        UriBuilder next = uri.getRequestUriBuilder().replaceQueryParam(SINCE, changes.next());
        return answers.answer(conditions, changes)
                .header(HttpHeaders.LINK, "<" + pathAndQuery(next) + ">; rel=\"next\"")
                .build();
    }

    private static String link(UriInfo uri, String cursor, String rel) {
        UriBuilder target = uri.getRequestUriBuilder().replaceQueryParam("cursor");
        if (cursor != null) {
            target.queryParam("cursor", cursor);
        }
        return "<" + pathAndQuery(target) + ">; rel=\"" + rel + "\"";
    }

    // Relative to this server, whatever name a proxy gave it.
    private static String pathAndQuery(UriBuilder builder) {
        java.net.URI uri = builder.build();
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    @GET
    @Path("/facets")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "countReleases",
            summary = "What the newest matches of a search are made of",
            description =
                    "Takes the parameters of the search. Counts sources, languages, topics, entities, speakers, states and days over the"
                            + " newest 1,000 matches; complete says whether these are all.")
    @APIResponse(
            responseCode = "200",
            description = "The counts.",
            content = @Content(schema = @Schema(implementation = Facets.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter is unknown or has a value that cannot be used; field names it.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response facets(@Parameter(hidden = true) @Context UriInfo uri, @Context Request conditions) {
        return answers.answer(conditions, searcher.facets(SearchRequest.of(uri.getQueryParameters(), config)))
                .build();
    }
}
