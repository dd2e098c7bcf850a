/**
 * Holds many searches against one release in memory. Words are those that Postgres made of the release, and a search is the
 * {@code tsquery} that Postgres made of it: there is no second stemmer that could disagree, and no statement for each search.
 */
package dateline.query.match;
