/** One polite, bounded and guarded HTTP request for a feed, and what came of it as a value. */
package dateline.ingest.fetch;
