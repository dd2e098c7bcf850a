/** What indexing and searching must agree on: the language's configuration, the filter terms, the form of text that Postgres takes. */
package dateline.query.text;
