package dateline.enrich.entity;

import dateline.enrich.entity.crf.CrfTagger;

/** What finds the names of English text. */
public enum Engine {
    /** The best there is. */
    AUTO,
    /** A conditional random field, in Java alone. */
    FAST,
    /** No model: known names, the words that names are made of, capitals. */
    RULES;

    /** A tagger with this engine; loads its model. */
    public EntityTagger tagger() {
        return this == RULES ? EntityTagger.byRules() : EntityTagger.by(CrfTagger.load());
    }
}
