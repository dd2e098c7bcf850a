package dateline.ingest.extract.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Gradient boosting of decision trees on the logistic loss. Values are put into at most {@link #BINS} bins of about equal
 * weight; a tree grows at the leaf where a split gains most. Each tree sees a part of the rows and of the features, drawn
 * with the given seed, so the same data gives the same model.
 */
final class BoostedTrees {

    /**
     * How trees are grown.
     *
     * @param trees their number
     * @param leaves the most leaves of a tree
     * @param rate the share of each tree's advice that is taken
     * @param ridge added to the weight of a leaf, in units of the mean row weight
     * @param leastWeight the least weight of a leaf, in the same units
     * @param rowShare the share of rows that a tree sees
     * @param featureShare the share of features that a tree sees
     * @param seed of all draws
     */
    record Settings(
            int trees,
            int leaves,
            double rate,
            double ridge,
            double leastWeight,
            double rowShare,
            double featureShare,
            long seed) {}

    private static final int BINS = 128;

    /** A leaf that may be split, with the rows from {@code start} to {@code end} of the order. */
    private static final class Leaf {
        private final int start;
        private final int end;
        private double gradient;
        private double curvature;
        private double gain;
        private int feature = -1;
        private int bin;
        private float[][] histogram;
        private Leaf left;
        private Leaf right;

        private Leaf(int start, int end) {
            this.start = start;
            this.end = end;
        }
    }

    private final Settings settings;
    private final Random random;
    private final int count;
    private final float[][] cuts;
    private final byte[][] bins;
    private final float[] labels;
    private final float[] weights;
    private final double[] sums;
    private final float[] gradients;
    private final float[] curvatures;
    private final List<String> lines = new ArrayList<>();

    private BoostedTrees(float[][] rows, float[] labels, float[] weights, Settings settings) {
        this.settings = settings;
        this.labels = labels;
        this.weights = weights;
        random = new Random(settings.seed());
        count = rows.length;
        int features = rows[0].length;
        cuts = new float[features][];
        bins = new byte[features][count];
        sums = new double[count];
        gradients = new float[count];
        curvatures = new float[count];
        for (int feature = 0; feature < features; feature++) {
            bin(rows, feature);
        }
    }

    /**
     * Trains.
     *
     * @param rows the measures of each example
     * @param labels 0 to 1 for each example
     * @param weights how much each example counts, 1 on average
     * @return the lines of a model's file from {@code base} on
     */
    static List<String> train(float[][] rows, float[] labels, float[] weights, Settings settings) {
        return new BoostedTrees(rows, labels, weights, settings).grow();
    }

    private void bin(float[][] rows, int feature) {
        float[] sorted = new float[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = rows[i][feature];
        }
        float[] values = sorted.clone();
        Arrays.sort(sorted);
        List<Float> found = new ArrayList<>();
        int step = Math.max(1, count / BINS);
        int last = 0;
        for (int i = 1; i < count && found.size() < BINS - 1; i++) {
            // Two values are parted in the middle, so that small differences of rounding do not matter.
            boolean differs = sorted[i] > sorted[i - 1];
            if (differs && (i - last >= step || (i >= 2 && sorted[i - 1] == sorted[last] && i - last >= 20))) {
                found.add((sorted[i] + sorted[i - 1]) / 2);
                last = i;
            }
        }
        cuts[feature] = new float[found.size()];
        for (int i = 0; i < found.size(); i++) {
            cuts[feature][i] = found.get(i);
        }
        for (int i = 0; i < count; i++) {
            int at = Arrays.binarySearch(cuts[feature], values[i]);
            bins[feature][i] = (byte) (at >= 0 ? at : -at - 1);
        }
    }

    private List<String> grow() {
        double positive = 0;
        double all = 0;
        for (int i = 0; i < count; i++) {
            positive += labels[i] * weights[i];
            all += weights[i];
        }
        double base = Math.log(positive / (all - positive));
        Arrays.fill(sums, base);
        lines.add("base " + base);
        for (int i = 0; i < settings.trees(); i++) {
            tree();
        }
        return lines;
    }

    private void tree() {
        for (int i = 0; i < count; i++) {
            double probability = 1 / (1 + Math.exp(-sums[i]));
            gradients[i] = (float) (weights[i] * (probability - labels[i]));
            curvatures[i] = (float) (weights[i] * Math.max(1e-6, probability * (1 - probability)));
        }
        int[] features = drawFeatures();
        int[] order = drawRows();
        Leaf root = new Leaf(0, order.length);
        total(root, order);
        List<Leaf> leaves = new ArrayList<>(List.of(root));
        root.histogram = histogram(root, order, features);
        findSplit(root, features);
        while (leaves.size() < settings.leaves()) {
            Leaf best = null;
            for (Leaf leaf : leaves) {
                if (leaf.feature >= 0 && (best == null || leaf.gain > best.gain)) {
                    best = leaf;
                }
            }
            if (best == null) {
                break;
            }
            split(best, order);
            leaves.remove(best);
            boolean leftSmaller = best.left.end - best.left.start < best.right.end - best.right.start;
            Leaf small = leftSmaller ? best.left : best.right;
            Leaf large = leftSmaller ? best.right : best.left;
            small.histogram = histogram(small, order, features);
            large.histogram = difference(best.histogram, small.histogram);
            best.histogram = null;
            for (Leaf child : List.of(best.left, best.right)) {
                total(child, order);
                findSplit(child, features);
                leaves.add(child);
            }
        }
        StringBuilder line = new StringBuilder();
        write(root, line);
        lines.add(line.toString().strip());
        for (int i = 0; i < count; i++) {
            Leaf leaf = root;
            while (leaf.left != null) {
                leaf = (bins[leaf.feature][i] & 0xff) <= leaf.bin ? leaf.left : leaf.right;
            }
            sums[i] += value(leaf);
        }
    }

    private double value(Leaf leaf) {
        double value = -settings.rate() * leaf.gradient / (leaf.curvature + settings.ridge());
        // As in the file, so that the rest of the training corrects what rounding does.
        return Math.round(value * 1e4) / 1e4;
    }

    private void write(Leaf leaf, StringBuilder line) {
        if (leaf.left == null) {
            line.append((float) value(leaf)).append(' ');
        } else {
            line.append(leaf.feature)
                    .append(':')
                    .append(cuts[leaf.feature][leaf.bin])
                    .append(' ');
            write(leaf.left, line);
            write(leaf.right, line);
        }
    }

    private int[] drawFeatures() {
        int[] all = new int[bins.length];
        for (int i = 0; i < all.length; i++) {
            int other = random.nextInt(i + 1);
            all[i] = all[other];
            all[other] = i;
        }
        return Arrays.copyOf(all, (int) Math.ceil(all.length * settings.featureShare()));
    }

    private int[] drawRows() {
        int[] rows = new int[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            if (random.nextDouble() < settings.rowShare()) {
                rows[size++] = i;
            }
        }
        return Arrays.copyOf(rows, size);
    }

    private void total(Leaf leaf, int[] order) {
        for (int i = leaf.start; i < leaf.end; i++) {
            leaf.gradient += gradients[order[i]];
            leaf.curvature += curvatures[order[i]];
        }
    }

    /** The sums of each bin of each drawn feature: those of gradients, then those of curvatures. */
    private float[][] histogram(Leaf leaf, int[] order, int[] features) {
        float[][] histogram = new float[features.length][];
        for (int f = 0; f < features.length; f++) {
            float[] sums0 = new float[2 * BINS];
            byte[] column = bins[features[f]];
            for (int i = leaf.start; i < leaf.end; i++) {
                int row = order[i];
                int bin = (column[row] & 0xff) * 2;
                sums0[bin] += gradients[row];
                sums0[bin + 1] += curvatures[row];
            }
            histogram[f] = sums0;
        }
        return histogram;
    }

    private static float[][] difference(float[][] whole, float[][] part) {
        for (int f = 0; f < whole.length; f++) {
            for (int i = 0; i < whole[f].length; i++) {
                whole[f][i] -= part[f][i];
            }
        }
        return whole;
    }

    private void findSplit(Leaf leaf, int[] features) {
        double parent = leaf.gradient * leaf.gradient / (leaf.curvature + settings.ridge());
        for (int f = 0; f < features.length; f++) {
            float[] sums0 = leaf.histogram[f];
            double left = 0;
            double leftCurvature = 0;
            for (int bin = 0; bin < cuts[features[f]].length; bin++) {
                left += sums0[2 * bin];
                leftCurvature += sums0[2 * bin + 1];
                double right = leaf.gradient - left;
                double rightCurvature = leaf.curvature - leftCurvature;
                if (leftCurvature < settings.leastWeight() || rightCurvature < settings.leastWeight()) {
                    continue;
                }
                double gain = left * left / (leftCurvature + settings.ridge())
                        + right * right / (rightCurvature + settings.ridge())
                        - parent;
                if (gain > leaf.gain + 1e-9) {
                    leaf.gain = gain;
                    leaf.feature = features[f];
                    leaf.bin = bin;
                }
            }
        }
    }

    private void split(Leaf leaf, int[] order) {
        byte[] column = bins[leaf.feature];
        int[] kept = new int[leaf.end - leaf.start];
        int low = leaf.start;
        int high = 0;
        for (int i = leaf.start; i < leaf.end; i++) {
            if ((column[order[i]] & 0xff) <= leaf.bin) {
                order[low++] = order[i];
            } else {
                kept[high++] = order[i];
            }
        }
        System.arraycopy(kept, 0, order, low, high);
        leaf.left = new Leaf(leaf.start, low);
        leaf.right = new Leaf(low, leaf.end);
    }
}
