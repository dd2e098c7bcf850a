/**
 * WebSub (W3C Recommendation, 2018) from the subscriber's side: feeds that name a hub are pushed, and polled only slowly. Off
 * unless a public address of this service is configured.
 */
package dateline.ingest.push;
