package dateline.enrich.entity.crf;

import dateline.enrich.entity.model.Name;
import java.util.Arrays;
import java.util.List;

/**
 * A sentence as a chain of labels with scores. It finds the best labelling (Viterbi) and, by the forward-backward recursion, how likely a
 * piece of one is (Rabiner: A tutorial on hidden Markov models, 1989). Labellings that break a name are impossible.
 */
final class Chain {

    private static final int LABELS = Labels.COUNT;
    private static final double IMPOSSIBLE = Double.NEGATIVE_INFINITY;

    private final float[][] scores;
    private final float[][] transitions;
    private final int length;

    // Filled by sum(): all of one word scaled by the same factor, so that nothing overflows.
    private double[][] emit;
    private double[][] step;
    private double[][] forward;
    private double[][] backward;
    private double[] norm;
    private double logSum;

    /**
     * A chain.
     *
     * @param scores of each label at each word, at least one
     * @param transitions of each label followed by each
     */
    Chain(float[][] scores, float[][] transitions) {
        this.scores = scores;
        this.transitions = transitions;
        this.length = scores.length;
    }

    /** The labels of the likeliest labelling. */
    int[] best() {
        int[][] from = new int[length][LABELS];
        double[] last = new double[LABELS];
        for (int label = 0; label < LABELS; label++) {
            last[label] = Labels.begins(label) ? scores[0][label] : IMPOSSIBLE;
        }
        for (int i = 1; i < length; i++) {
            double[] next = new double[LABELS];
            for (int label = 0; label < LABELS; label++) {
                double most = IMPOSSIBLE;
                for (int before = 0; before < LABELS; before++) {
                    if (Labels.follows(before, label) && last[before] + transitions[before][label] > most) {
                        most = last[before] + transitions[before][label];
                        from[i][label] = before;
                    }
                }
                next[label] = most + scores[i][label];
            }
            last = next;
        }
        int[] labels = new int[length];
        for (int label = 1; label < LABELS; label++) {
            if (Labels.ends(label) && last[label] > last[labels[length - 1]]) {
                labels[length - 1] = label;
            }
        }
        for (int i = length - 1; i > 0; i--) {
            labels[i - 1] = from[i][labels[i]];
        }
        return labels;
    }

    /**
     * Adds the names of the likeliest labelling, each with its probability.
     *
     * @param offset of the chain's first word in the sentence
     */
    void names(int offset, List<Name> found) {
        int[] labels = best();
        boolean summed = false;
        for (int i = 0; i < labels.length; ) {
            int end = i + 1;
            if (labels[i] != Labels.OUTSIDE) {
                while (!Labels.ends(labels[end - 1])) {
                    end++;
                }
                if (!summed) {
                    sum();
                    summed = true;
                }
                found.add(new Name(offset + i, offset + end, Labels.type(labels[i]), probability(labels, i, end)));
            }
            i = end;
        }
    }

    /** Sums over all labellings; afterwards the probabilities can be asked for. */
    Chain sum() {
        step = new double[LABELS][LABELS];
        for (int a = 0; a < LABELS; a++) {
            for (int b = 0; b < LABELS; b++) {
                step[a][b] = Labels.follows(a, b) ? Math.exp(transitions[a][b]) : 0;
            }
        }
        emit = new double[length][LABELS];
        forward = new double[length][LABELS];
        backward = new double[length][LABELS];
        norm = new double[length];
        logSum = 0;
        goForward();
        goBackward();
        return this;
    }

    private void goForward() {
        for (int i = 0; i < length; i++) {
            double most = IMPOSSIBLE;
            for (float score : scores[i]) {
                most = Math.max(most, score);
            }
            for (int label = 0; label < LABELS; label++) {
                emit[i][label] = Math.exp(scores[i][label] - most);
                double reached = i == 0 ? (Labels.begins(label) ? 1 : 0) : 0;
                for (int before = 0; i > 0 && before < LABELS; before++) {
                    reached += forward[i - 1][before] * step[before][label];
                }
                boolean possible = i < length - 1 || Labels.ends(label);
                forward[i][label] = possible ? reached * emit[i][label] : 0;
                norm[i] += forward[i][label];
            }
            for (int label = 0; label < LABELS; label++) {
                forward[i][label] /= norm[i];
            }
            logSum += most + Math.log(norm[i]);
        }
    }

    private void goBackward() {
        Arrays.fill(backward[length - 1], 1);
        for (int i = length - 2; i >= 0; i--) {
            for (int label = 0; label < LABELS; label++) {
                double reached = 0;
                for (int after = 0; after < LABELS; after++) {
                    // At the end of the chain the labels that cannot end it count nothing.
                    if (i + 1 < length - 1 || Labels.ends(after)) {
                        reached += step[label][after] * emit[i + 1][after] * backward[i + 1][after];
                    }
                }
                backward[i][label] = reached / norm[i + 1];
            }
        }
    }

    /** The logarithm of the sum of the exponentials of the scores of all labellings. */
    double logSum() {
        return logSum;
    }

    /** The score of one labelling. */
    double score(int[] labels) {
        double score = scores[0][labels[0]];
        for (int i = 1; i < length; i++) {
            score += transitions[labels[i - 1]][labels[i]] + scores[i][labels[i]];
        }
        return score;
    }

    /** How likely a word bears a label. */
    double probability(int word, int label) {
        return forward[word][label] * backward[word][label];
    }

    /** How likely a word bears the one label and the next the other. */
    double probability(int word, int label, int next) {
        boolean possible = word + 1 < length - 1 || Labels.ends(next);
        return possible
                ? forward[word][label]
                        * step[label][next]
                        * emit[word + 1][next]
                        * backward[word + 1][next]
                        / norm[word + 1]
                : 0;
    }

    /** How likely the words from the one to before the other bear just these labels, whatever stands around them. */
    double probability(int[] labels, int from, int to) {
        double probability = forward[from][labels[from]];
        for (int i = from + 1; i < to; i++) {
            probability *= step[labels[i - 1]][labels[i]] * emit[i][labels[i]] / norm[i];
        }
        return Math.min(1, probability * backward[to - 1][labels[to - 1]]);
    }
}
