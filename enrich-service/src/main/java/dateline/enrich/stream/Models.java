package dateline.enrich.stream;

import dateline.enrich.annotation.Enricher;
import dateline.enrich.duplicate.DuplicateIndex;
import dateline.enrich.entity.EntityTagger;
import dateline.enrich.topic.TopicTagger;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the enricher with its models before the service is ready, the index of duplicates and the clock. */
class Models {

    @Produces
    @Singleton
    @Startup
    Enricher enricher(StreamConfig config, EntityTagger entities, TopicConfig topics, MeterRegistry meters) {
        return new Enricher(
                entities,
                topics.model()
                        ? TopicTagger.ofModel(
                                topics.head().orElse(null), topics.vocabulary().orElse(null))
                        : TopicTagger.ofWords(topics.vocabulary().orElse(null)),
                config.longestText(),
                config.timeBudget(),
                System::nanoTime,
                (annotator, time) -> meters.timer("dateline.annotator", "annotator", annotator)
                        .record(time));
    }

    @Produces
    @Singleton
    EntityTagger entities(EntitiesConfig config) {
        return config.engine().tagger();
    }

    @Produces
    @Singleton
    DuplicateIndex duplicates(DuplicateConfig config) {
        return new DuplicateIndex(config.most());
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }
}
