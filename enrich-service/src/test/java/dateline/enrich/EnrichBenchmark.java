package dateline.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import dateline.enrich.annotation.AnnotationJson;
import dateline.enrich.annotation.Enricher;
import dateline.enrich.annotation.ReleaseInput;
import dateline.enrich.entity.Engine;
import dateline.enrich.topic.TopicTagger;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Run by hand: the time of one core that a release of 450 words takes, whole and by annotator. Arguments: a file of JSON lines with
 * title and text, the engine for names, and {@code model} or {@code words} for the topics.
 */
final class EnrichBenchmark {

    private static final int WORDS = 450;
    private static final int ROUNDS = 4;

    private EnrichBenchmark() {}

    public static void main(String[] args) throws IOException {
        List<ReleaseInput> releases = releases(Path.of(args[0]));
        Map<String, Long> nanos = new TreeMap<>();
        boolean model = args[2].equals("model");
        Enricher enricher = new Enricher(
                Engine.valueOf(args[1].toUpperCase(Locale.ROOT)).tagger(),
                model ? TopicTagger.ofModel(null, null) : TopicTagger.ofWords(null),
                1_000_000,
                Duration.ofMinutes(1),
                // Of this thread alone, so that the figures hold on a busy machine too.
                ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime,
                (annotator, time) -> nanos.merge(annotator, time.toNanos(), Long::sum));
        for (int round = 0; round < ROUNDS; round++) {
            nanos.clear();
            long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (ReleaseInput release : releases) {
                enricher.enrich(release);
            }
            double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "names by %s, topics by %s: %d releases, %.1f a second and core%n",
                    args[1],
                    args[2],
                    releases.size(),
                    releases.size() / seconds);
        }
        nanos.forEach((annotator, time) ->
                System.out.printf(Locale.ROOT, "  %-11s %.2f ms%n", annotator, time / 1e6 / releases.size()));
    }

    // Texts are put one behind the other and cut, so that each has as many words.
    private static List<ReleaseInput> releases(Path file) throws IOException {
        List<ReleaseInput> releases = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String title = "";
        int words = 0;
        for (String line : Files.readAllLines(file)) {
            JsonNode release = AnnotationJson.MAPPER.readTree(line);
            for (String paragraph : release.get("text").asText().split("\n+", -1)) {
                title = words == 0 ? release.path("title").asText("") : title;
                text.append(text.length() == 0 ? "" : "\n\n").append(paragraph);
                words += paragraph.split("\\s+", -1).length;
                if (words >= WORDS) {
                    releases.add(new ReleaseInput(title, text.toString(), "en", null));
                    text.setLength(0);
                    words = 0;
                }
            }
        }
        return releases;
    }
}
