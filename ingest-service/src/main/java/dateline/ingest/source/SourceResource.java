package dateline.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dateline.ingest.access.KeyRequired;
import dateline.ingest.discover.Discovery;
import dateline.ingest.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The feeds over REST. */
@Path("/feeds")
@Tag(name = "Feeds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class SourceResource {

    private static final int MAX_PAGE = 500;

    private final SourceRepository sources;
    private final Discovery discovery;
    private final InstantSource clock;

    SourceResource(SourceRepository sources, Discovery discovery, InstantSource clock) {
        this.sources = sources;
        this.discovery = discovery;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "List the feeds in the order of their ids",
            description = "The Link header leads to the next page.")
    @APIResponse(responseCode = "200", description = "A page of feeds")
    @APIResponse(responseCode = "400", description = "A parameter cannot be taken")
    @Transactional
    public Response list(
            @QueryParam("status") String status,
            @QueryParam("tag") String tag,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @Context UriInfo uri) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw ProblemException.invalid("limit", "The limit is between 1 and " + MAX_PAGE + ".");
        }
        if (status != null && SourceStatus.of(status).isEmpty()) {
            throw ProblemException.invalid("status", "There is no status '" + status + "'.");
        }
        List<SourceView> page = sources.page(status, tag, after, limit + 1).stream()
                .map(SourceView::of)
                .toList();
        if (page.size() <= limit) {
            return Response.ok(new FeedPage(page, null)).build();
        }
        List<SourceView> full = page.subList(0, limit);
        String last = full.get(limit - 1).id();
        URI next = uri.getRequestUriBuilder().replaceQueryParam("after", last).build();
        return Response.ok(new FeedPage(full, last)).link(next, "next").build();
    }

    /**
     * A page of feeds.
     *
     * @param feeds the feeds
     * @param next what to give as {@code after} for the next page, null at the end
     */
    record FeedPage(List<SourceView> feeds, String next) {}

    @POST
    @KeyRequired
    @Operation(
            summary = "Add a feed",
            description =
                    "It is polled at once. Releases that it already has are flagged as back-fill. Given a site and no url,"
                            + " the site is searched: the one feed that it has is added; of several, the problem lists the candidates.")
    @APIResponse(responseCode = "201", description = "The feed was added")
    @APIResponse(responseCode = "400", description = "A field cannot be taken; the problem names it")
    @APIResponse(responseCode = "409", description = "There is a feed with this URL or id")
    @APIResponse(
            responseCode = "422",
            description =
                    "The site has no feed that was found, or several: the problem's candidates, each with its url")
    public Response add(NewSource request, @Context UriInfo uri) throws InterruptedException {
        if (request == null) {
            throw ProblemException.invalid("url", "A feed needs a URL.");
        }
        String id = request.checkedId();
        SourceFacts facts = request.facts();
        FeedUrl url = (request.isToBeFound() ? found(request) : request).feedUrl();
        SourceView added = QuarkusTransaction.requiringNew()
                .call(() -> SourceView.of(sources.add(id, url, facts, clock.instant())));
        URI location = uri.getAbsolutePathBuilder().path(added.id()).build();
        return Response.created(location).entity(added).build();
    }

    private NewSource found(NewSource request) throws InterruptedException {
        Discovery.Found found =
                discovery.search(Fields.url("site", request.site()).uri());
        List<Discovery.Candidate> feeds =
                found.candidates().stream().filter(Discovery.Candidate::isFeed).toList();
        if (feeds.size() == 1) {
            return request.at(feeds.get(0).url());
        }
        if (found.candidates().isEmpty()) {
            String detail = found.reason() == null
                    ? "The site names no feed, has none at the usual places, and lists none in its sitemaps."
                    : "The site could not be read: " + found.reason() + ".";
            throw ProblemException.unprocessable("site", detail, null);
        }
        String detail = feeds.isEmpty()
                ? "The site has no feed that was found, but it has a sitemap."
                : "The site has " + feeds.size() + " feeds; add the one you want by its url.";
        throw ProblemException.unprocessable("site", detail, found.candidates());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One feed: what it is, how it is, and when it is polled next and why then")
    @APIResponse(responseCode = "200", description = "The feed")
    @APIResponse(responseCode = "404", description = "There is no such feed")
    @Transactional
    public SourceView get(@PathParam("id") String id) {
        return SourceView.of(found(id));
    }

    @PATCH
    @Path("/{id}")
    @KeyRequired
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(summary = "Change a feed", description = "A JSON Merge Patch (RFC 7396): null takes a value away.")
    @APIResponse(responseCode = "200", description = "The changed feed")
    @APIResponse(responseCode = "400", description = "A field cannot be taken; the problem names it")
    @APIResponse(responseCode = "404", description = "There is no such feed")
    @APIResponse(responseCode = "409", description = "Another feed has this URL")
    @Transactional
    public SourceView change(@PathParam("id") String id, JsonNode patch) {
        Source source = found(id);
        SourcePatch change = SourcePatch.of(patch);
        source.describe(change.applied(source.facts()));
        change.url().filter(url -> !url.toString().equals(source.url)).ifPresent(url -> {
            sources.requireFree(url);
            source.point(url, clock.instant());
        });
        return SourceView.of(source);
    }

    @DELETE
    @Path("/{id}")
    @KeyRequired
    @Operation(summary = "Remove a feed", description = "Its releases stay where they were published to.")
    @APIResponse(responseCode = "204", description = "The feed was removed")
    @APIResponse(responseCode = "404", description = "There is no such feed")
    @Transactional
    public void remove(@PathParam("id") String id) {
        found(id).remove(clock.instant());
    }

    @POST
    @Path("/{id}/poll")
    @KeyRequired
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Poll a feed now, whatever its schedule says")
    @APIResponse(responseCode = "202", description = "It is due now")
    @APIResponse(responseCode = "404", description = "There is no such feed")
    @APIResponse(responseCode = "409", description = "The feed is paused")
    @Transactional
    public Response poll(@PathParam("id") String id) {
        Source source = found(id);
        if (source.status.equals(SourceStatus.PAUSED.code())) {
            throw ProblemException.conflict(null, "The feed is paused; resume it first.");
        }
        source.request(clock.instant());
        return Response.accepted(SourceView.of(source)).build();
    }

    @POST
    @Path("/{id}/pause")
    @KeyRequired
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Stop polling a feed")
    @APIResponse(responseCode = "200", description = "The feed, now paused")
    @APIResponse(responseCode = "404", description = "There is no such feed")
    @Transactional
    public SourceView pause(@PathParam("id") String id) {
        Source source = found(id);
        source.pause(clock.instant());
        return SourceView.of(source);
    }

    @POST
    @Path("/{id}/resume")
    @KeyRequired
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Poll a feed again that is paused or gone")
    @APIResponse(responseCode = "200", description = "The feed, due now")
    @APIResponse(responseCode = "404", description = "There is no such feed")
    @Transactional
    public SourceView resume(@PathParam("id") String id) {
        Source source = found(id);
        source.resume(clock.instant());
        return SourceView.of(source);
    }

    private Source found(String id) {
        return sources.present(id).orElseThrow(() -> ProblemException.notFound("There is no feed '" + id + "'."));
    }
}
