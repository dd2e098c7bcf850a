package dateline.query.store;

/** What came of reading a record. */
sealed interface Reading {

    /** The record keeps the contract. */
    record Kept(EnrichedRelease release) implements Reading {}

    /** The record breaks the contract; the reason names the field or the position. */
    record Unreadable(String reason) implements Reading {}
}
