/** The signature by which near-duplicates of a release are found. */
package dateline.enrich.duplicate;
