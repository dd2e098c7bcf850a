package dateline.enrich.quote;

import dateline.enrich.text.Span;

/**
 * Who says something, by which verb.
 *
 * @param verb the verb of saying
 * @param speaker the words that name the speaker, or null
 * @param confidence from 0 to 1
 */
record Cue(Span verb, Span speaker, double confidence) {}
