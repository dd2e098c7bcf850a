/** A search as an export: NDJSON, CSV and ninjs, a million rows in bounded memory; and a release as ninjs and as schema.org's NewsArticle. */
package dateline.query.export;
