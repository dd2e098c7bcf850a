package dateline.query.entity;

import dateline.query.problem.Problem;
import dateline.query.problem.ProblemException;
import dateline.query.text.FilterTerm;
import dateline.query.text.PostgresText;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;

/** Entities over HTTP. */
@Path("/entities")
@Tag(name = "Entities")
@Blocking
class EntityResource {

    private static final int LIMIT = 20;
    private static final int MAX_LENGTH = 200;

    private static final String BY_PREFIX = """
            select entity, min(type), min(label) from query.entity_name
            where name like :prefix escape '\\' group by entity order by min(length(name)), min(name), entity limit :limit
            """;

    /**
     * An entity.
     *
     * @param id a Wikidata item, or a key made of type and name
     * @param type person, organisation, place, event, law, work or group
     * @param name its canonical name
     */
    record Entity(String id, String type, String name) {}

    private final Session session;

    EntityResource(Session session) {
        this.session = session;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(operationId = "findEntities", summary = "Entities one of whose names begins so, at most 20")
    @APIResponse(responseCode = "200", description = "Those with the shortest matching name first.")
    @APIResponse(
            responseCode = "400",
            description = "q is missing or too long.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public List<Entity> find(
            @Parameter(
                            description = "The beginning of a name or alias; case and accents do not count.",
                            example = "UNRC")
                    @QueryParam("q")
                    @DefaultValue("")
                    String q) {
        String prefix = FilterTerm.fold(PostgresText.clean(q));
        if (prefix.isEmpty() || q.length() > MAX_LENGTH) {
            throw ProblemException.badParameter("q", "Must have 1 to " + MAX_LENGTH + " characters.");
        }
        String pattern = prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        return session
                .createNativeQuery(BY_PREFIX, Object[].class)
                .setParameter("prefix", pattern)
                .setParameter("limit", LIMIT)
                .getResultList()
                .stream()
                .map(row -> new Entity((String) row[0], (String) row[1], (String) row[2]))
                .toList();
    }
}
