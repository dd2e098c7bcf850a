/**
 * The road of this service, to be read first: {@link dateline.enrich.stream.ReleaseStream} takes releases from {@code
 * releases.ingested}, has them annotated and sends them on to {@code releases.enriched}.
 */
package dateline.enrich.stream;
