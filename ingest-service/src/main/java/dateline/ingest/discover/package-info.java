/** Finds the feeds of a site from the site's own address. */
package dateline.ingest.discover;
