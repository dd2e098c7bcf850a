/** The search: from a request's parameters to a page of releases, newest first. {@link dateline.query.search.Searcher} tells the way. */
package dateline.query.search;
