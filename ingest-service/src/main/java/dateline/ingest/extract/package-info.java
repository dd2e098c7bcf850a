/** From the bytes of an article's page to its headline, text, dates and writers. Pure: nothing is fetched. */
package dateline.ingest.extract;
