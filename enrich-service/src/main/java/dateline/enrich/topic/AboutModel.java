package dateline.enrich.topic;

import dateline.enrich.encoder.SentenceEncoder;

/**
 * Tells how sure it is that an English release is about each top-level topic, from three scores: what training has learnt of vectors, the
 * likeness to the concepts' labels, and the phrases found. Thread-safe.
 */
final class AboutModel {

    // Measured by cross-validation on labelled news: the three together do better than any two.
    private static final double LEARNT = 0.6;
    private static final double LABELS = 0.4;
    private static final double PHRASES = 0.2;

    private final SentenceEncoder encoder;
    private final TopicHead head;
    private final ConceptVectors concepts;
    private final float[] weights;

    /** What a release is like. */
    static final class Reading {
        private final double[] confidence;
        private final float[] unusual;

        private Reading(double[] confidence, float[] unusual) {
            this.confidence = confidence;
            this.unusual = unusual;
        }

        /** How sure each top level is, from 0 to 1. */
        double[] confidence() {
            return confidence;
        }

        /** How much more than mixed news it is like each concept. */
        float[] unusual() {
            return unusual;
        }
    }

    AboutModel(SentenceEncoder encoder, MediaTopics topics, TopicHead head) {
        this(encoder, head, new ConceptVectors(topics, encoder, head.backgroundVector()));
    }

    AboutModel(SentenceEncoder encoder, TopicHead head, ConceptVectors concepts) {
        if (!head.model().equals(SentenceEncoder.MODEL)) {
            throw new IllegalArgumentException(
                    "a topic head for the encoder " + head.model() + ", not for " + SentenceEncoder.MODEL);
        }
        if (!head.tops().equals(concepts.tops())) {
            throw new IllegalArgumentException("a topic head for other top levels: " + head.tops());
        }
        this.encoder = encoder;
        this.head = head;
        this.concepts = concepts;
        this.weights = head.weightRows();
    }

    String version() {
        return head.version();
    }

    ConceptVectors concepts() {
        return concepts;
    }

    /**
     * Reads a release.
     *
     * @param lead its title and the beginning of its news
     * @param phrases what the phrases say of each top level, from 0 to 1
     */
    Reading read(String lead, double[] phrases) {
        float[] vector = encoder.encode(lead);
        float[] unusual = concepts.unusual(vector);
        return new Reading(confidence(fused(learnt(vector), concepts.tops(unusual), phrases)), unusual);
    }

    double[] learnt(float[] vector) {
        return Ridge.apply(weights, concepts.background(), vector, head.tops().size());
    }

    double[] fused(double[] learnt, double[] labels, double[] phrases) {
        double[] fused = new double[learnt.length];
        for (int i = 0; i < fused.length; i++) {
            fused[i] = LEARNT * scaled(learnt[i], 0) + LABELS * scaled(labels[i], 1) + PHRASES * scaled(phrases[i], 2);
        }
        return fused;
    }

    private double scaled(double score, int which) {
        return (score - head.scales().get(2 * which)) / head.scales().get(2 * which + 1);
    }

    private double[] confidence(double[] fused) {
        double[] confidence = new double[fused.length];
        for (int i = 0; i < fused.length; i++) {
            double[] features = features(fused, i);
            double sum = 0;
            for (int f = 0; f < features.length; f++) {
                sum += head.calibration().get(f) * features[f];
            }
            confidence[i] = 1 / (1 + Math.exp(-sum));
        }
        return confidence;
    }

    /** What a confidence is made of: a constant, the score, and its lead over the best other. */
    static double[] features(double[] fused, int index) {
        double other = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < fused.length; i++) {
            other = i == index ? other : Math.max(other, fused[i]);
        }
        return new double[] {1, fused[index], fused[index] - other};
    }
}
