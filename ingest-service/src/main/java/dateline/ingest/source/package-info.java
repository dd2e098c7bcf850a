/** The feeds: what operators say of them, the state that polls leave, when each is asked next, and the REST interface. */
package dateline.ingest.source;
