package dateline.ingest.extract.training;

import dateline.ingest.extract.block.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Mean precision and recall of texts in runs of four words, each page counting the same, and the harmonic mean of the two. */
final class BodyScore {

    private double precisions;
    private int predicted;
    private double recalls;
    private int known;

    void add(String found, String wanted) {
        Map<String, Integer> have = runs(found);
        Map<String, Integer> want = runs(wanted);
        int hits = 0;
        for (Map.Entry<String, Integer> run : have.entrySet()) {
            hits += Math.min(run.getValue(), want.getOrDefault(run.getKey(), 0));
        }
        int haveAll = have.values().stream().mapToInt(Integer::intValue).sum();
        int wantAll = want.values().stream().mapToInt(Integer::intValue).sum();
        if (haveAll > 0) {
            precisions += hits / (double) haveAll;
            predicted++;
        }
        if (wantAll > 0) {
            recalls += hits / (double) wantAll;
            known++;
        }
    }

    double precision() {
        return precisions / Math.max(1, predicted);
    }

    double recall() {
        return recalls / Math.max(1, known);
    }

    double f1() {
        double sum = precision() + recall();
        return sum == 0 ? 0 : 2 * precision() * recall() / sum;
    }

    int pages() {
        return known;
    }

    private static Map<String, Integer> runs(String text) {
        List<String> words = Words.of(text);
        Map<String, Integer> runs = new HashMap<>();
        if (words.isEmpty()) {
            return runs;
        }
        for (int i = 0; i < Math.max(1, words.size() - Words.RUN + 1); i++) {
            runs.merge(String.join(" ", words.subList(i, Math.min(words.size(), i + Words.RUN))), 1, Integer::sum);
        }
        return runs;
    }
}
