package dateline.enrich.text;

/**
 * A half-open range of a release's text, in Unicode code points.
 *
 * @param start the first code point, from 0
 * @param end the code point after the last, at or after start
 */
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not a range: " + start + ".." + end);
        }
    }

    /** The number of code points. */
    public int length() {
        return end - start;
    }

    /** Whether the other range lies within this one; a range contains itself. */
    public boolean contains(Span other) {
        return start <= other.start && other.end <= end;
    }

    /** Whether the two ranges share a code point. */
    public boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }
}
