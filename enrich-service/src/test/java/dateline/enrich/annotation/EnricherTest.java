package dateline.enrich.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.enrich.entity.Engine;
import dateline.enrich.topic.TopicTagger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is left out when time is short, by a clock that goes on by a second each time it is asked. */
class EnricherTest {

    private static final ReleaseInput RELEASE = new ReleaseInput(
            "Holm meets envoy",
            "Foreign Minister Jana Holm received the ambassador of Norway on Monday to discuss diplomatic relations and trade.",
            "en",
            null);
    private static final TopicTagger TOPICS = TopicTagger.ofModel(null, null);

    @Test
    void withTimeEnoughNothingIsLeftOut() {
        assertThat(outcomes(enricher(Duration.ofMinutes(1)).enrich(RELEASE))).isEmpty();
    }

    @Test
    void aLateReleaseIsToldWithoutAModel() {
        Annotations late = enricher(Duration.ofMinutes(1)).enrich(RELEASE, true);

        assertThat(outcomes(late)).isEqualTo(Map.of("topics", "degraded: without a model, the stream is late"));
        assertThat(late.topics()).extracting(topic -> topic.label()).contains("diplomacy");
        assertThat(late.topics())
                .isNotEqualTo(enricher(Duration.ofMinutes(1)).enrich(RELEASE).topics());
    }

    @Test
    void whenHalfOfTheTimeIsUsedUpTheModelIsLeftOut() {
        assertThat(outcomes(enricher(Duration.ofSeconds(16)).enrich(RELEASE)))
                .isEqualTo(Map.of("topics", "degraded: without a model, half of the time budget of PT16S used up"));
    }

    @Test
    void whenTheTimeIsUsedUpTheRestIsSkipped() {
        Annotations hurried = enricher(Duration.ofSeconds(6)).enrich(RELEASE);

        assertThat(outcomes(hurried).keySet()).containsExactly("duplicates", "quotations", "summary", "topics");
        assertThat(outcomes(hurried).values()).containsOnly("skipped: time budget of PT6S used up");
        assertThat(hurried.structure().parts()).isNotEmpty();
        assertThat(hurried.topics()).isEmpty();
        assertThat(hurried.duplicates().signature()).isEmpty();
    }

    private static Map<String, String> outcomes(Annotations annotations) {
        Map<String, String> outcomes = new TreeMap<>();
        List<Annotator> told = annotations.annotators().stream()
                .filter(annotator -> annotator.outcome() != null)
                .toList();
        told.forEach(annotator -> outcomes.put(annotator.name(), annotator.outcome()));
        return outcomes;
    }

    private static Enricher enricher(Duration budget) {
        AtomicLong second = new AtomicLong();
        return new Enricher(
                Engine.RULES.tagger(),
                TOPICS,
                10_000,
                budget,
                () -> second.incrementAndGet() * 1_000_000_000L,
                (annotator, time) -> {});
    }
}
