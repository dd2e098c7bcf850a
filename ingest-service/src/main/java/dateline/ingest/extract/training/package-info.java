/** Trains the classifier of text blocks on pages with known articles, and says how well it does on sites it has not seen. */
package dateline.ingest.extract.training;
