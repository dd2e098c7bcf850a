/** Near-duplicates of a release: the signature by which they are found, and the groups that they form. */
package dateline.enrich.duplicate;
