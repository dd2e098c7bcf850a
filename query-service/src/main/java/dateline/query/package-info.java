/** Dateline's query service. */
package dateline.query;
