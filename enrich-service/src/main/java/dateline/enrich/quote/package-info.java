/** Who said what: quotations with their speakers. */
package dateline.enrich.quote;
