/** Measurements of the packaged query-service over a filled database: {@code deploy/bench search}. {@link dateline.deploy.bench.SearchBench} is read first. */
package dateline.deploy.bench;
