package dateline.enrich.topic;

/**
 * Least squares with a penalty on the distance from given weights (A. Hoerl and R. Kennard, "Ridge Regression", 1970), the constant
 * unpenalised but for a trace that keeps the equations solvable.
 */
final class Ridge {

    private static final double TRACE = 1e-6;

    private final int dimensions;
    private final int targets;
    private final double[][] gram;
    private final double[][] right;

    Ridge(int dimensions, int targets) {
        this.dimensions = dimensions;
        this.targets = targets;
        this.gram = new double[dimensions + 1][dimensions + 1];
        this.right = new double[dimensions + 1][targets];
    }

    /** An example: its vector less the mean, what it should give, and how much it counts. */
    void add(float[] vector, float[] mean, double[] target, double weight) {
        double[] x = new double[dimensions + 1];
        for (int i = 0; i < dimensions; i++) {
            x[i] = vector[i] - mean[i];
        }
        x[dimensions] = 1;
        for (int i = 0; i <= dimensions; i++) {
            double weighted = weight * x[i];
            for (int j = 0; j <= i; j++) {
                gram[i][j] += weighted * x[j];
            }
            for (int t = 0; t < targets; t++) {
                right[i][t] += weighted * target[t];
            }
        }
    }

    /**
     * The weights, by row of {@code targets} numbers.
     *
     * @param penalty on the squared distance from {@code prior}
     * @param prior weights to stay near to, or null for zero
     */
    float[] solve(double penalty, float[] prior) {
        int n = dimensions + 1;
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = gram[i][j] + (i == j ? (i < dimensions ? penalty : TRACE) : 0);
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
        }
        float[] weights = new float[n * targets];
        double[] x = new double[n];
        for (int t = 0; t < targets; t++) {
            for (int i = 0; i < n; i++) {
                double pull = prior == null ? 0 : (i < dimensions ? penalty : TRACE) * prior[i * targets + t];
                double sum = right[i][t] + pull;
                for (int k = 0; k < i; k++) {
                    sum -= lower[i][k] * x[k];
                }
                x[i] = sum / lower[i][i];
            }
            for (int i = n - 1; i >= 0; i--) {
                double sum = x[i];
                for (int k = i + 1; k < n; k++) {
                    sum -= lower[k][i] * x[k];
                }
                x[i] = sum / lower[i][i];
                weights[i * targets + t] = (float) x[i];
            }
        }
        return weights;
    }

    /** What weights give for a vector. */
    static double[] apply(float[] weights, float[] mean, float[] vector, int targets) {
        double[] result = new double[targets];
        for (int i = 0; i <= vector.length; i++) {
            double x = i < vector.length ? vector[i] - mean[i] : 1;
            for (int t = 0; t < targets; t++) {
                result[t] += x * weights[i * targets + t];
            }
        }
        return result;
    }
}
