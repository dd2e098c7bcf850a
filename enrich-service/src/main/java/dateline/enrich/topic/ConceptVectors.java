package dateline.enrich.topic;

import dateline.enrich.encoder.SentenceEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The concepts' English labels as vectors. A release's likeness to a concept is the cosine of their vectors less that of the concept
 * and mixed news, since some labels lie close to everything; its likeness to a top level is the mean of the ten likest concepts there.
 */
final class ConceptVectors {

    private static final int LIKEST = 10;

    private final List<MediaTopics.Concept> concepts;
    private final List<String> tops;
    private final int[] topOf;
    private final float[][] vectors;
    private final float[] background;
    private final float[] usual;

    /** Encodes the labels, which takes a second or two. */
    ConceptVectors(MediaTopics topics, SentenceEncoder encoder, float[] background) {
        this.concepts = topics.concepts().stream()
                .sorted(Comparator.comparing(MediaTopics.Concept::code))
                .toList();
        this.tops = concepts.stream()
                .filter(concept -> concept.broader() == null)
                .map(MediaTopics.Concept::code)
                .toList();
        this.topOf = new int[concepts.size()];
        this.vectors = new float[concepts.size()][];
        for (int i = 0; i < vectors.length; i++) {
            topOf[i] = tops.indexOf(topics.top(concepts.get(i).code()));
            vectors[i] = encoder.encode(concepts.get(i).label());
        }
        this.background = background;
        this.usual = likeness(background);
    }

    private ConceptVectors(ConceptVectors same, float[] background) {
        this.concepts = same.concepts;
        this.tops = same.tops;
        this.topOf = same.topOf;
        this.vectors = same.vectors;
        this.background = background;
        this.usual = likeness(background);
    }

    /** The same concepts before another background. */
    ConceptVectors before(float[] otherBackground) {
        return new ConceptVectors(this, otherBackground);
    }

    /** Codes of the top levels in their order. */
    List<String> tops() {
        return tops;
    }

    /** The mean vector of mixed news. */
    float[] background() {
        return background;
    }

    int size() {
        return vectors.length;
    }

    float[] vector(int concept) {
        return vectors[concept];
    }

    /** Index of the top level above the concept. */
    int top(int concept) {
        return topOf[concept];
    }

    /** How much more than mixed news a vector is like each concept. */
    float[] unusual(float[] vector) {
        float[] likeness = likeness(vector);
        for (int i = 0; i < likeness.length; i++) {
            likeness[i] -= usual[i];
        }
        return likeness;
    }

    /** The likeness to each top level. */
    double[] tops(float[] unusual) {
        List<List<Float>> under = new ArrayList<>();
        tops.forEach(top -> under.add(new ArrayList<>()));
        for (int i = 0; i < unusual.length; i++) {
            under.get(topOf[i]).add(unusual[i]);
        }
        return under.stream()
                .mapToDouble(all -> all.stream()
                        .sorted(Comparator.reverseOrder())
                        .limit(LIKEST)
                        .mapToDouble(Float::doubleValue)
                        .average()
                        .orElse(0))
                .toArray();
    }

    /** Likeness by code of the concepts beneath a top level, itself left out. */
    Map<String, Float> beneath(String top, float[] unusual) {
        Map<String, Float> beneath = new HashMap<>();
        int index = tops.indexOf(top);
        for (int i = 0; i < unusual.length; i++) {
            if (topOf[i] == index && concepts.get(i).broader() != null) {
                beneath.put(concepts.get(i).code(), unusual[i]);
            }
        }
        return beneath;
    }

    private float[] likeness(float[] vector) {
        float[] likeness = new float[vectors.length];
        for (int i = 0; i < likeness.length; i++) {
            likeness[i] = dot(vectors[i], vector);
        }
        return likeness;
    }

    private static float dot(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
