package dateline.enrich.entity.crf;

import dateline.enrich.entity.crf.Corpus.Sentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Fits the weights of a conditional random field by stochastic gradient ascent on the log-likelihood, each weight with its own step
 * (AdaGrad; Duchi, Hazan, Singer: Adaptive subgradient methods, 2011) and an L2 penalty; the weights of the last epochs are averaged.
 * Seeded: the same data give the same weights.
 */
final class CrfTrainer {

    /**
     * How it trains.
     *
     * @param epochs passes over the sentences
     * @param averaged epochs at the end whose weights are averaged, at least one
     * @param rate the first step of a weight
     * @param penalty of the square of a weight, at each word that has its feature
     * @param leastCount times that a feature must be seen
     * @param seed of the order of the sentences
     */
    record Settings(int epochs, int averaged, double rate, double penalty, int leastCount, long seed) {}

    /**
     * What was learnt.
     *
     * @param hashes of the features, cut
     * @param weights of each feature and label, the labels of one feature together
     * @param transitions of each label followed by each
     */
    @SuppressWarnings("ArrayRecordComponent") // large, and never compared
    record Fit(long[] hashes, float[] weights, float[][] transitions) {}

    // The numbers of the features at each word.
    @SuppressWarnings("ArrayRecordComponent") // large, and never compared
    private record Example(int[][] features, int[] labels) {}

    private static final int LABELS = Labels.COUNT;
    private static final int MOST_FEATURES = 24_000_000;
    private static final float FIRST_SQUARE = 1e-2f;

    private final Settings settings;
    private final Clusters clusters;
    private final Gazetteer gazetteer;
    private final Random random;

    private float[] weights;
    private float[] squares;
    private final float[][] transitions = new float[LABELS][LABELS];
    private final double[][] transitionSquares = new double[LABELS][LABELS];

    CrfTrainer(Settings settings, Clusters clusters, Gazetteer gazetteer) {
        this.settings = settings;
        this.clusters = clusters;
        this.gazetteer = gazetteer;
        random = new Random(settings.seed());
        for (double[] row : transitionSquares) {
            Arrays.fill(row, FIRST_SQUARE);
        }
    }

    /** Learns from the sentences. */
    Fit fit(List<Sentence> sentences) {
        HashIndex kept = new HashIndex(MOST_FEATURES / 4);
        long[] hashes = countedOften(sentences);
        int[] numbers = new int[kept.slots()];
        for (int number = 0; number < hashes.length; number++) {
            numbers[kept.add(hashes[number])] = number;
        }
        List<Example> examples = new ArrayList<>(sentences.size());
        for (Sentence sentence : sentences) {
            examples.add(example(sentence, kept, numbers));
        }
        weights = new float[hashes.length * LABELS];
        squares = new float[hashes.length * LABELS];
        Arrays.fill(squares, FIRST_SQUARE);
        float[] sum = new float[weights.length];
        float[][] transitionSum = new float[LABELS][LABELS];
        System.out.println("sentences=" + sentences.size() + " features=" + hashes.length);
        for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
            Collections.shuffle(examples, random);
            double likelihood = 0;
            for (Example example : examples) {
                likelihood += learn(example);
            }
            System.out.printf("epoch=%d likelihood=%.4f%n", epoch, likelihood / examples.size());
            if (epoch > settings.epochs() - settings.averaged()) {
                add(sum, weights, settings.averaged());
                for (int label = 0; label < LABELS; label++) {
                    add(transitionSum[label], transitions[label], settings.averaged());
                }
            }
        }
        return new Fit(hashes, sum, transitionSum);
    }

    private static void add(float[] sum, float[] values, int share) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i] / share;
        }
    }

    private long[] countedOften(List<Sentence> sentences) {
        HashIndex seen = new HashIndex(MOST_FEATURES);
        byte[] counts = new byte[seen.slots()];
        long[] often = new long[1 << 20];
        int size = 0;
        long[] found = new long[Features.MOST];
        for (Sentence sentence : sentences) {
            Features features = new Features(sentence.words(), clusters, gazetteer);
            for (int i = 0; i < sentence.words().length; i++) {
                int count = features.write(i, found);
                for (int f = 0; f < count; f++) {
                    int slot = seen.add(found[f]);
                    if (counts[slot] < settings.leastCount() && ++counts[slot] == settings.leastCount()) {
                        often = size == often.length ? Arrays.copyOf(often, 2 * size) : often;
                        often[size++] = HashIndex.cut(found[f]);
                    }
                }
            }
        }
        return Arrays.copyOf(often, size);
    }

    private Example example(Sentence sentence, HashIndex kept, int[] numbers) {
        int length = sentence.words().length;
        int[][] features = new int[length][];
        long[] found = new long[Features.MOST];
        int[] known = new int[Features.MOST];
        Features reader = new Features(sentence.words(), clusters, gazetteer);
        for (int i = 0; i < length; i++) {
            int count = reader.write(i, found);
            int size = 0;
            for (int f = 0; f < count; f++) {
                int slot = kept.find(found[f]);
                if (slot >= 0) {
                    known[size++] = numbers[slot];
                }
            }
            features[i] = Arrays.copyOf(known, size);
        }
        return new Example(features, sentence.labels());
    }

    // One step; the log-likelihood of the sentence before it.
    private double learn(Example example) {
        int length = example.labels().length;
        float[][] scores = new float[length][LABELS];
        for (int i = 0; i < length; i++) {
            for (int feature : example.features()[i]) {
                int at = feature * LABELS;
                for (int label = 0; label < LABELS; label++) {
                    scores[i][label] += weights[at + label];
                }
            }
        }
        Chain chain = new Chain(scores, transitions).sum();
        double likelihood = chain.score(example.labels()) - chain.logSum();
        double[][] gradient = scoreGradient(chain, example.labels());
        double[][] transitionGradient = transitionGradient(chain, example.labels());
        for (int i = 0; i < length; i++) {
            for (int feature : example.features()[i]) {
                step(feature * LABELS, gradient[i]);
            }
        }
        for (int a = 0; a < LABELS; a++) {
            for (int b = 0; b < LABELS; b++) {
                double g = transitionGradient[a][b];
                transitionSquares[a][b] += g * g;
                transitions[a][b] += (float) (settings.rate() * g / Math.sqrt(transitionSquares[a][b]));
            }
        }
        return likelihood;
    }

    private void step(int at, double[] gradient) {
        for (int label = 0; label < LABELS; label++) {
            double g = gradient[label] - settings.penalty() * weights[at + label];
            squares[at + label] += (float) (g * g);
            weights[at + label] += (float) (settings.rate() * g / Math.sqrt(squares[at + label]));
        }
    }

    /** How the log-likelihood of the labels grows with the score of each label at each word. */
    static double[][] scoreGradient(Chain chain, int[] labels) {
        double[][] gradient = new double[labels.length][LABELS];
        for (int i = 0; i < labels.length; i++) {
            for (int label = 0; label < LABELS; label++) {
                gradient[i][label] = (labels[i] == label ? 1 : 0) - chain.probability(i, label);
            }
        }
        return gradient;
    }

    /** How the log-likelihood of the labels grows with the score of each label followed by each. */
    static double[][] transitionGradient(Chain chain, int[] labels) {
        double[][] gradient = new double[LABELS][LABELS];
        for (int i = 0; i + 1 < labels.length; i++) {
            for (int a = 0; a < LABELS; a++) {
                for (int b = 0; b < LABELS; b++) {
                    gradient[a][b] -= chain.probability(i, a, b);
                }
            }
            gradient[labels[i]][labels[i + 1]] += 1;
        }
        return gradient;
    }
}
