package dateline.enrich.topic;

import dateline.enrich.encoder.SentenceEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Fits a {@link TopicHead} to labelled releases: ridge regression on their vectors and, since some top levels have few releases or none,
 * on the vectors of the concepts' own labels. A head that exists already can be refitted: the new weights stay near its own where the
 * releases say nothing. All figures come from cross-validation with folds drawn by a fixed seed.
 */
final class TopicTrainer {

    private static final int FOLDS = 5;
    private static final int REPEATS = 4;
    private static final double PENALTY = 1;
    // All labels of a top level together count as this many releases.
    private static final double LABELS_COUNT = 4;
    // A lead written for training counts as a release.
    private static final double BESIDE_COUNT = 1;

    /** A release whose top levels are known. */
    static final class Labelled {
        private final float[] vector;
        private final double[] said;
        private final double[] labels;
        private final int first;

        /**
         * As read.
         *
         * @param vector of its title and lead
         * @param said what phrases say of each top level
         * @param labels 1 for each top level that it is about, else 0
         * @param first index of the first label given
         */
        Labelled(float[] vector, double[] said, double[] labels, int first) {
            this.vector = vector;
            this.said = said;
            this.labels = labels;
            this.first = first;
        }

        double[] said() {
            return said;
        }

        double[] labels() {
            return labels;
        }

        int first() {
            return first;
        }
    }

    private final SentenceEncoder encoder;
    private final ConceptVectors concepts;
    private final float[] labelMean;
    private final TopicHead prior;
    private final List<Labelled> beside;

    /**
     * Trains before the concepts' background, from the prior head's weights or, where it is null, from nothing.
     *
     * @param beside releases that every fold is trained on and none is measured on
     */
    TopicTrainer(SentenceEncoder encoder, ConceptVectors concepts, TopicHead prior, List<Labelled> beside) {
        this.beside = List.copyOf(beside);
        this.encoder = encoder;
        this.concepts = concepts;
        this.prior = prior;
        this.labelMean = mean(
                IntStream.range(0, concepts.size()).mapToObj(concepts::vector).toList());
    }

    /** The mean of vectors. */
    static float[] mean(List<float[]> vectors) {
        float[] mean = new float[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / vectors.size();
            }
        }
        return mean;
    }

    /**
     * The head for the releases.
     *
     * @param version that its events are to say
     * @param vocabulary version of the Media Topics
     */
    TopicHead train(List<Labelled> releases, String version, String vocabulary) {
        Map<String, Double> figures = new TreeMap<>();
        List<Double> scales = List.of();
        List<Double> calibration = List.of();
        for (int repeat = REPEATS - 1; repeat >= 0; repeat--) {
            int[] folds = folds(releases.size(), repeat);
            double[][] learnt = heldOut(releases, folds);
            double[][] labels = releases.stream()
                    .map(release -> concepts.tops(concepts.unusual(release.vector)))
                    .toArray(double[][]::new);
            // A few releases of one house say little about how far scores spread.
            scales = prior == null ? scales(learnt, labels, releases) : prior.scales();
            AboutModel model = new AboutModel(
                    encoder,
                    head(version, vocabulary, new float[0], scales, List.of(0.0, 0.0, 0.0), Map.of()),
                    concepts);
            double[][] fused = new double[releases.size()][];
            for (int i = 0; i < fused.length; i++) {
                fused[i] = model.fused(learnt[i], labels[i], releases.get(i).said);
            }
            double[][] confidence = new double[fused.length][];
            for (int fold = 0; fold < FOLDS; fold++) {
                int held = fold;
                double[] fitted = Calibration.fit(fused, releases, i -> folds[i] != held);
                for (int i = 0; i < fused.length; i++) {
                    confidence[i] = folds[i] == fold ? confidence(fused[i], fitted) : confidence[i];
                }
            }
            TopicFigures.of(confidence, releases)
                    .forEach((name, figure) -> figures.merge(name, figure / REPEATS, Double::sum));
            calibration = Arrays.stream(Calibration.fit(fused, releases, any -> true))
                    .boxed()
                    .toList();
        }
        figures.replaceAll((name, figure) -> Math.round(figure * 1000) / 1000.0);
        figures.put("releases", (double) releases.size());
        float[] weights = fit(releases, any -> true);
        return head(version, vocabulary, weights, scales, calibration, figures);
    }

    private TopicHead head(
            String version,
            String vocabulary,
            float[] weights,
            List<Double> scales,
            List<Double> calibration,
            Map<String, Double> figures) {
        float[] all = weights.length > 0
                ? weights
                : new float[(concepts.background().length + 1) * concepts.tops().size()];
        return new TopicHead(
                version,
                SentenceEncoder.MODEL,
                vocabulary,
                concepts.tops(),
                TopicHead.base64(concepts.background()),
                TopicHead.base64(all),
                scales,
                calibration,
                figures);
    }

    private double[][] heldOut(List<Labelled> releases, int[] folds) {
        double[][] learnt = new double[releases.size()][];
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            float[] weights = fit(releases, i -> folds[i] != held);
            for (int i = 0; i < folds.length; i++) {
                if (folds[i] == fold) {
                    learnt[i] = Ridge.apply(
                            weights,
                            concepts.background(),
                            releases.get(i).vector,
                            concepts.tops().size());
                }
            }
        }
        return learnt;
    }

    private float[] fit(List<Labelled> releases, IntPredicate taken) {
        int tops = concepts.tops().size();
        Ridge ridge = new Ridge(concepts.background().length, tops);
        for (int i = 0; i < releases.size(); i++) {
            if (taken.test(i)) {
                ridge.add(releases.get(i).vector, concepts.background(), releases.get(i).labels, 1);
            }
        }
        beside.forEach(release -> ridge.add(release.vector, concepts.background(), release.labels, BESIDE_COUNT));
        int[] under = new int[tops];
        for (int i = 0; i < concepts.size(); i++) {
            under[concepts.top(i)]++;
        }
        for (int i = 0; i < concepts.size(); i++) {
            double[] target = new double[tops];
            target[concepts.top(i)] = 1;
            ridge.add(concepts.vector(i), labelMean, target, LABELS_COUNT / under[concepts.top(i)]);
        }
        return ridge.solve(PENALTY, prior == null ? null : prior.weightRows());
    }

    private static int[] folds(int size, int seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        int[] folds = new int[size];
        for (int i = 0; i < size; i++) {
            folds[order.get(i)] = i % FOLDS;
        }
        return folds;
    }

    private static List<Double> scales(double[][] learnt, double[][] labels, List<Labelled> releases) {
        List<Double> scales = new ArrayList<>();
        for (double[][] scores :
                List.of(learnt, labels, releases.stream().map(Labelled::said).toArray(double[][]::new))) {
            double mean = Arrays.stream(scores)
                    .flatMapToDouble(Arrays::stream)
                    .average()
                    .orElse(0);
            double variance = Arrays.stream(scores)
                    .flatMapToDouble(Arrays::stream)
                    .map(score -> (score - mean) * (score - mean))
                    .average()
                    .orElse(0);
            scales.add(mean);
            scales.add(variance == 0 ? 1 : Math.sqrt(variance));
        }
        return scales;
    }

    private static double[] confidence(double[] fused, double[] calibration) {
        return IntStream.range(0, fused.length)
                .mapToDouble(top -> Calibration.logistic(AboutModel.features(fused, top), calibration))
                .toArray();
    }
}
