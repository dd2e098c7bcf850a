/** The text blocks of a page and the classifier that tells the article's own from the rest. Pure. */
package dateline.ingest.extract.block;
