package dateline.enrich.entity.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dateline.enrich.entity.model.NameType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recursions against what counting all labellings one by one gives. */
class ChainTest {

    private static final int LENGTH = 3;

    private float[][] scores;
    private float[][] transitions;
    private Chain chain;
    private List<int[]> labellings;

    private void draw(long seed) {
        Random random = new Random(seed);
        scores = matrix(random, LENGTH);
        transitions = matrix(random, Labels.COUNT);
        chain = new Chain(scores, transitions).sum();
        labellings = new ArrayList<>();
        collect(new int[LENGTH], 0);
    }

    private static float[][] matrix(Random random, int rows) {
        float[][] matrix = new float[rows][Labels.COUNT];
        for (float[] row : matrix) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (random.nextGaussian() * 2);
            }
        }
        return matrix;
    }

    private void collect(int[] labels, int next) {
        if (next == LENGTH) {
            labellings.add(labels.clone());
            return;
        }
        for (int label = 0; label < Labels.COUNT; label++) {
            boolean possible = next == 0 ? Labels.begins(label) : Labels.follows(labels[next - 1], label);
            if (possible && (next < LENGTH - 1 || Labels.ends(label))) {
                labels[next] = label;
                collect(labels, next + 1);
            }
        }
    }

    private double score(int[] labels) {
        double score = scores[0][labels[0]];
        for (int i = 1; i < LENGTH; i++) {
            score += transitions[labels[i - 1]][labels[i]] + scores[i][labels[i]];
        }
        return score;
    }

    private double sum(List<int[]> some) {
        return some.stream().mapToDouble(labels -> Math.exp(score(labels))).sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theBestLabellingIsTheBestOfAll(long seed) {
        draw(seed);
        int[] best = labellings.stream()
                .reduce((a, b) -> score(b) > score(a) ? b : a)
                .orElseThrow();

        assertThat(chain.best()).isEqualTo(best);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theSumIsThatOfAllLabellings(long seed) {
        draw(seed);

        assertThat(chain.logSum()).isCloseTo(Math.log(sum(labellings)), within(1e-6));
        assertThat(chain.score(chain.best())).isCloseTo(score(chain.best()), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void probabilitiesAreSharesOfTheSum(long seed) {
        draw(seed);
        double all = sum(labellings);

        for (int word = 0; word < LENGTH; word++) {
            for (int label = 0; label < Labels.COUNT; label++) {
                int at = word;
                int wanted = label;
                List<int[]> those = labellings.stream()
                        .filter(labels -> labels[at] == wanted)
                        .toList();
                assertThat(chain.probability(word, label)).isCloseTo(sum(those) / all, within(1e-6));
                for (int next = 0; next < Labels.COUNT && word + 1 < LENGTH; next++) {
                    int after = next;
                    double pairs = sum(those.stream()
                            .filter(labels -> labels[at + 1] == after)
                            .toList());
                    assertThat(chain.probability(word, label, next)).isCloseTo(pairs / all, within(1e-6));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 9})
    void aNameIsAsLikelyAsTheLabellingsThatHoldIt(long seed) {
        draw(seed);
        int[] name = {
            Labels.OUTSIDE, Labels.of(NameType.PLACE, Labels.FIRST), Labels.of(NameType.PLACE, Labels.LAST),
        };
        List<int[]> those = labellings.stream()
                .filter(labels -> Arrays.equals(labels, 1, 3, name, 1, 3))
                .toList();

        assertThat(chain.probability(name, 1, 3)).isCloseTo(sum(those) / sum(labellings), within(1e-6));
    }
}
