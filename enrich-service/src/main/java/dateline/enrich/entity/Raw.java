package dateline.enrich.entity;

import dateline.enrich.text.Span;

/**
 * A mention before the document's mentions are put together.
 *
 * @param span where
 * @param type of what
 * @param known what the lexicon says of it, or null
 * @param role the title or office given with it, or null
 * @param acronym the short form that the text defines here, for the long form and for itself, or null
 * @param confidence from 0 to 1
 */
record Raw(Span span, EntityType type, Lexicon.Entry known, String role, String acronym, double confidence) {

    /** Whether the text itself or the lexicon says what it is, so that no vote is needed. */
    boolean isExplained() {
        return acronym != null || (type == EntityType.PERSON && role != null) || isNamedInLexicon();
    }

    /** Whether the lexicon knows it as more than one of many towns of that name. */
    boolean isNamedInLexicon() {
        return known != null && known.kind() != Lexicon.Kind.CITY;
    }
}
