package dateline.query.quotation;

import dateline.query.answer.Answers;
import dateline.query.problem.Problem;
import dateline.query.problem.ProblemException;
import dateline.query.search.SearchConfig;
import dateline.query.search.SearchRequest;
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
import java.net.URI;
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

/** Quotations over HTTP. */
@Path("/quotations")
@Tag(name = "Quotations")
@Produces(MediaType.APPLICATION_JSON)
class QuotationResource {

    private final Quotations quotations;
    private final SearchConfig config;
    private final Answers answers;

    QuotationResource(Quotations quotations, SearchConfig config, Answers answers) {
        this.quotations = quotations;
        this.config = config;
        this.answers = answers;
    }

    @GET
    @Operation(
            operationId = "findQuotations",
            summary = "Quotations, those of the newest release first",
            description =
                    "Takes the filters of the search, which narrow the releases, besides its own. A page may be short and"
                            + " have a next one: it looks through a bounded number of releases.")
    @APIResponse(
            responseCode = "200",
            description = "A page of quotations.",
            headers = @Header(name = "Link", description = "RFC 8288: next."),
            content = @Content(schema = @Schema(implementation = Quotations.Page.class)))
    @APIResponse(responseCode = "304", description = "It is the one that If-None-Match names.")
    @APIResponse(
            responseCode = "400",
            description = "A parameter is unknown or has a value that cannot be used; field names it.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @Parameter(
            name = "speaker",
            in = ParameterIn.QUERY,
            description = "Who speaks: an entity's id or one of its names in full; any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
    @Parameter(
            name = "about",
            in = ParameterIn.QUERY,
            description =
                    "Whom or what the quotation names: an entity's id or one of its names in full; all of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "Quotations in the page.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "Where to go on: next of the page before.")
    public Response find(@Parameter(hidden = true) @Context UriInfo uri, @Context Request request) {
        Map<String, List<String>> parameters = new HashMap<>(uri.getQueryParameters());
        List<String> cursor = parameters.remove("cursor");
        if (cursor != null && cursor.size() > 1) {
            throw ProblemException.badParameter("cursor", "May be given once.");
        }
        if (parameters.containsKey("order")) {
            throw ProblemException.badParameter("order", "Quotations come newest first.");
        }
        Quotations.Page page =
                quotations.find(SearchRequest.of(parameters, config), cursor == null ? "" : cursor.get(0));
        Response.ResponseBuilder response = answers.answer(request, page);
        if (page.next() != null) {
            UriBuilder next = uri.getRequestUriBuilder().replaceQueryParam("cursor", page.next());
            URI target = next.build();
            response.header(
                    HttpHeaders.LINK, "<" + target.getRawPath() + "?" + target.getRawQuery() + ">; rel=\"next\"");
        }
        return response.build();
    }
}
