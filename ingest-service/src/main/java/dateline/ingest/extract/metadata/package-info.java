/** What a page says about its article: headline, dates, authors, picture, language and the rest. Pure. */
package dateline.ingest.extract.metadata;
