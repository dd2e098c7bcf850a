package dateline.enrich.entity.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dateline.enrich.entity.crf.Corpus.Sentence;
import dateline.enrich.entity.model.Name;
import dateline.enrich.entity.model.NameType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CrfTrainerTest {

    private static final CrfTrainer.Settings SETTINGS = new CrfTrainer.Settings(30, 5, 0.1, 1e-5, 1, 1);

    @Test
    void theGradientIsTheSlopeOfTheLikelihood() {
        Random random = new Random(3);
        float[][] scores = new float[4][Labels.COUNT];
        float[][] transitions = new float[Labels.COUNT][Labels.COUNT];
        for (float[] row : scores) {
            fill(row, random);
        }
        for (float[] row : transitions) {
            fill(row, random);
        }
        int[] labels = Corpus.labels(List.of("B-PER", "I-PER", "O", "B-ORG"));
        Chain chain = new Chain(scores, transitions).sum();
        double[][] byScore = CrfTrainer.scoreGradient(chain, labels);
        double[][] byTransition = CrfTrainer.transitionGradient(chain, labels);

        for (int label = 0; label < Labels.COUNT; label++) {
            for (int word = 0; word < 4; word++) {
                assertThat(byScore[word][label])
                        .isCloseTo(slope(scores[word], label, scores, transitions, labels), within(2e-3));
            }
            for (int next = 0; next < Labels.COUNT; next++) {
                assertThat(byTransition[label][next])
                        .isCloseTo(slope(transitions[label], next, scores, transitions, labels), within(2e-3));
            }
        }
    }

    private static void fill(float[] row, Random random) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) random.nextGaussian();
        }
    }

    private static double slope(float[] row, int at, float[][] scores, float[][] transitions, int[] labels) {
        float step = 1e-2f;
        float before = row[at];
        row[at] = before + step;
        double above = likelihood(scores, transitions, labels);
        row[at] = before - step;
        double below = likelihood(scores, transitions, labels);
        row[at] = before;
        return (above - below) / (2 * step);
    }

    private static double likelihood(float[][] scores, float[][] transitions, int[] labels) {
        Chain chain = new Chain(scores, transitions).sum();
        return chain.score(labels) - chain.logSum();
    }

    @Test
    void aModelLearntFromAFewSentencesFindsNamesThatItHasNotSeen() throws IOException {
        CrfTagger tagger = new CrfTagger(CrfModel.read(new ByteArrayInputStream(model())));

        List<List<Name>> names = tagger.tag(
                List.of("Mr Onas went to Rome .".split(" "), "We met in Lima .".split(" "), "We met .".split(" ")));
        assertThat(names).hasSize(3);
        assertThat(names.get(0))
                .extracting(Name::from, Name::to, Name::type)
                .containsExactly(tuple(1, 2, NameType.PERSON), tuple(4, 5, NameType.PLACE));
        assertThat(names.get(0)).allMatch(name -> name.confidence() > 0.5);
        assertThat(names.get(1)).extracting(Name::type).containsExactly(NameType.PLACE);
        assertThat(names.get(2)).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameModel() throws IOException {
        assertThat(model()).isEqualTo(model());
    }

    private static byte[] model() throws IOException {
        byte[] clusters = clusters();
        byte[] names = names();
        CrfTrainer.Fit fit =
                new CrfTrainer(SETTINGS, ModelFile.readClusters(clusters), ModelFile.readNames(names)).fit(sentences());
        return ModelFile.of("test", clusters, names, fit, 0.01f);
    }

    private static byte[] clusters() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Clusters.write(Map.of("to", "0101", "in", "0101", "met", "11", "went", "11"), new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static byte[] names() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Gazetteer.write(
                Map.of(List.of("Rome"), 1, List.of("Lima"), 1, List.of("Oslo"), 1, List.of("Bonn"), 1),
                new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static List<Sentence> sentences() {
        List<Sentence> sentences = new ArrayList<>();
        for (String name : List.of("Idris", "Weber", "Cato")) {
            for (String town : List.of("Oslo", "Bonn")) {
                sentences.add(sentence("Mr " + name + " went to " + town + " .", "O", "B-PER", "O", "O", "B-LOC", "O"));
                sentences.add(sentence("We met in " + town + " .", "O", "O", "O", "B-LOC", "O"));
                sentences.add(sentence("We met .", "O", "O", "O"));
            }
        }
        return sentences;
    }

    private static Sentence sentence(String words, String... tags) {
        return new Sentence(words.split(" ", -1), Corpus.labels(List.of(tags)));
    }
}
