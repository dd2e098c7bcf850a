package dateline.ingest.source;

import dateline.ingest.access.KeyRequired;
import dateline.ingest.problem.ProblemException;
import dateline.ingest.source.Opml.Outline;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists of feeds over REST. */
@Path("/feeds/opml")
@Tag(name = "Feeds")
class OpmlResource {

    static final String OPML = "text/x-opml";

    private final SourceRepository sources;
    private final OpmlImport opml;

    OpmlResource(SourceRepository sources, OpmlImport opml) {
        this.sources = sources;
        this.opml = opml;
    }

    @POST
    @KeyRequired
    @Consumes({OPML, "application/xml", "text/xml", "application/octet-stream"})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Add the feeds of an OPML list",
            description = "Groups and categories become tags. Feeds that are there already stay as they are."
                    + " All or none are added; for long lists there is POST /feeds/imports.")
    @APIResponse(responseCode = "200", description = "How many were added, known, refused and why")
    @APIResponse(responseCode = "400", description = "The body is no OPML")
    public OpmlImport.Report add(byte[] document) {
        List<Outline> outlines;
        try {
            outlines = Opml.read(document);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(null, e.getMessage());
        }
        return opml.add(outlines);
    }

    @GET
    @Produces({OPML, "application/xml"})
    @Operation(summary = "All feeds as an OPML list")
    @APIResponse(responseCode = "200", description = "The list")
    @Transactional
    public Response list() {
        List<Outline> outlines = sources.all().stream()
                .map(source -> new Outline(
                        source.url,
                        Source.displayName(source.name, source.title, source.host),
                        source.site == null ? source.link : source.site,
                        source.facts().tags()))
                .toList();
        return Response.ok(Opml.write(outlines), OPML)
                .header("Content-Disposition", "attachment; filename=\"feeds.opml\"")
                .build();
    }
}
