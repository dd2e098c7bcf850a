/** A search as a stream: server-sent events of the releases that change and match, resumed from any position without a gap. */
package dateline.query.live;
