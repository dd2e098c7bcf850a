package dateline.enrich.entity;

import dateline.enrich.text.Span;

/**
 * One place where a text names an entity.
 *
 * @param start the first code point
 * @param end the code point after the last
 * @param confidence from 0 to 1
 */
public record Mention(int start, int end, double confidence) {

    public Mention {
        if (start < 0 || end <= start || confidence < 0 || confidence > 1) {
            throw new IllegalArgumentException("not a mention: " + start + ".." + end + " at " + confidence);
        }
    }

    /** Its range. */
    public Span span() {
        return new Span(start, end);
    }
}
