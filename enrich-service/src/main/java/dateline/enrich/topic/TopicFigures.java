package dateline.enrich.topic;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a head is worth. Top-1 is right when the surest top level is among a release's labels. For F1 a right answer is a hit of the
 * level that was told, a wrong one a false hit of it and a miss of the release's first label.
 */
final class TopicFigures {

    private static final int FEW = 5;
    private static final int BINS = 10;

    private TopicFigures() {}

    /**
     * Measures confidences against labels.
     *
     * @param confidence by release and top level, of releases that were held out
     * @return figures by name, from 0 to 1
     */
    static Map<String, Double> of(double[][] confidence, List<TopicTrainer.Labelled> releases) {
        int tops = confidence[0].length;
        double[] hit = new double[tops];
        double[] wrong = new double[tops];
        double[] missed = new double[tops];
        double[] labelled = new double[tops];
        double[] sure = new double[2];
        double[] told = new double[2];
        double[][] bins = new double[BINS][3];
        double labels = 0;
        for (int i = 0; i < confidence.length; i++) {
            TopicTrainer.Labelled release = releases.get(i);
            int best = best(confidence[i]);
            boolean right = release.labels()[best] > 0;
            (right ? hit : wrong)[best]++;
            missed[release.first()] += right ? 0 : 1;
            double[] bin = bins[Math.min(BINS - 1, (int) (confidence[i][best] * BINS))];
            bin[0]++;
            bin[1] += confidence[i][best];
            bin[2] += right ? 1 : 0;
            if (confidence[i][best] >= 0.8) {
                sure[0]++;
                sure[1] += right ? 1 : 0;
            }
            for (int top = 0; top < tops; top++) {
                labelled[top] += release.labels()[top];
                labels += release.labels()[top];
                if (confidence[i][top] >= 0.5) {
                    told[0]++;
                    told[1] += release.labels()[top];
                }
            }
        }
        return Map.of(
                "top-1",
                Arrays.stream(hit).sum() / confidence.length,
                "macro-F1",
                macro(hit, wrong, missed, labelled, 1),
                "macro-F1 of top levels with " + FEW + " releases",
                macro(hit, wrong, missed, labelled, FEW),
                "expected calibration error",
                Arrays.stream(bins)
                                .mapToDouble(bin -> Math.abs(bin[1] - bin[2]))
                                .sum()
                        / confidence.length,
                "precision at confidence .5",
                told[1] / Math.max(1, told[0]),
                "recall at confidence .5",
                told[1] / labels,
                "top-1 at confidence .8",
                sure[1] / Math.max(1, sure[0]),
                "coverage at confidence .8",
                sure[0] / confidence.length);
    }

    private static int best(double[] confidence) {
        int best = 0;
        for (int i = 1; i < confidence.length; i++) {
            best = confidence[i] > confidence[best] ? i : best;
        }
        return best;
    }

    private static double macro(double[] hit, double[] wrong, double[] missed, double[] labelled, int fewest) {
        return IntStream.range(0, hit.length)
                .filter(top -> labelled[top] >= fewest)
                .mapToDouble(top -> hit[top] == 0 ? 0 : 2 * hit[top] / (2 * hit[top] + wrong[top] + missed[top]))
                .average()
                .orElse(0);
    }
}
