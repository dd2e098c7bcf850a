package dateline.query.export;

import dateline.query.problem.Problem;
import dateline.query.problem.ProblemException;
import dateline.query.search.Cursor;
import dateline.query.search.SearchConfig;
import dateline.query.search.SearchRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** Exports over HTTP. */
@Path("/releases/export.{format: (ndjson|csv|ninjs)}")
@Tag(name = "Exports")
@Blocking
class ExportResource {

    private static final Logger LOG = Logger.getLogger(ExportResource.class);
    private static final List<String> NOT_OF_AN_EXPORT = List.of("cursor", "order", "updated-since");

    private final Exporter exporter;
    private final ExportConfig config;
    private final SearchConfig limits;
    private final Semaphore places;

    ExportResource(Exporter exporter, ExportConfig config, SearchConfig limits) {
        this.exporter = exporter;
        this.config = config;
        this.limits = limits;
        this.places = new Semaphore(config.concurrent());
    }

    @GET
    @Operation(
            operationId = "exportReleases",
            summary = "All matches of a search, newest first, as a stream of rows",
            description =
                    "Takes the parameters of the search but for cursor, order and updated-since. ndjson: the events as they"
                            + " came. csv: RFC 4180; a cell that a spreadsheet would take for a formula begins with an"
                            + " apostrophe. ninjs: IPTC ninjs 3.1, one object a line. A stream that breaks off was not"
                            + " complete.")
    @Parameter(name = "q", in = ParameterIn.QUERY, description = "As in the search.", example = "topic:diplomacy")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "The most rows; without it, as many as one export may have.",
            schema = @Schema(implementation = Integer.class, minimum = "1", maximum = "1000000"))
    @APIResponse(
            responseCode = "200",
            description = "The rows.",
            content = {@Content(mediaType = "application/x-ndjson"), @Content(mediaType = "text/csv")})
    @APIResponse(
            responseCode = "400",
            description = "A parameter is unknown or has a value that cannot be used; field names it.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "503",
            description = "Too many exports are running; Retry-After says when to come back.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response export(
            @Parameter(
                            schema =
                                    @Schema(
                                            enumeration = {"ndjson", "csv", "ninjs"},
                                            implementation = String.class))
                    @PathParam("format")
                    String name,
            @Parameter(hidden = true) @Context UriInfo uri) {
        Format format = Format.of(name);
        SearchRequest request = request(uri);
        List<Cursor> first = exporter.begin(request);
        StreamingOutput rows = out -> {
            try {
                exporter.write(request, first, format, out);
            } finally {
                places.release();
            }
        };
        if (!places.tryAcquire()) {
            throw ProblemException.tooSlow("Too many exports are running; come back a little later.");
        }
        LOG.infof("export format=%s limit=%d", format, request.limit());
        return Response.ok(rows, format.mediaType())
                .header("Content-Disposition", "attachment; filename=\"" + format.fileName() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private SearchRequest request(UriInfo uri) {
        Map<String, List<String>> parameters = new HashMap<>(uri.getQueryParameters());
        for (String name : NOT_OF_AN_EXPORT) {
            if (parameters.containsKey(name)) {
                throw ProblemException.badParameter(name, "An export has all matches: it does not take this.");
            }
        }
        List<String> limit = parameters.remove("limit");
        SearchRequest request = SearchRequest.of(parameters, limits);
        return new SearchRequest(
                request.text(), request.filters(), request.from(), request.to(), request.order(), rows(limit), null);
    }

    private int rows(List<String> values) {
        if (values == null) {
            return config.maxRows();
        }
        if (values.size() == 1 && values.get(0).matches("[1-9]\\d{0,8}")) {
            int rows = Integer.parseInt(values.get(0));
            if (rows <= config.maxRows()) {
                return rows;
            }
        }
        throw ProblemException.badParameter("limit", "Must be a number from 1 to " + config.maxRows() + ".");
    }
}
