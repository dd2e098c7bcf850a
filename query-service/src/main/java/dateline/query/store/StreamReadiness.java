package dateline.query.store;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down while the stream waits for the database or the broker. */
@Readiness
@ApplicationScoped
class StreamReadiness implements HealthCheck {

    private final ReleaseStream stream;

    StreamReadiness(ReleaseStream stream) {
        this.stream = stream;
    }

    @Override
    public HealthCheckResponse call() {
        String waitingFor = stream.waitingFor();
        return waitingFor == null
                ? HealthCheckResponse.up("store")
                : HealthCheckResponse.named("store")
                        .down()
                        .withData("waitingFor", waitingFor)
                        .build();
    }
}
