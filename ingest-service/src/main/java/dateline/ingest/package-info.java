/** Dateline's ingest service. */
package dateline.ingest;
