/** The web page: the search and the releases for people, rendered here, the state in the URL. */
package dateline.query.page;
