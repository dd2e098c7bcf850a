package dateline.enrich.text;

import java.text.Normalizer;

/**
 * A release's text as the annotators read it: with one {@code char} for each code point, so that an index into {@link #chars()} is
 * an offset of the contract. A supplementary code point is folded to its compatibility form where that is one char (a mathematical
 * bold A reads as A), to an ideograph, a letter or a symbol otherwise; spaces of all kinds read as plain ones. What an annotation
 * quotes comes from {@link #original(Span)}.
 */
public final class PlainText {

    private static final char SYMBOL = '\uFFFC';
    private static final char IDEOGRAPH = '\u4E00';
    private static final char LETTER = 'x';

    private final String original;
    private final String chars;

    private PlainText(String original, String chars) {
        this.original = original;
        this.chars = chars;
    }

    /** Reads a text; unpaired surrogates count as one code point each, as in {@link String#codePointCount}. */
    public static PlainText of(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            folded.append(fold(codePoint));
            i += Character.charCount(codePoint);
        }
        return new PlainText(text, folded.toString());
    }

    /** The text with one char a code point. */
    public String chars() {
        return chars;
    }

    /** The number of code points. */
    public int length() {
        return chars.length();
    }

    /** What the range holds, read as annotators read it. */
    public String read(Span span) {
        return chars.substring(span.start(), span.end());
    }

    /** What the range holds in the release's own code points. */
    public String original(Span span) {
        if (original.length() == chars.length()) {
            return original.substring(span.start(), span.end());
        }
        int from = original.offsetByCodePoints(0, span.start());
        return original.substring(from, original.offsetByCodePoints(from, span.length()));
    }

    /** The range with what stands there. */
    public TextSpan textSpan(Span span) {
        return new TextSpan(original(span), span.start(), span.end());
    }

    /** The range without the blanks at its ends; empty at its start when it holds nothing else. */
    public Span trim(Span span) {
        int start = span.start();
        int end = span.end();
        while (start < end && isBlank(chars.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(chars.charAt(end - 1))) {
            end--;
        }
        return start == end ? new Span(span.start(), span.start()) : new Span(start, end);
    }

    static boolean isBlank(char c) {
        return Character.isWhitespace(c) || c == '\u200B' || c == '\uFEFF';
    }

    private static char fold(int codePoint) {
        if (Character.isBmpCodePoint(codePoint)) {
            return Character.isSpaceChar(codePoint) && codePoint != '\n' ? ' ' : (char) codePoint;
        }
        String compatible = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
        if (compatible.length() == 1) {
            return compatible.charAt(0);
        }
        if (Character.isIdeographic(codePoint)) {
            return IDEOGRAPH;
        }
        return Character.isLetterOrDigit(codePoint) ? LETTER : SYMBOL;
    }
}
