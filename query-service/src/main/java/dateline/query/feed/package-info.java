/** A search as a feed: RSS 2.0, Atom 1.0, JSON Feed 1.1, and the OpenSearch description by which a browser learns to search here. */
package dateline.query.feed;
