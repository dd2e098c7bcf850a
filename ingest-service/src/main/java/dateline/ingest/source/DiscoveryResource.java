package dateline.ingest.source;

import dateline.ingest.access.KeyRequired;
import dateline.ingest.discover.Discovery;
import dateline.ingest.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The search for feeds over REST. */
@Path("/feeds/discover")
@Tag(name = "Feeds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class DiscoveryResource {

    private final Discovery discovery;

    DiscoveryResource(Discovery discovery) {
        this.discovery = discovery;
    }

    /**
     * Where to search.
     *
     * @param url the address of a site or of a feed
     */
    record Search(String url) {}

    @POST
    @KeyRequired
    @Operation(
            summary = "Find the feeds of a site",
            description = "Each candidate has been fetched and read. None is added: add the one you want.")
    @APIResponse(responseCode = "200", description = "The feeds that were found, in the order the site names them")
    @APIResponse(responseCode = "400", description = "The url is no web address")
    public Discovery.Found search(Search search) throws InterruptedException {
        if (search == null || search.url() == null) {
            throw ProblemException.invalid("url", "A search needs a url.");
        }
        try {
            return discovery.search(FeedUrl.of(search.url()).uri());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("url", e.getMessage());
        }
    }
}
