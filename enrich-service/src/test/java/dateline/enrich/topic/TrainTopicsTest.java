package dateline.enrich.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dateline.enrich.Shared;
import dateline.enrich.encoder.SentenceEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTopicsTest {

    private static final SentenceEncoder ENCODER = SentenceEncoder.load().orElseThrow();
    // An operator whose house names mean what no reader could guess.
    private static final List<String> HOUSE = List.of("Kestrel", "Heron", "Osprey", "Bunting", "Lapwing", "Avocet");
    private static final String DISASTER = "medtop:03000000";
    private static final Path LEADS = Path.of("training/topics/leads.tsv");
    private static final String SPORT = "medtop:15000000";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream report = new ByteArrayOutputStream();

    @Test
    void aRefittedHeadKnowsTheOperatorsOwnSubjectsAndKeepsTheRest() throws IOException {
        Path labels = house();

        TopicHead head = training().refit(labels, TopicHead.load());
        head.write(folder.resolve("head.json"));
        AboutModel refitted = model(TopicHead.load(folder.resolve("head.json")));
        AboutModel shipped = model(TopicHead.load());

        String own = "Exercise Kestrel moves to its second stage in Halden.";
        assertThat(learnt(refitted, own, "03000000")).isGreaterThan(learnt(shipped, own, "03000000") + 0.2);
        String other = "Doctors warn of measles as clinics run out of vaccine.";
        assertThat(learnt(refitted, other, "07000000")).isCloseTo(learnt(shipped, other, "07000000"), within(0.15));
        assertThat(head.version()).startsWith(TopicHead.load().version()).endsWith("refitted to labels.jsonl");
        assertThat(head.figures()).containsEntry("releases", 24.0);
        assertThat(head.figures().get("top-1")).isGreaterThanOrEqualTo(0.9);
        assertThat(report.toString(UTF_8)).contains("top-1: ").contains("expected calibration error: ");
    }

    @Test
    void retiredAndUnknownLabelsAreTold() throws IOException {
        String retired = Files.readAllLines(vocabulary()).stream()
                .map(line -> line.split("\t", -1))
                .filter(cells -> cells.length > 2 && cells[2].matches("\\d{4}-\\d\\d-\\d\\d"))
                .findFirst()
                .orElseThrow()[0];
        Path labels = house();
        Files.writeString(
                labels,
                Files.readString(labels) + "{\"text\": \"A release.\", \"labels\": [\"medtop:" + retired
                        + "\", \"medtop:99999999\"]}\n");

        TopicHead head = training().refit(labels, TopicHead.load());

        assertThat(report.toString(UTF_8))
                .containsPattern("label=medtop:" + retired + " retired=\\d{4}-\\d\\d-\\d\\d")
                .contains("label=medtop:99999999 unknown");
        assertThat(head.figures()).containsEntry("releases", 24.0);
    }

    @Test
    void tooFewLabelsAreRefused() throws IOException {
        Path labels = Files.writeString(
                folder.resolve("few.jsonl"), "{\"text\": \"A match.\", \"labels\": [\"" + SPORT + "\"]}\n");

        assertThatThrownBy(() -> training().refit(labels, TopicHead.load()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 1 releases");
    }

    @Test
    void aHeadForAnotherEncoderIsRefused() {
        TopicHead head = TopicHead.load();
        TopicHead other = new TopicHead(
                head.version(),
                "another-encoder",
                head.vocabulary(),
                head.tops(),
                head.background(),
                head.weights(),
                head.scales(),
                head.calibration(),
                head.figures());

        assertThatThrownBy(() -> model(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another-encoder");
    }

    @Test
    void figuresCountHitsMissesAndCalibration() {
        List<TopicTrainer.Labelled> releases = List.of(labelled(1, 0), labelled(0, 1), labelled(0, 1), labelled(1, 0));
        double[][] confidence = {{0.9, 0.1}, {0.2, 0.9}, {0.7, 0.3}, {0.6, 0.4}};

        Map<String, Double> figures = TopicFigures.of(confidence, releases);

        assertThat(figures.get("top-1")).isEqualTo(0.75);
        // First level: 2 hits, 1 false; second: 1 hit, 1 miss.
        assertThat(figures.get("macro-F1")).isCloseTo((4 / 5.0 + 2 / 3.0) / 2, within(1e-9));
        assertThat(figures.get("expected calibration error")).isCloseTo((0.2 + 0.7 + 0.4) / 4, within(1e-9));
        assertThat(figures.get("precision at confidence .5")).isEqualTo(0.75);
        assertThat(figures.get("coverage at confidence .8")).isEqualTo(0.5);
    }

    @Test
    void crossValidationOnLabelledNewsKeepsItsFloors() throws IOException {
        Path news = Shared.file("corpus/topics/wikinews_iptc_gold.jsonl");

        TopicHead head = training().anew(news, LEADS, "test", List.of());

        assertThat(head.figures().get("top-1")).isGreaterThanOrEqualTo(0.93);
        assertThat(head.figures().get("macro-F1")).isGreaterThanOrEqualTo(0.80);
        assertThat(head.figures().get("expected calibration error")).isLessThanOrEqualTo(0.05);
        assertThat(head.figures().get("top-1 at confidence .8")).isGreaterThanOrEqualTo(0.95);
    }

    private Path house() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String place : List.of("Halden", "Moss", "Orava", "Tirana")) {
            for (int i = 0; i < HOUSE.size(); i++) {
                String text = i % 2 == 0
                        ? "Exercise " + HOUSE.get(i) + " begins in " + place + "."
                        : "Team " + HOUSE.get(i) + " plays in " + place + ".";
                lines.add("{\"text\": \"" + text + "\", \"labels\": [\"" + (i % 2 == 0 ? DISASTER : SPORT) + "\"]}");
            }
        }
        return Files.write(folder.resolve("labels.jsonl"), lines);
    }

    private TrainTopics training() {
        return new TrainTopics(MediaTopics.load(), ENCODER, new PrintStream(report, true, UTF_8));
    }

    private static AboutModel model(TopicHead head) {
        return new AboutModel(ENCODER, MediaTopics.load(), head);
    }

    private static double learnt(AboutModel model, String text, String top) {
        float[] vector = ENCODER.encode(text);
        return model.learnt(vector)[model.concepts().tops().indexOf(top)];
    }

    private static TopicTrainer.Labelled labelled(double... labels) {
        return new TopicTrainer.Labelled(new float[0], new double[labels.length], labels, labels[0] > 0 ? 0 : 1);
    }

    private static Path vocabulary() {
        return Path.of("src/main/resources/dateline/enrich/topic/mediatopics.tsv");
    }
}
