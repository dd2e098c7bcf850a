package dateline.enrich.duplicate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dateline.enrich.Shared;
import dateline.enrich.annotation.AnnotationJson;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.StructureReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Pairs made from real texts: cut to two thirds, edited lightly (one word in thirty another), with sixty words of another text around, and
 * edited heavily (one word in twelve another, a fifth cut). Against them stand pairs of different texts: neighbours of one sender or
 * subject, the hardest there are.
 */
class DuplicateCorpusTest {

    private static final double FALSE_POSITIVES = 0.001;
    private static final int PAIRS = 40_000;
    private static final int TEXTS = 900;

    private final Random random = new Random(7);

    private record Text(String sender, List<String> words) {}

    @Test
    void copiesAreFoundAtOneFalseAlarmInAThousand() throws IOException {
        List<Text> texts = new ArrayList<>();
        for (String line : Files.readAllLines(Shared.file("corpus/topics/wikinews_iptc_gold.jsonl"))) {
            JsonNode article = AnnotationJson.MAPPER.readTree(line);
            texts.add(text(article.at("/labels/0").asText(), article.get("text").asText()));
        }
        texts.addAll(senate(Shared.file("corpus/releases/senate-2007.jsonl.gz")));
        texts.removeIf(text -> text.words().size() < 60);
        List<Signature> signatures =
                texts.stream().map(text -> sign(text.words())).toList();

        double[] negatives = negatives(texts, signatures);
        double threshold = negatives[(int) (PAIRS * (1 - FALSE_POSITIVES))];
        StringBuilder report = new StringBuilder();
        double sum = 0;
        double strict = 0;
        List<String> kinds = List.of("cut", "light", "boilerplate", "heavy");
        for (String kind : kinds) {
            int found = 0;
            int copies = 0;
            for (int i = 0; i < texts.size(); i++) {
                double containment =
                        signatures.get(i).containment(sign(changed(texts.get(i).words(), kind, texts)));
                found += containment > threshold ? 1 : 0;
                copies += containment >= 0.8 ? 1 : 0;
            }
            sum += found / (double) texts.size() / kinds.size();
            strict += copies / (double) texts.size() / kinds.size();
            report.append(String.format(
                    Locale.ROOT, " %s %.3f/%.3f", kind, found / (double) texts.size(), copies / (double) texts.size()));
        }
        long alarms = Arrays.stream(negatives).filter(c -> c >= 0.8).count();
        System.out.printf(
                Locale.ROOT,
                "copies found above %.2f, where 1 in 1000 others is, and from .8:%s; all %.3f/%.3f; false from .8: %d of %d%n",
                threshold,
                report,
                sum,
                strict,
                alarms,
                PAIRS);
        assertThat(sum).isGreaterThanOrEqualTo(0.85);
        assertThat(alarms / (double) PAIRS).isLessThanOrEqualTo(FALSE_POSITIVES);
    }

    // In ascending order; at least every second pair is of one sender or subject.
    private double[] negatives(List<Text> texts, List<Signature> signatures) {
        double[] containments = new double[PAIRS];
        for (int i = 0; i < PAIRS; ) {
            int a = random.nextInt(texts.size());
            int b = random.nextInt(texts.size());
            boolean hard = texts.get(a).sender().equals(texts.get(b).sender());
            if (a != b && (hard || i % 2 == 0)) {
                containments[i++] = signatures.get(a).containment(signatures.get(b));
            }
        }
        Arrays.sort(containments);
        return containments;
    }

    private List<String> changed(List<String> words, String kind, List<Text> texts) {
        return switch (kind) {
            case "cut" -> words.subList(0, words.size() * 2 / 3);
            case "light" -> edited(words, 30);
            case "boilerplate" -> {
                List<String> other = texts.get(random.nextInt(texts.size())).words();
                List<String> all = new ArrayList<>(other.subList(0, 30));
                all.addAll(words);
                all.addAll(other.subList(other.size() - 30, other.size()));
                yield all;
            }
            default -> edited(words.subList(0, words.size() * 4 / 5), 12);
        };
    }

    private List<String> edited(List<String> words, int oneIn) {
        List<String> edited = new ArrayList<>(words);
        edited.replaceAll(word -> random.nextInt(oneIn) == 0 ? words.get(random.nextInt(words.size())) + "x" : word);
        return edited;
    }

    private static List<Text> senate(Path file) throws IOException {
        List<Text> releases = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode release = AnnotationJson.MAPPER.readTree(line);
                releases.add(
                        text(release.get("sender").asText(), release.get("text").asText()));
            }
        }
        Collections.shuffle(releases, new Random(1));
        return releases.subList(0, TEXTS);
    }

    private static Text text(String sender, String text) {
        return new Text(sender, List.of(text.strip().split("\\s+")));
    }

    private static Signature sign(List<String> words) {
        PlainText plain = PlainText.of(String.join(" ", words));
        return Signature.of(
                MinHash.sign(plain, StructureReader.read(plain, "", null)).signature());
    }
}
