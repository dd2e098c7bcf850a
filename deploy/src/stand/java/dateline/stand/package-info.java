/** The stand's two back ends, in process: a real Kafka broker and a real Postgres. Component tests use them too. */
package dateline.stand;
