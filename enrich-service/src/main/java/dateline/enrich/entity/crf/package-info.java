/** The fast tagger of names: a linear-chain conditional random field over words, shapes, word clusters and a list of names. */
package dateline.enrich.entity.crf;
