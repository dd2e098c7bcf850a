package dateline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dateline.enrich.annotation.AnnotationJson;
import dateline.enrich.annotation.Annotations;
import dateline.enrich.annotation.ReleaseInput;
import dateline.enrich.entity.Entity;
import dateline.enrich.quote.Quotation;
import dateline.enrich.quote.QuotationKind;
import dateline.enrich.text.Part;
import dateline.enrich.text.PartKind;
import dateline.enrich.topic.Relation;
import dateline.enrich.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Releases of many styles, written and labelled for the project: each annotation must stand where its label stands. A part counts by kind
 * and range, a direct or mixed quotation by its words without marks and "that", an entity by its name without a last full stop and its type.
 */
class GoldTest {

    private static final Path GOLD = Path.of("src/test/gold");

    /** Hits, false alarms and misses. */
    private static final class Score {
        private final String name;
        private final List<String> faults = new ArrayList<>();
        private int hits;
        private int wrong;
        private int missed;

        Score(String name) {
            this.name = name;
        }

        void count(String release, Set<?> labelled, Set<?> told) {
            for (Object one : told) {
                if (labelled.contains(one)) {
                    hits++;
                } else {
                    wrong++;
                    faults.add(release + ": wrong " + one);
                }
            }
            for (Object one : labelled) {
                if (!told.contains(one)) {
                    missed++;
                    faults.add(release + ": missed " + one);
                }
            }
        }

        double f1() {
            return 2.0 * hits / (2.0 * hits + wrong + missed);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s: %d hits, %d wrong, %d missed, F1 %.3f %s",
                    name,
                    hits,
                    wrong,
                    missed,
                    f1(),
                    faults);
        }
    }

    private final Score parts = new Score("parts");
    private final Score quotations = new Score("direct quotations");
    private final Score speakers = new Score("speakers");
    private final Score topics = new Score("top-level topics");
    private final Score entities = new Score("entities");

    @Test
    void theFloorsHold() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(GOLD)) {
            files = found.sorted().toList();
        }
        for (Path file : files) {
            score(file.getFileName().toString(), AnnotationJson.MAPPER.readTree(file.toFile()));
        }
        List.of(parts, quotations, speakers, topics, entities).forEach(System.out::println);
        assertThat(files).hasSizeGreaterThanOrEqualTo(10);
        assertThat(parts.f1()).as(parts.toString()).isGreaterThanOrEqualTo(0.92);
        assertThat(quotations.f1()).as(quotations.toString()).isGreaterThanOrEqualTo(0.90);
        assertThat(speakers.f1()).as(speakers.toString()).isGreaterThanOrEqualTo(0.85);
        assertThat(topics.f1()).as(topics.toString()).isGreaterThanOrEqualTo(0.90);
        assertThat(entities.f1()).as(entities.toString()).isGreaterThanOrEqualTo(0.80);
    }

    private void score(String name, JsonNode gold) {
        StringBuilder text = new StringBuilder();
        Set<Part> labelledParts = new HashSet<>();
        for (JsonNode part : gold.get("parts")) {
            text.append(text.length() == 0 ? "" : "\n\n");
            int start = text.length();
            text.append(part.get("text").asText());
            labelledParts.add(new Part(PartKind.of(part.get("kind").asText()), start, text.length()));
        }
        Annotations annotations = Enrichers.ENRICHER.enrich(new ReleaseInput(
                gold.get("title").asText(),
                text.toString(),
                null,
                Instant.parse(gold.get("published").asText())));
        assertThat(annotations.language().code()).isEqualTo(gold.get("language").asText());
        parts.count(name, labelledParts, new HashSet<>(annotations.structure().parts()));
        scoreQuotations(name, gold, text.toString(), annotations);
        topics.count(name, texts(gold.get("about")), tops(annotations));
        Set<String> named = new HashSet<>();
        gold.get("entities")
                .forEach(entity -> named.add(entity.get("name").asText().replaceAll("\\.$", "") + "/"
                        + entity.get("type").asText()));
        Set<String> told = new HashSet<>();
        for (Entity entity : annotations.entities()) {
            String type = entity.type().code();
            if (Set.of("person", "organisation", "place").contains(type)) {
                told.add(entity.name().replaceAll("\\.$", "") + "/" + type);
            }
        }
        entities.count(name, named, told);
    }

    private void scoreQuotations(String name, JsonNode gold, String text, Annotations annotations) {
        Set<String> said = new HashSet<>();
        Set<String> saidBy = new HashSet<>();
        for (JsonNode quotation : gold.get("quotations")) {
            said.add(quotation.get("text").asText());
            saidBy.add(quotation.get("text").asText() + " - "
                    + quotation.get("speaker").asText());
        }
        Set<String> found = new HashSet<>();
        Set<String> foundBy = new HashSet<>();
        for (Quotation quotation : annotations.quotations()) {
            if (quotation.kind() == QuotationKind.INDIRECT) {
                continue;
            }
            String words = text.substring(quotation.start(), quotation.end())
                    .replaceAll("^(?:that )?[\"“”„«»\\s]+|[\"“”„«»,.\\s]+$", "");
            found.add(words);
            if (said.contains(words)) {
                annotations.entities().stream()
                        .filter(entity -> entity.id().equals(quotation.speaker()))
                        .map(entity -> entity.name().substring(entity.name().lastIndexOf(' ') + 1))
                        .forEach(surname -> foundBy.add(words + " - " + surname));
            }
        }
        quotations.count(name, said, found);
        speakers.count(name, saidBy, foundBy);
    }

    private static Set<String> tops(Annotations annotations) {
        Set<String> tops = new HashSet<>();
        for (Topic topic : annotations.topics()) {
            if (topic.rel() == Relation.ABOUT && topic.uri().endsWith("000000")) {
                tops.add(topic.label());
            }
        }
        return tops;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
