package dateline.ingest.push;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** Where hubs verify subscriptions and deliver. Its path's token alone says which subscription is meant. */
@Path("/push/{token}")
@Tag(name = "Push")
class PushResource {

    private static final Logger LOG = Logger.getLogger(PushResource.class);
    private static final Duration LONGEST_LEASE = Duration.ofDays(90);

    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final PushConfig config;
    private final InstantSource clock;
    private final MeterRegistry registry;

    PushResource(
            Subscriptions subscriptions,
            Deliveries deliveries,
            PushConfig config,
            InstantSource clock,
            MeterRegistry registry) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.config = config;
        this.clock = clock;
        this.registry = registry;
    }

    @GET
    @Operation(
            summary = "A hub verifies or denies a subscription",
            description = "WebSub, 5.2 and 5.3: the challenge comes back when the subscription was asked for.")
    @APIResponse(responseCode = "200", description = "The challenge")
    @APIResponse(responseCode = "404", description = "No such subscription was asked for")
    public Response verify(
            @PathParam("token") String token,
            @QueryParam("hub.mode") String mode,
            @QueryParam("hub.topic") String topic,
            @QueryParam("hub.challenge") String challenge,
            @QueryParam("hub.lease_seconds") String leaseSeconds,
            @QueryParam("hub.reason") String reason) {
        Optional<Subscription> found =
                subscription(token).filter(subscription -> subscription.topic().equals(topic));
        if (found.isEmpty()) {
            return Response.status(Response.Status.NOT_FOUND).build();
        }
        Subscription subscription = found.get();
        if ("denied".equals(mode)) {
            subscriptions.denied(subscription, reason, clock.instant());
            LOG.infof("outcome=denied feed=%s hub=%s", subscription.feed(), subscription.hub());
            return Response.ok().build();
        }
        if (!"subscribe".equals(mode) || challenge == null || !subscription.pending()) {
            return Response.status(Response.Status.NOT_FOUND).build();
        }
        Duration lease = lease(leaseSeconds);
        subscriptions.verified(subscription, lease, clock.instant());
        LOG.infof("outcome=subscribed feed=%s hub=%s lease=%s", subscription.feed(), subscription.hub(), lease);
        return Response.ok(challenge, MediaType.TEXT_PLAIN_TYPE)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private Duration lease(String seconds) {
        if (seconds == null || !seconds.matches("[1-9][0-9]{0,9}")) {
            return config.lease();
        }
        Duration lease = Duration.ofSeconds(Long.parseLong(seconds));
        return lease.compareTo(LONGEST_LEASE) > 0 ? LONGEST_LEASE : lease;
    }

    /**
     * Takes a delivery. The hub is answered at once; whether the delivery is good is not its business (WebSub, 7): one that is
     * not signed with the subscription's secret is dropped.
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "A hub delivers what is new of a feed", description = "WebSub, 7")
    @APIResponse(responseCode = "202", description = "Taken")
    @APIResponse(responseCode = "410", description = "There is no such subscription")
    @APIResponse(responseCode = "503", description = "Too much is waiting to be read; deliver it again later")
    public Response deliver(
            @PathParam("token") String token,
            @HeaderParam("X-Hub-Signature") String signature,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body) {
        Optional<Subscription> found = subscription(token);
        if (found.isEmpty()) {
            return Response.status(Response.Status.GONE).build();
        }
        Subscription subscription = found.get();
        byte[] octets = body == null ? new byte[0] : body;
        boolean good = Signature.isGood(signature, subscription.secret(), octets);
        boolean taken = !good || deliveries.accept(new Delivery(subscription.feed(), octets, contentType));
        String result = !good ? "forged" : taken ? "taken" : "full";
        registry.counter("dateline.push.deliveries", "result", result).increment();
        LOG.infof("outcome=delivery-%s feed=%s octets=%d", result, subscription.feed(), octets.length);
        return Response.status(taken ? Response.Status.ACCEPTED : Response.Status.SERVICE_UNAVAILABLE)
                .build();
    }

    private Optional<Subscription> subscription(String token) {
        return config.callback().flatMap(callback -> subscriptions.byToken(token));
    }
}
