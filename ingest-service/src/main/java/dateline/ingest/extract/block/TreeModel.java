package dateline.ingest.extract.block;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A sum of small decision trees whose logistic is the probability that a block belongs to the article (gradient boosting:
 * J. Friedman, "Greedy Function Approximation", Annals of Statistics 29, 2001).
 *
 * <p>The file is text: comment lines begin with {@code #}; then one line {@code features NAME ...}, one {@code base NUMBER},
 * and one line a tree, its nodes parted by spaces in the order in which they are first reached from the left: a leaf is its
 * value, an inner node is {@code feature:threshold}; values up to the threshold go left, and so to the next node.
 */
public final class TreeModel {

    private static final String SHIPPED = "/dateline/ingest/extract/blocks.model";

    /**
     * One tree as arrays; {@code feature} is -1 at a leaf, where {@code value} is what it adds, else the threshold. The left
     * child of a node is the next one.
     */
    @SuppressWarnings("ArrayRecordComponent") // read for every block; the record never leaves the model
    private record Tree(int[] feature, float[] value, int[] right) {
        double of(float[] row) {
            int node = 0;
            while (feature[node] >= 0) {
                node = row[feature[node]] <= value[node] ? node + 1 : right[node];
            }
            return value[node];
        }
    }

    private final double base;
    private final List<Tree> trees;

    private TreeModel(double base, List<Tree> trees) {
        this.base = base;
        this.trees = trees;
    }

    /**
     * The model that comes with the service.
     *
     * @return the model
     */
    public static TreeModel shipped() {
        try (InputStream in = TreeModel.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("the model is not among the resources: " + SHIPPED);
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a model.
     *
     * @param file the content of a model's file
     * @return the model
     * @throws IllegalArgumentException when it was trained on other features than those of this program
     */
    public static TreeModel read(String file) {
        double base = 0;
        List<Tree> trees = new ArrayList<>();
        List<String> lines = new BufferedReader(new InputStreamReader(
                        new java.io.ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8))
                .lines()
                .toList();
        for (String line : lines) {
            if (line.startsWith("features ")) {
                List<String> names =
                        List.of(line.substring("features ".length()).split(" ", -1));
                if (!names.equals(PageFeatures.names())) {
                    throw new IllegalArgumentException("the model knows other features; train it again");
                }
            } else if (line.startsWith("base ")) {
                base = Double.parseDouble(line.substring("base ".length()));
            } else if (!line.startsWith("#") && !line.isBlank()) {
                trees.add(tree(line));
            }
        }
        return new TreeModel(base, trees);
    }

    private static Tree tree(String line) {
        String[] nodes = line.split(" ", -1);
        int[] feature = new int[nodes.length];
        float[] value = new float[nodes.length];
        int[] right = new int[nodes.length];
        // Inner nodes whose left side is being read; the node after a finished left side is the right child.
        int[] open = new int[nodes.length + 1];
        int depth = 0;
        for (int i = 0; i < nodes.length; i++) {
            int colon = nodes[i].indexOf(':');
            if (colon >= 0) {
                feature[i] = Integer.parseInt(nodes[i].substring(0, colon));
                value[i] = Float.parseFloat(nodes[i].substring(colon + 1));
                open[depth++] = i;
            } else {
                feature[i] = -1;
                value[i] = Float.parseFloat(nodes[i]);
                if (depth > 0) {
                    right[open[--depth]] = i + 1;
                }
            }
        }
        return new Tree(feature, value, right);
    }

    /**
     * The number of trees.
     *
     * @return how many there are
     */
    public int size() {
        return trees.size();
    }

    /**
     * The probability of one block.
     *
     * @param row its measures, in the order of {@link PageBlocks#featureNames()}
     * @return 0 to 1
     */
    public double probability(float[] row) {
        double sum = base;
        for (Tree tree : trees) {
            sum += tree.of(row);
        }
        return 1 / (1 + Math.exp(-sum));
    }
}
