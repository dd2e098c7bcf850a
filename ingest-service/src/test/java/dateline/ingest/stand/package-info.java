/** What component tests stand on: the real broker and database, a scripted web, and a reader of the events. */
package dateline.ingest.stand;
