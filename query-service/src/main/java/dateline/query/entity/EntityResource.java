package dateline.query.entity;

import dateline.query.answer.Answers;
import dateline.query.problem.Problem;
import dateline.query.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Entities over HTTP. */
@Path("/entities")
@Tag(name = "Entities")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class EntityResource {

    private static final int LIMIT = 20;
    private static final int MAX_LENGTH = 200;
    private static final int MAX_ID_LENGTH = 500;
    private static final Set<String> TYPES = Set.of("person", "organisation", "place", "event", "law", "work", "group");

    private final Suggestions suggestions;
    private final Entities entities;
    private final Answers answers;

    EntityResource(Suggestions suggestions, Entities entities, Answers answers) {
        this.suggestions = suggestions;
        this.entities = entities;
        this.answers = answers;
    }

    @GET
    @Operation(
            operationId = "findEntities",
            summary = "Entities by one of their names while it is typed, at most 20",
            description =
                    "Those of which it is a name come first, then those with a name that begins so, then those with a name"
                            + " that has it further on or is like it.")
    @APIResponse(
            responseCode = "200",
            description = "The best first; match is the name that fits.",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = Suggestions.Entity.class)))
    @APIResponse(responseCode = "304", description = "It is the one that If-None-Match names.")
    @APIResponse(
            responseCode = "400",
            description = "A parameter has a value that cannot be used; field names it.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response find(
            @Parameter(
                            description = "A name or alias, or its beginning; case and accents do not count.",
                            example = "UNRC")
                    @QueryParam("q")
                    @DefaultValue("")
                    String q,
            @Parameter(description = "person, organisation, place, event, law, work or group.")
                    @QueryParam("type")
                    @DefaultValue("")
                    String type,
            @Context Request request) {
        if (q.isBlank() || q.length() > MAX_LENGTH) {
            throw ProblemException.badParameter("q", "Must have 1 to " + MAX_LENGTH + " characters.");
        }
        if (!type.isEmpty() && !TYPES.contains(type)) {
            throw ProblemException.badParameter(
                    "type",
                    "Must be one of "
                            + String.join(", ", TYPES.stream().sorted().toList()) + ".");
        }
        return answers.answer(request, suggestions.of(q, type, LIMIT)).build();
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getEntity",
            summary = "What the newest releases say of an entity",
            description =
                    "Its names and links, when it was in the news, what it is named with, quotations by it and about it.")
    @APIResponse(
            responseCode = "200",
            description = "The entity.",
            content = @Content(schema = @Schema(implementation = Entities.Profile.class)))
    @APIResponse(responseCode = "304", description = "It is the one that If-None-Match names.")
    @APIResponse(
            responseCode = "404",
            description = "No release names it.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response entity(
            @Parameter(description = "A Wikidata item, or a key made of type and name.", example = "Q232")
                    @PathParam("id")
                    String id,
            @Context Request request) {
        if (id.isBlank() || id.length() > MAX_ID_LENGTH || id.indexOf('\u0000') >= 0) {
            throw ProblemException.notFound("No release names such an entity.");
        }
        return answers.answer(request, entities.profile(id, entities.names(id))).build();
    }
}
