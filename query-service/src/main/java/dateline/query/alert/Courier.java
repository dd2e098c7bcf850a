package dateline.query.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.query.alert.Deliveries.Due;
import dateline.query.alert.Deliveries.Told;
import dateline.query.document.Document;
import dateline.query.document.Summary;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jboss.logging.Logger;

/** Carries one delivery to its webhook and keeps what came of it. */
@ApplicationScoped
class Courier {

    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final int MOST_DOUBLINGS = 20;

    private final Deliveries deliveries;
    private final Webhook webhook;
    private final AlertConfig config;
    private final InstantSource clock;
    private final ObjectMapper json;
    private final Counter delivered;
    private final Counter failed;

    Courier(
            Deliveries deliveries,
            Webhook webhook,
            AlertConfig config,
            InstantSource clock,
            ObjectMapper json,
            MeterRegistry meters) {
        this.deliveries = deliveries;
        this.webhook = webhook;
        this.config = config;
        this.clock = clock;
        this.json = json;
        this.delivered = meters.counter("dateline.alerts.delivered");
        this.failed = meters.counter("dateline.alerts.failed");
    }

    void carry(Due due) {
        Instant now = clock.instant();
        String body = body(due, now);
        Map<String, String> headers = Map.of(
                "Content-Type", "application/json",
                "User-Agent", "Dateline",
                "webhook-id", due.id().toString(),
                "webhook-timestamp", Long.toString(now.getEpochSecond()),
                "webhook-signature", Signature.of(due.secret(), due.id().toString(), now.getEpochSecond(), body));
        Outcome outcome = webhook.send(due.webhook(), headers, body);
        Instant answered = clock.instant();
        if (outcome instanceof Outcome.Taken taken) {
            deliveries.taken(due, taken.status());
            delivered.increment();
        } else if (outcome instanceof Outcome.Refused refused) {
            deliveries.refused(due, refused.status(), answered);
            failed.increment();
            LOG.warnf("alert disabled id=%s reason=gone", due.alert());
        } else if (outcome instanceof Outcome.Failed failure) {
            boolean disabled = deliveries.failed(due, failure, pause(due.attempt()), answered);
            failed.increment();
            LOG.infof(
                    "delivery failed alert=%s delivery=%s attempt=%d reason=\"%s\" disabled=%b",
                    due.alert(), due.id(), due.attempt(), failure.error(), disabled);
        }
    }

    /** The pause after so many tries. */
    private Duration pause(int attempts) {
        Duration pause = config.retryFirst().multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return pause.compareTo(config.retryLongest()) < 0 ? pause : config.retryLongest();
    }

    private String body(Due due, Instant now) {
        ObjectNode body = json.createObjectNode();
        body.put("type", "dateline.alert").put("timestamp", due.created().toString());
        ObjectNode data = body.putObject("data");
        data.putObject("alert")
                .put("id", due.alert().toString())
                .put("name", due.name())
                .put("search", due.search());
        ArrayNode releases = data.putArray("releases");
        for (Told told : deliveries.releases(due.id(), now)) {
            releases.add(Summary.of(document(told)));
        }
        return body.toString();
    }

    private Document document(Told told) {
        try {
            return new Document(json.readTree(told.event()), told.published());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the table holds an event that is not JSON", e);
        }
    }
}
