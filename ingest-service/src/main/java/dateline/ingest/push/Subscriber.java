package dateline.ingest.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import dateline.ingest.fetch.Authority;
import dateline.ingest.fetch.Fetcher;
import dateline.ingest.source.Leases;
import dateline.ingest.source.Turns;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Asks hubs for subscriptions, and again before those end. */
@Singleton
class Subscriber {

    private static final Logger LOG = Logger.getLogger(Subscriber.class);
    private static final int BATCH = 20;

    private final Subscriptions subscriptions;
    private final Leases leases;
    private final Fetcher fetcher;
    private final PushConfig config;
    private final InstantSource clock;
    private final Turns turns = new Turns();

    Subscriber(Subscriptions subscriptions, Leases leases, Fetcher fetcher, PushConfig config, InstantSource clock) {
        this.subscriptions = subscriptions;
        this.leases = leases;
        this.fetcher = fetcher;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "${dateline.push.check:1s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void check() {
        config.callback()
                .ifPresent(callback -> turns.take(() -> {
                    for (Subscription subscription : subscriptions.due(clock.instant(), BATCH)) {
                        ask(callback, subscription);
                    }
                }));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        turns.end(Duration.ofSeconds(5));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // answered() has it
    private void ask(URI callback, Subscription subscription) {
        Instant now = clock.instant();
        String host = Authority.of(subscription.hub()).map(Authority::host).orElse("");
        Instant turn = leases.slot(host, now, config.spacing());
        long wait = Math.max(0, Duration.between(now, turn).toMillis());
        String form = form(callback, subscription);
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS))
                .thenCompose(turned -> fetcher.post(subscription.hub(), form))
                .whenCompleteAsync((posted, failure) -> answered(subscription, posted, failure));
    }

    private void answered(Subscription subscription, Fetcher.Posted posted, Throwable failure) {
        boolean taken = failure == null && posted.status() >= 200 && posted.status() < 300;
        LOG.infof(
                "outcome=%s feed=%s hub=%s status=%s",
                taken ? "subscribing" : "not-subscribed",
                subscription.feed(),
                subscription.hub(),
                failure == null ? posted.status() : failure);
        if (!taken && !turns.areEnded()) {
            try {
                subscriptions.failed(subscription, failure == null ? posted.detail() : failure.toString());
            } catch (RuntimeException e) {
                LOG.warnf("outcome=subscription-not-saved feed=%s error=%s", subscription.feed(), e);
            }
        }
    }

    private String form(URI callback, Subscription subscription) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("hub.mode", "subscribe");
        fields.put("hub.topic", subscription.topic());
        fields.put("hub.callback", callback.toString().replaceAll("/+$", "") + "/push/" + subscription.token());
        fields.put("hub.secret", subscription.secret());
        fields.put("hub.lease_seconds", Long.toString(config.lease().toSeconds()));
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
