package dateline.enrich.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dateline.enrich.encoder.SentenceEncoder;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Structure;
import dateline.enrich.text.StructureReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Fits the topics' head to an operator's labels and says what cross-validation measured. Each line of the labels is {@code {"title"?,
 * "text", "labels": [...]}} with Media Topics as URI, {@code medtop:} or eight digits; a finer concept counts for its top level, a retired
 * one is told and left out.
 */
public final class TrainTopics {

    private static final int FEWEST = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MediaTopics vocabulary;
    private final WordReader words;
    private final SentenceEncoder encoder;
    private final PrintStream report;

    TrainTopics(MediaTopics vocabulary, SentenceEncoder encoder, PrintStream report) {
        this.vocabulary = vocabulary;
        this.words = new WordReader(vocabulary);
        this.encoder = encoder;
        this.report = report;
    }

    /**
     * Runs it.
     *
     * @param args the labels, the file to write and, to begin from nothing instead of the project's head, its version, a table of leads to
     *     train on beside (top level, title, lead) and files of further releases for the background
     * @throws IOException when a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 2) {
            System.err.println("usage: train-topics LABELS.jsonl HEAD.json [VERSION LEADS.tsv BACKGROUND.jsonl ...]");
            System.exit(2);
        }
        List<Path> files = new ArrayList<>();
        for (int i = 4; i < args.length; i++) {
            files.add(Path.of(args[i]));
        }
        String update = System.getenv("DATELINE_TOPICS_VOCABULARY");
        TrainTopics training = new TrainTopics(
                MediaTopics.load(update == null ? null : Path.of(update)),
                SentenceEncoder.load()
                        .orElseThrow(() -> new IllegalStateException("this machine cannot run the encoder")),
                System.out);
        TopicHead head = args.length == 2
                ? training.refit(Path.of(args[0]), TopicHead.load())
                : training.anew(Path.of(args[0]), Path.of(args[3]), args[2], files);
        head.write(Path.of(args[1]));
    }

    /** Refits a head to an operator's labels. */
    TopicHead refit(Path labels, TopicHead shipped) throws IOException {
        ConceptVectors concepts = new ConceptVectors(vocabulary, encoder, shipped.backgroundVector());
        String version = shipped.version() + " refitted to " + labels.getFileName();
        return train(labels, concepts, shipped, List.of(), version);
    }

    /** Trains a head from nothing but labels, leads, background and the vocabulary. */
    TopicHead anew(Path labels, Path leads, String version, List<Path> background) throws IOException {
        List<float[]> means = new ArrayList<>();
        List<Path> all = new ArrayList<>(background);
        all.add(labels);
        for (Path file : all) {
            List<float[]> vectors = new ArrayList<>();
            for (JsonNode release : read(file)) {
                vectors.add(encoder.encode(lead(release)));
            }
            means.add(TopicTrainer.mean(vectors));
        }
        ConceptVectors concepts = new ConceptVectors(vocabulary, encoder, TopicTrainer.mean(means));
        return train(labels, concepts, null, leads(leads, concepts), version);
    }

    private List<TopicTrainer.Labelled> leads(Path file, ConceptVectors concepts) throws IOException {
        List<TopicTrainer.Labelled> leads = new ArrayList<>();
        for (String line : Files.readAllLines(file, UTF_8)) {
            if (!line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                double[] target = new double[concepts.tops().size()];
                int top = concepts.tops().indexOf(cells[0]);
                target[top] = 1;
                float[] vector = encoder.encode(cells[1] + ". " + cells[2]);
                leads.add(new TopicTrainer.Labelled(vector, new double[target.length], target, top));
            }
        }
        return leads;
    }

    private TopicHead train(
            Path labels, ConceptVectors concepts, TopicHead prior, List<TopicTrainer.Labelled> beside, String version)
            throws IOException {
        List<TopicTrainer.Labelled> releases = new ArrayList<>();
        for (JsonNode release : read(labels)) {
            double[] target = new double[concepts.tops().size()];
            int first = -1;
            for (JsonNode label : release.path("labels")) {
                String code = code(label.asText());
                if (vocabulary.concept(code) != null) {
                    int top = concepts.tops().indexOf(vocabulary.top(code));
                    target[top] = 1;
                    first = first < 0 ? top : first;
                } else {
                    report.println(vocabulary
                            .retired(code)
                            .map(day -> "label=" + label.asText() + " retired=" + day)
                            .orElse("label=" + label.asText() + " unknown"));
                }
            }
            if (first >= 0) {
                releases.add(new TopicTrainer.Labelled(encoder.encode(lead(release)), said(release), target, first));
            }
        }
        if (releases.size() < FEWEST) {
            throw new IllegalArgumentException(
                    labels + " has " + releases.size() + " releases with known labels; training takes " + FEWEST);
        }
        TopicHead head =
                new TopicTrainer(encoder, concepts, prior, beside).train(releases, version, vocabulary.version());
        new TreeMap<>(head.figures()).forEach((name, value) -> report.println(name + ": " + value));
        return head;
    }

    private double[] said(JsonNode release) {
        PlainText text = PlainText.of(release.path("text").asText());
        String title = release.path("title").asText("");
        return words.read(text, structure(text, title), title, "en").tops();
    }

    private static String lead(JsonNode release) {
        PlainText text = PlainText.of(release.path("text").asText());
        String title = release.path("title").asText("");
        return TopicTagger.lead(text, structure(text, title), title);
    }

    private static Structure structure(PlainText text, String title) {
        return StructureReader.read(text, title, null);
    }

    private static List<JsonNode> read(Path file) throws IOException {
        List<JsonNode> releases = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file, UTF_8)) {
            number++;
            if (!line.isBlank()) {
                try {
                    releases.add(JSON.readTree(line));
                } catch (JsonProcessingException e) {
                    throw new IllegalArgumentException(file + ", line " + number + ": no JSON", e);
                }
            }
        }
        return releases;
    }

    private static String code(String label) {
        return label.startsWith(MediaTopics.SCHEME)
                ? label.substring(MediaTopics.SCHEME.length())
                : label.replaceFirst("^medtop:", "");
    }
}
