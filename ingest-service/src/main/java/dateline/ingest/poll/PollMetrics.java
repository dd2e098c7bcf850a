package dateline.ingest.poll;

import dateline.ingest.parse.Repair;
import dateline.ingest.release.Release;
import dateline.ingest.release.ReleaseReader.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;

/** What polls count. */
@Singleton
final class PollMetrics {

    private final MeterRegistry registry;

    PollMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void polled(String outcome, Duration time) {
        registry.timer("dateline.polls", "outcome", outcome).record(time);
    }

    void running(Collection<?> polls) {
        registry.gaugeCollectionSize("dateline.polls.running", Tags.empty(), polls);
    }

    void probed(String result) {
        registry.counter("dateline.polls.probes", "result", result).increment();
    }

    void published(Collection<Release> revisions, Collection<Release> tooLarge) {
        for (Release release : revisions) {
            if (!tooLarge.contains(release)) {
                String change = release.change().name().toLowerCase(Locale.ROOT);
                registry.counter("dateline.releases.published", "change", change, "backfill", "" + release.backfill())
                        .increment();
            }
        }
        registry.counter("dateline.entries.refused", "reason", "too-large").increment(tooLarge.size());
    }

    void refused(Collection<Refusal> refusals) {
        refusals.forEach(refusal -> registry.counter("dateline.entries.refused", "reason", refusal.code())
                .increment());
    }

    void repaired(Collection<Repair> repairs) {
        repairs.forEach(repair -> registry.counter(
                        "dateline.parser.repairs", "kind", repair.kind().code())
                .increment(repair.count()));
    }
}
