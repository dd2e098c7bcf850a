/** From the stream into the tables: reads {@code releases.enriched} in batches and keeps the current revision of each release. */
package dateline.query.store;
