package dateline.query.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.query.answer.Answers;
import dateline.query.problem.Problem;
import dateline.query.problem.ProblemException;
import dateline.query.search.Similar;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A release over HTTP. */
@Path("/releases/{id: [0-9a-f]{32}}")
@Tag(name = "Releases")
@Produces(MediaType.APPLICATION_JSON)
class ReleaseResource {

    private static final int MOST_SIMILAR = 40;

    private final Releases releases;
    private final Answers answers;

    ReleaseResource(Releases releases, Answers answers) {
        this.answers = answers;
        this.releases = releases;
    }

    @GET
    @Operation(
            operationId = "getRelease",
            summary = "A release with its annotations and its history",
            description =
                    "The event of releases.enriched as it came, with revisions added: number, change, title, received, self.")
    @APIResponse(responseCode = "200", description = "The current revision.")
    @APIResponse(responseCode = "304", description = "It is the one that If-None-Match names.")
    @APIResponse(
            responseCode = "404",
            description = "There is no such release, or it is under embargo.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "410",
            description = "Its source took it back.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response release(
            @Parameter(description = "32 hexadecimal digits.", example = "c5023e69f956c9ce7016d300d66e51cf")
                    @PathParam("id")
                    String id,
            @Parameter(
                            description = "include shows a withdrawn release all the same.",
                            schema =
                                    @Schema(
                                            enumeration = {"include", "exclude"},
                                            defaultValue = "exclude"))
                    @QueryParam("withdrawn")
                    String withdrawn,
            @Context Request request) {
        if (withdrawn != null && !withdrawn.equals("include") && !withdrawn.equals("exclude")) {
            throw ProblemException.badParameter("withdrawn", "Must be include or exclude.");
        }
        ObjectNode release = releases.release(id, "include".equals(withdrawn));
        String tag = release.get("revision") + "." + release.get("revisions").size();
        return conditional(request, new EntityTag(id + "." + tag), release);
    }

    @GET
    @Path("/revisions/{revision}")
    @Operation(operationId = "getRevision", summary = "One revision of a release, as the stream brought it")
    @APIResponse(responseCode = "200", description = "The revision.")
    @APIResponse(responseCode = "304", description = "It is the one that If-None-Match names.")
    @APIResponse(
            responseCode = "404",
            description = "There is no such release or revision.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response revision(
            @PathParam("id") String id,
            @Parameter(description = "From 1.", schema = @Schema(implementation = Integer.class)) @PathParam("revision")
                    String revision,
            @Context Request request) {
        if (!revision.matches("[1-9][0-9]{0,8}")) {
            throw ProblemException.notFound("A revision is a number from 1.");
        }
        ObjectNode event = releases.revision(id, Integer.parseInt(revision));
        return conditional(request, new EntityTag(id + "/" + revision), event);
    }

    @GET
    @Path("/similar")
    @Operation(
            operationId = "getSimilarReleases",
            summary = "The releases that are most like this one",
            description =
                    "Those that name the same rare entities or have much of the same text, the most similar first.")
    @APIResponse(
            responseCode = "200",
            description = "The releases, with what they share.",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = Similar.Likeness.class)))
    @APIResponse(responseCode = "304", description = "It is the one that If-None-Match names.")
    @APIResponse(
            responseCode = "400",
            description = "limit cannot be used.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such release, or it is under embargo.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response similar(
            @PathParam("id") String id,
            @Parameter(
                            description = "At most how many.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "40",
                                            defaultValue = "10"))
                    @QueryParam("limit")
                    @DefaultValue("10")
                    String limit,
            @Context Request request) {
        if (!limit.matches("[1-9][0-9]?") || Integer.parseInt(limit) > MOST_SIMILAR) {
            throw ProblemException.badParameter("limit", "Must be a number from 1 to " + MOST_SIMILAR + ".");
        }
        return answers.answer(request, releases.similar(id, Integer.parseInt(limit)))
                .build();
    }

    private static Response conditional(Request request, EntityTag tag, ObjectNode body) {
        CacheControl revalidate = new CacheControl();
        revalidate.setNoCache(true);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder response = unchanged != null ? unchanged : Response.ok(body);
        return response.tag(tag).cacheControl(revalidate).build();
    }
}
