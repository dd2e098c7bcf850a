package dateline.enrich.topic;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Makes confidences of scores: logistic regression by Newton's method (J. Platt, "Probabilistic Outputs for Support Vector Machines",
 * 1999) on {@link AboutModel#features}.
 */
final class Calibration {

    private static final int NEWTON_STEPS = 50;
    private static final double PENALTY = 1e-3;

    private Calibration() {}

    // Logistic regression by Newton's method (J. Platt, "Probabilistic Outputs", 1999) over all pairs of release and
    // top level.
    static double[] fit(double[][] fused, List<TopicTrainer.Labelled> releases, IntPredicate taken) {
        double[] weights = new double[3];
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double[] slope = new double[3];
            double[][] curve = new double[3][3];
            for (int f = 0; f < 3; f++) {
                slope[f] = PENALTY * weights[f];
                curve[f][f] = PENALTY;
            }
            for (int i = 0; i < fused.length; i++) {
                for (int top = 0; taken.test(i) && top < fused[i].length; top++) {
                    double[] x = AboutModel.features(fused[i], top);
                    double p = logistic(x, weights);
                    for (int f = 0; f < 3; f++) {
                        slope[f] += (p - releases.get(i).labels()[top]) * x[f];
                        for (int g = 0; g < 3; g++) {
                            curve[f][g] += p * (1 - p) * x[f] * x[g];
                        }
                    }
                }
            }
            double[] change = solve(curve, slope);
            for (int f = 0; f < 3; f++) {
                weights[f] -= change[f];
            }
        }
        return weights;
    }

    /** The confidence that fitted weights give for features. */
    static double logistic(double[] x, double[] weights) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * weights[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    // Three equations, positive definite.
    private static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[] x = right.clone();
        double[][] rows = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double factor = rows[j][i] / rows[i][i];
                for (int k = i; k < n; k++) {
                    rows[j][k] -= factor * rows[i][k];
                }
                x[j] -= factor * x[i];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= rows[i][k] * x[k];
            }
            x[i] /= rows[i][i];
        }
        return x;
    }
}
