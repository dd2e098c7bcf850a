package dateline.query.alert;

import dateline.query.access.KeyRequired;
import dateline.query.access.Keys;
import dateline.query.change.ChangeLog;
import dateline.query.problem.Problem;
import dateline.query.problem.ProblemException;
import dateline.query.search.SearchConfig;
import dateline.query.search.StandingSearches;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Saved searches over HTTP. Each belongs to the key that made it; other keys do not see it. */
@Path("/alerts")
@Tag(name = "Alerts")
@Produces(MediaType.APPLICATION_JSON)
@KeyRequired
@Blocking
class AlertResource {

    private final AlertTables tables;
    private final Deliveries deliveries;
    private final Webhook webhook;
    private final ChangeLog log;
    private final StandingSearches searches;
    private final SearchConfig limits;
    private final AlertConfig config;
    private final Keys keys;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    AlertResource(
            AlertTables tables,
            Deliveries deliveries,
            Webhook webhook,
            ChangeLog log,
            StandingSearches searches,
            SearchConfig limits,
            AlertConfig config,
            Keys keys,
            InstantSource clock) {
        this.tables = tables;
        this.deliveries = deliveries;
        this.webhook = webhook;
        this.log = log;
        this.searches = searches;
        this.limits = limits;
        this.config = config;
        this.keys = keys;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addAlert",
            summary = "Save a search and be told of what matches it from now on",
            description =
                    "Deliveries are POST requests with JSON, signed as the Standard Webhooks specification says (webhook-id,"
                            + " webhook-timestamp, webhook-signature). Any answer of 2xx takes a delivery; others are tried again"
                            + " with growing pauses. Releases that were there before their feed was first read are not told.")
    @APIResponse(
            responseCode = "201",
            description = "The alert, with the secret that its deliveries are signed with.",
            content = @Content(schema = @Schema(implementation = AlertView.class)))
    @APIResponse(
            responseCode = "400",
            description = "A field cannot be used; field names it.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "403",
            description = "The key may not write.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response add(@Parameter(hidden = true) @HeaderParam(Keys.HEADER) String key, AlertRequest request) {
        if (request == null) {
            throw ProblemException.badParameter("name", "The request has no body.");
        }
        request.checkWhole();
        understood(request.search());
        Instant now = now();
        int digest = request.digestMinutes() == null ? 0 : request.digestMinutes();
        Alert alert = new Alert(
                UUID.randomUUID(),
                owner(key),
                request.name().strip(),
                request.search(),
                webhook.checked(request.webhook()),
                digest,
                Boolean.TRUE.equals(request.revisions()),
                now,
                null,
                null,
                null);
        String secret = Signature.secret(random);
        if (!tables.add(alert, secret, AlertRequest.nextDigest(digest, now), log.end())) {
            throw ProblemException.forbidden("A key may own " + config.perOwner() + " alerts.");
        }
        AlertView view = AlertView.of(alert, secret);
        return Response.created(URI.create(view.self())).entity(view).build();
    }

    @GET
    @Operation(operationId = "listAlerts", summary = "The alerts of this key")
    public List<AlertView> list(@Parameter(hidden = true) @HeaderParam(Keys.HEADER) String key) {
        return tables.of(owner(key)).stream()
                .map(alert -> AlertView.of(alert, null))
                .toList();
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getAlert", summary = "An alert of this key")
    public AlertView get(@Parameter(hidden = true) @HeaderParam(Keys.HEADER) String key, @PathParam("id") String id) {
        return AlertView.of(find(id, key), null);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeAlert",
            summary = "Change an alert; what is not given stays as it is",
            description = "enabled: true puts back to work what was disabled after long failure.")
    public AlertView change(
            @Parameter(hidden = true) @HeaderParam(Keys.HEADER) String key,
            @PathParam("id") String id,
            AlertRequest request) {
        Alert old = find(id, key);
        if (request == null) {
            return AlertView.of(old, null);
        }
        request.check();
        if (request.search() != null) {
            understood(request.search());
        }
        Instant now = now();
        int digest = request.digestMinutes() == null ? old.digestMinutes() : request.digestMinutes();
        boolean enable = Boolean.TRUE.equals(request.enabled());
        boolean rest = Boolean.FALSE.equals(request.enabled());
        Alert alert = new Alert(
                old.id(),
                old.owner(),
                request.name() == null ? old.name() : request.name().strip(),
                request.search() == null ? old.search() : request.search(),
                request.webhook() == null ? old.webhook() : webhook.checked(request.webhook()),
                digest,
                request.revisions() == null ? old.revisions() : request.revisions(),
                old.created(),
                enable ? null : old.failingSince(),
                enable ? null : rest ? now : old.disabled(),
                enable ? null : rest ? "Its owner rests it." : old.notice());
        if (!tables.change(alert, AlertRequest.nextDigest(digest, now), log.end())) {
            throw none();
        }
        return AlertView.of(alert, null);
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "removeAlert", summary = "Drop an alert with its history")
    @APIResponse(responseCode = "204", description = "It is gone.")
    public void remove(@Parameter(hidden = true) @HeaderParam(Keys.HEADER) String key, @PathParam("id") String id) {
        if (!tables.remove(find(id, key).id(), owner(key))) {
            throw none();
        }
    }

    @GET
    @Path("/{id}/deliveries")
    @Operation(operationId = "listDeliveries", summary = "The last hundred deliveries of an alert, the newest first")
    public List<Deliveries.Past> deliveries(
            @Parameter(hidden = true) @HeaderParam(Keys.HEADER) String key, @PathParam("id") String id) {
        return deliveries.past(find(id, key).id());
    }

    private void understood(String search) {
        searches.compile(AlertSearch.read(search, limits));
    }

    private Alert find(String id, String key) {
        try {
            return tables.find(UUID.fromString(id), owner(key)).orElseThrow(AlertResource::none);
        } catch (IllegalArgumentException e) {
            throw none();
        }
    }

    private String owner(String key) {
        return keys.find(key).map(Keys.Key::id).orElseThrow(AlertResource::none);
    }

    // Postgres keeps whole microseconds.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ProblemException none() {
        return ProblemException.notFound("This key has no such alert.");
    }
}
