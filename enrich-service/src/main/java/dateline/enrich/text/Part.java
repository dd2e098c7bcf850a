package dateline.enrich.text;

/**
 * A part of a release.
 *
 * @param kind what it is
 * @param start its first code point
 * @param end the code point after its last
 */
public record Part(PartKind kind, int start, int end) {

    public Part {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("not a part: " + start + ".." + end);
        }
    }

    /** Its range. */
    public Span span() {
        return new Span(start, end);
    }
}
