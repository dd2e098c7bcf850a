package dateline.enrich.text;

/**
 * A range of the text together with what stands there.
 *
 * @param text the words, as in the release
 * @param start the first code point
 * @param end the code point after the last
 */
public record TextSpan(String text, int start, int end) {

    public TextSpan {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not a range: " + start + ".." + end);
        }
    }
}
