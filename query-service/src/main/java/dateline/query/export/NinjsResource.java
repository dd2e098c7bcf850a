package dateline.query.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.query.document.Document;
import dateline.query.release.Releases;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A release as ninjs, where a request accepts that rather than the event. */
@Path("/releases/{id: [0-9a-f]{32}}")
@Tag(name = "Releases")
@Blocking
class NinjsResource {

    private final Releases releases;

    NinjsResource(Releases releases) {
        this.releases = releases;
    }

    @GET
    @Produces(Ninjs.MEDIA_TYPE)
    @Operation(hidden = true)
    public Response release(@PathParam("id") String id, @Context Request request) {
        ObjectNode event = releases.release(id, false);
        EntityTag tag = new EntityTag(id + "." + event.get("revision") + ".ninjs");
        CacheControl revalidate = new CacheControl();
        revalidate.setNoCache(true);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder response =
                unchanged != null ? unchanged : Response.ok(Ninjs.of(new Document(event, published(event))));
        return response.tag(tag)
                .cacheControl(revalidate)
                .header("Vary", "Accept")
                .build();
    }

    // The index may know better, from the dateline; where the source says nothing, the time of reading is near enough.
    private static Instant published(ObjectNode event) {
        String published = event.path("published").asText(event.path("received").asText());
        return OffsetDateTime.parse(published).toInstant();
    }
}
