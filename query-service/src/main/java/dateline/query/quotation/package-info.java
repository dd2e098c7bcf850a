/** Who said what about whom: quotations over all releases, found by speaker and by what they name. */
package dateline.query.quotation;
