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

    /** Words of a release that the encoder reads, a second's work; what follows is left to the field alone. */
    private static final int MOST_ENCODED = 15_000;

    private final CrfModel model;
    private final CrfTagger field;
    private final LabelScores encoder;
    private final float[][] transitions;

    AccurateTagger(CrfModel model, LabelScores encoder) {
        this.model = model;
        this.field = new CrfTagger(model);
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
        int read = readByEncoder(sentences);
        float[][][] encoded = encoder.of(sentences.subList(0, read));
        List<List<Name>> names = new ArrayList<>(sentences.size());
        for (int i = 0; i < read; i++) {
            names.add(names(sentences.get(i), encoded[i]));
        }
        names.addAll(field.tag(sentences.subList(read, sentences.size())));
        return names;
    }

    private static int readByEncoder(List<String[]> sentences) {
        int words = 0;
        int sentence = 0;
        while (sentence < sentences.size() && words + sentences.get(sentence).length <= MOST_ENCODED) {
            words += sentences.get(sentence).length;
            sentence++;
        }
        return sentence;
    }

    private List<Name> names(String[] words, float[][] encoded) {
        List<Name> found = new ArrayList<>();
        for (int start = 0; start < words.length; start += LONGEST) {
            int end = Math.min(words.length, start + LONGEST);
            float[][] scores = model.scores(Arrays.copyOfRange(words, start, end));
            for (int word = start; word < end; word++) {
                for (int label = 0; label < Labels.COUNT; label++) {
                    scores[word - start][label] = FIELD * scores[word - start][label] + ENCODER * encoded[word][label];
                }
            }
            new Chain(scores, transitions).names(start, found);
        }
        return found;
    }
}
