package dateline.enrich.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.enrich.annotation.ReleaseInput;

/** What became of a record's value. */
sealed interface Reading {

    /**
     * A release.
     *
     * @param id its id
     * @param revision its revision, from 1
     * @param input what the annotators read
     * @param tree the whole event, with members that this service does not know
     */
    record Release(String id, long revision, ReleaseInput input, ObjectNode tree) implements Reading {}

    /**
     * No release.
     *
     * @param reason what is wrong, with the field or position
     */
    record Unreadable(String reason) implements Reading {}
}
