/** Dateline's enrich service. */
package dateline.enrich;
