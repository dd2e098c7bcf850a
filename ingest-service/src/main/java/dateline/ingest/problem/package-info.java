/** What went wrong with a request, as problem details (RFC 9457). */
package dateline.ingest.problem;
