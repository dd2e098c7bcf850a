package dateline.enrich.text;

/**
 * A word, number or mark of a text.
 *
 * @param start its first code point
 * @param end the code point after its last
 */
public record Token(int start, int end) {

    /** Its range. */
    public Span span() {
        return new Span(start, end);
    }
}
