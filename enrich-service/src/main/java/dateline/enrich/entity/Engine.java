package dateline.enrich.entity;

import dateline.enrich.entity.crf.AccurateTagger;
import dateline.enrich.entity.crf.CrfTagger;
import dateline.enrich.entity.model.NameTagger;
import org.jboss.logging.Logger;

/** What finds the names of English text. */
public enum Engine {
    /** The accurate one where ONNX Runtime runs, else the fast one, with a warning. */
    AUTO,
    /** An encoder together with a conditional random field; needs ONNX Runtime's native library. */
    ACCURATE,
    /** A conditional random field, in Java alone. */
    FAST,
    /** No model: known names, the words that names are made of, capitals. */
    RULES;

    private static final Logger LOG = Logger.getLogger(Engine.class);

    /**
     * A tagger with this engine; loads its model.
     *
     * @throws LinkageError when the accurate engine is asked for by name and ONNX Runtime does not run here
     */
    public EntityTagger tagger() {
        return switch (this) {
            case AUTO -> EntityTagger.by(bestModel());
            case ACCURATE -> EntityTagger.by(AccurateTagger.load());
            case FAST -> EntityTagger.by(CrfTagger.load());
            case RULES -> EntityTagger.byRules();
        };
    }

    private static NameTagger bestModel() {
        try {
            return AccurateTagger.load();
        } catch (LinkageError e) {
            LOG.warnf("engine=fast wanted=accurate reason=\"ONNX Runtime does not load here: %s\"", e);
            return CrfTagger.load();
        }
    }
}
