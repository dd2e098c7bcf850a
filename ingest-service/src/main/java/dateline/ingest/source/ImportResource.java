package dateline.ingest.source;

import dateline.ingest.access.KeyRequired;
import dateline.ingest.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Imports of long lists of feeds over REST. */
@Path("/feeds/imports")
@Tag(name = "Feeds")
@Produces(MediaType.APPLICATION_JSON)
class ImportResource {

    private final Imports imports;

    ImportResource(Imports imports) {
        this.imports = imports;
    }

    @POST
    @KeyRequired
    @Consumes({OpmlResource.OPML, "application/xml", "text/xml", "application/octet-stream"})
    @Operation(
            summary = "Import a long OPML list",
            description =
                    "Its feeds are added in the background; the Location tells how far that is, also after a restart."
                            + " Groups and categories become tags. Feeds that are there already stay as they are.")
    @APIResponse(responseCode = "202", description = "The import has begun; Location leads to its progress")
    @APIResponse(responseCode = "400", description = "The body is no OPML")
    public Response add(byte[] document, @Context UriInfo uri) {
        ImportView begun;
        try {
            begun = imports.begin(document);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(null, e.getMessage());
        }
        URI location = uri.getAbsolutePathBuilder().path(begun.id().toString()).build();
        return Response.accepted(begun).location(location).build();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "How far an import is, what was refused and why")
    @APIResponse(responseCode = "200", description = "The import")
    @APIResponse(responseCode = "404", description = "There is no such import, or it ended more than thirty days ago")
    public ImportView get(@PathParam("id") String id) {
        try {
            return imports.view(UUID.fromString(id)).orElseThrow(() -> none(id));
        } catch (IllegalArgumentException e) {
            throw none(id);
        }
    }

    private static ProblemException none(String id) {
        return ProblemException.notFound("There is no import '" + id + "'.");
    }
}
