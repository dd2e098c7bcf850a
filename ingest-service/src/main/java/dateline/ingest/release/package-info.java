/** A feed's entry as a press release: its identity, its plain text and its content hash. Pure functions. */
package dateline.ingest.release;
