package dateline.enrich.entity.crf;

import dateline.enrich.entity.model.Name;
import dateline.enrich.entity.model.NameTagger;
import dateline.enrich.entity.neural.LabelScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tags names by the sum of two models' scores: the conditional random field, which knows lists of names and clusters of words, and the
 * encoder, which reads the whole sentence. Each mends much of what the other gets wrong.
 */
public final class AccurateTagger implements NameTagger {

    /** Words looked at together; a longer sentence is cut. */
    private static final int LONGEST = 300;

    /** How much each model's score counts; training/README.md says what else was tried. */
    private static final float FIELD = 0.4f;

    private static final float ENCODER = 0.8f;

    private final CrfModel model;
    private final LabelScores encoder;
    private final float[][] transitions;

    AccurateTagger(CrfModel model, LabelScores encoder) {
        this.model = model;
        this.encoder = encoder;
        this.transitions = new float[Labels.COUNT][];
        for (int label = 0; label < Labels.COUNT; label++) {
            transitions[label] = model.transitions()[label].clone();
            for (int next = 0; next < Labels.COUNT; next++) {
                transitions[label][next] *= FIELD;
            }
        }
    }

    /**
     * Reads both models on the class path.
     *
     * @throws LinkageError where this machine cannot run ONNX Runtime
     * @throws IllegalStateException when a model is missing
     */
    public static AccurateTagger load() {
        return new AccurateTagger(CrfTagger.loadModel(), LabelScores.load());
    }

    @Override
    public String version() {
        return encoder.version();
    }

    @Override
    public List<List<Name>> tag(List<String[]> sentences) {
        float[][][] read = encoder.of(sentences);
        List<List<Name>> names = new ArrayList<>(sentences.size());
        for (int i = 0; i < read.length; i++) {
            String[] words = sentences.get(i);
            List<Name> found = new ArrayList<>();
            for (int start = 0; start < words.length; start += LONGEST) {
                int end = Math.min(words.length, start + LONGEST);
                float[][] scores = model.scores(Arrays.copyOfRange(words, start, end));
                for (int word = start; word < end; word++) {
                    for (int label = 0; label < Labels.COUNT; label++) {
                        scores[word - start][label] =
                                FIELD * scores[word - start][label] + ENCODER * read[i][word][label];
                    }
                }
                new Chain(scores, transitions).names(start, found);
            }
            names.add(found);
        }
        return names;
    }
}
