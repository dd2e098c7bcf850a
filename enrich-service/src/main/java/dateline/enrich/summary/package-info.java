/** The phrases and sentences that sum a release up, taken from its own words. */
package dateline.enrich.summary;
