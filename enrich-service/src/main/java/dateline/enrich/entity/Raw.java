package dateline.enrich.entity;

import dateline.enrich.text.Span;

/**
 * A mention before the document's mentions are put together.
 *
 * @param span where
 * @param type of what
 * @param known what the lexicon says of it, or null
 * @param role the title or office given with it, or null
 * @param acronym the short form that the text defines for it, or null
 * @param confidence from 0 to 1
 */
record Raw(Span span, EntityType type, Lexicon.Entry known, String role, String acronym, double confidence) {}
