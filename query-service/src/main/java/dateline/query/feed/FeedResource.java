package dateline.query.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dateline.query.document.Documents;
import dateline.query.document.Site;
import dateline.query.problem.Problem;
import dateline.query.problem.ProblemException;
import dateline.query.search.SearchConfig;
import dateline.query.search.SearchRequest;
import dateline.query.text.Sha256;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Searches as feeds, over HTTP. */
@Path("/releases/feed.{format: (rss|atom|json)}")
@Tag(name = "Feeds")
@Blocking
class FeedResource {

    private static final int DIGEST = 16;
    private static final List<String> NOT_OF_A_FEED = List.of("cursor", "order", "updated-since");

    private final Documents documents;
    private final Site site;
    private final FeedConfig config;
    private final SearchConfig limits;

    FeedResource(Documents documents, Site site, FeedConfig config, SearchConfig limits) {
        this.documents = documents;
        this.site = site;
        this.config = config;
        this.limits = limits;
    }

    @GET
    @Operation(
            operationId = "searchFeed",
            summary = "A search as a feed: the newest matches as RSS 2.0, Atom 1.0 or JSON Feed 1.1",
            description =
                    "Takes the parameters of the search but for cursor, order and updated-since. An entry's id stays the same"
                            + " for ever; a new revision has a later date of change. Ask again with If-None-Match or"
                            + " If-Modified-Since.")
    @Parameter(name = "q", in = ParameterIn.QUERY, description = "As in the search.", example = "topic:diplomacy")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "Entries in the feed.",
            schema = @Schema(implementation = Integer.class, minimum = "1", maximum = "100", defaultValue = "20"))
    @APIResponse(
            responseCode = "200",
            description = "The feed.",
            content = {
                @Content(mediaType = RssFeed.MEDIA_TYPE),
                @Content(mediaType = AtomFeed.MEDIA_TYPE),
                @Content(mediaType = JsonFeed.MEDIA_TYPE)
            })
    @APIResponse(responseCode = "304", description = "It is the one that the request's conditions name.")
    @APIResponse(
            responseCode = "400",
            description = "A parameter is unknown or has a value that cannot be used; field names it.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response feed(
            @Parameter(
                            description = "The format.",
                            schema =
                                    @Schema(
                                            enumeration = {"rss", "atom", "json"},
                                            implementation = String.class))
                    @PathParam("format")
                    String format,
            @Parameter(hidden = true) @Context UriInfo uri,
            @Context Request request) {
        Channel channel = channel(uri);
        String body = switch (format) {
            case "rss" -> RssFeed.of(channel);
            case "atom" -> AtomFeed.of(channel);
            default -> JsonFeed.of(channel);
        };
        String type = switch (format) {
            case "rss" -> RssFeed.MEDIA_TYPE;
            case "atom" -> AtomFeed.MEDIA_TYPE;
            default -> JsonFeed.MEDIA_TYPE;
        };
        // Weak, as the same feed may also leave compressed.
        EntityTag tag = new EntityTag(Sha256.hex(body, DIGEST), true);
        Date modified = Date.from(channel.updated().truncatedTo(ChronoUnit.SECONDS));
        CacheControl cache = new CacheControl();
        cache.setPrivate(false);
        cache.setNoTransform(false);
        cache.setMaxAge((int) config.maxAge().toSeconds());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(modified, tag);
        Response.ResponseBuilder response = unchanged != null ? unchanged : Response.ok(body, type + "; charset=utf-8");
        response.tag(tag).lastModified(modified).cacheControl(cache);
        response.header(HttpHeaders.LINK, "<" + channel.self() + ">; rel=\"self\"");
        channel.hubs().forEach(hub -> response.header(HttpHeaders.LINK, "<" + hub + ">; rel=\"hub\""));
        return response.build();
    }

    private Channel channel(UriInfo uri) {
        MultivaluedMap<String, String> parameters = uri.getQueryParameters();
        for (String name : NOT_OF_A_FEED) {
            if (parameters.containsKey(name)) {
                throw ProblemException.badParameter(name, "A feed has the newest matches: it does not take this.");
            }
        }
        SearchRequest search = SearchRequest.of(parameters, limits);
        List<String> pairs = new ArrayList<>();
        List<String> words = new ArrayList<>();
        new TreeMap<>(parameters)
                .forEach((name, values) -> values.stream().sorted().forEach(value -> {
                    if (!name.equals("limit")) {
                        pairs.add(name + "=" + URLEncoder.encode(value, UTF_8));
                        words.add(name.equals("q") ? value : name + ": " + value);
                    }
                }));
        String base = site.base(uri);
        String described = words.isEmpty() ? "all releases" : String.join(", ", words);
        return new Channel(
                "urn:dateline:search:" + Sha256.hex(String.join("&", pairs), DIGEST),
                config.name() + ": " + described,
                "The newest press releases that match: " + described,
                site.self(uri),
                pairs.isEmpty() ? base : base + "?" + String.join("&", pairs),
                base,
                config.hubs().orElse(List.of()).stream().map(URI::toString).toList(),
                config.maxAge(),
                documents.newest(search));
    }
}
