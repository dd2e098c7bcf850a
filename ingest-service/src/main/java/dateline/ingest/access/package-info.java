/** Who may change anything: the key that write requests carry. */
package dateline.ingest.access;
