package dateline.enrich.stream;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down while the broker does not take what is sent. The models are loaded before the first check can be asked. */
@Readiness
@ApplicationScoped
class StreamReadiness implements HealthCheck {

    private final ReleaseStream stream;

    StreamReadiness(ReleaseStream stream) {
        this.stream = stream;
    }

    @Override
    public HealthCheckResponse call() {
        boolean waiting = stream.isWaiting();
        return HealthCheckResponse.named("enrich")
                .status(!waiting)
                .withData("models", "loaded")
                .withData("broker", waiting ? "waited for" : "taking")
                .build();
    }
}
