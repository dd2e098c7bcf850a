/** Releases as documents: what a search found, read from the tables whole, for the forms in which it leaves this service. */
package dateline.query.document;
