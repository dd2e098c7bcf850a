package dateline.enrich;

import dateline.enrich.annotation.Enricher;
import dateline.enrich.entity.Engine;
import dateline.enrich.topic.TopicTagger;
import java.time.Duration;

/** One enricher with its models for all tests. */
public final class Enrichers {

    /** Without a limit that matters. */
    public static final Enricher ENRICHER = new Enricher(
            Engine.AUTO.tagger(),
            TopicTagger.ofModel(null, null),
            2_000_000,
            Duration.ofMinutes(5),
            System::nanoTime,
            (annotator, time) -> {});

    private Enrichers() {}
}
