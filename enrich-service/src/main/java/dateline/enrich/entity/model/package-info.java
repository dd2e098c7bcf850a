/** What the statistical taggers of names have in common: the names they find in a sentence, and of which type. */
package dateline.enrich.entity.model;
