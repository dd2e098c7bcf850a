/** What the service tells the world: releases and feed states as CloudEvents on Kafka. */
package dateline.ingest.event;
