package dateline.ingest.fetch;

/** What came of asking one server once. */
sealed interface Asked permits HttpAnswer, Fault {}
