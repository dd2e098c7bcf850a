package dateline.ingest.poll;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Tells when the poller no longer comes round, so that whatever runs the service starts it anew. */
@Liveness
@Singleton
class PollerLiveness implements HealthCheck {

    // A full poller waits as long as a lease at most; a database that is away is waited for in between.
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final Poller poller;
    private final PollConfig config;
    private final InstantSource clock;

    PollerLiveness(Poller poller, PollConfig config, InstantSource clock) {
        this.poller = poller;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        Instant last = poller.lastTurn();
        boolean alive = !clock.instant().isAfter(last.plus(config.lease()).plus(GRACE));
        return HealthCheckResponse.named("poller")
                .status(alive)
                .withData("lastTurn", last.toString())
                .build();
    }
}
