package dateline.query.change;

import dateline.query.match.Lexemes;
import dateline.query.search.ChangePosition;
import java.time.Instant;

/**
 * A release at its newest change.
 *
 * @param position where the change stands among all changes
 * @param id 32 hexadecimal digits
 * @param published what the release is dated
 * @param configuration the text search configuration that its words were made with
 * @param words its words and filter terms, as Postgres writes a {@code tsvector}
 * @param event the event, as JSON on one line
 */
public record Change(
        ChangePosition position, String id, Instant published, String configuration, String words, String event) {

    /** The words and filter terms, to hold searches against. */
    public Lexemes lexemes() {
        return Lexemes.parse(words);
    }
}
