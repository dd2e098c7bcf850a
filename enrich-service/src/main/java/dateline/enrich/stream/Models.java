package dateline.enrich.stream;

import dateline.enrich.annotation.Enricher;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the enricher with its models before the service is ready, and the clock. */
class Models {

    @Produces
    @Singleton
    @Startup
    Enricher enricher(StreamConfig config, EntitiesConfig entities, MeterRegistry meters) {
        return new Enricher(
                entities.engine().tagger(),
                config.longestText(),
                config.timeBudget(),
                System::nanoTime,
                (annotator, time) -> meters.timer("dateline.annotator", "annotator", annotator)
                        .record(time));
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }
}
