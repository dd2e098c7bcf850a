/**
 * Bytes of a feed to a feed and its entries: decoding, repair, extraction, dates, links and sanitised HTML. {@link
 * dateline.ingest.parse.FeedParser} is the way in; everything here is pure and does no I/O.
 */
package dateline.ingest.parse;
