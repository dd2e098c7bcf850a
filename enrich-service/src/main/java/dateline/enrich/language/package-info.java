/** Tells which language a release is written in. */
package dateline.enrich.language;
