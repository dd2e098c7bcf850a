/** The stand: Kafka, Postgres and the packaged services, started and stopped together. Read {@link dateline.deploy.local.Up} first. */
package dateline.deploy.local;
