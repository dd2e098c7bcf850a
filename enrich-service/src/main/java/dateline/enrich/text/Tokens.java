package dateline.enrich.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text into words and marks. A word is a run of letters, digits and combining marks, with apostrophes, hyphens and full stops
 * inside ("Kassym-Jomart", "O'Brien", "U.S."), without an English possessive ending; a sign of a script without spaces is a word by
 * itself.
 */
public final class Tokens {

    private static final int LONGEST = 60;

    private Tokens() {}

    /** The words and marks in the range, in order. */
    public static List<Token> of(PlainText text, Span span) {
        String chars = text.chars();
        List<Token> tokens = new ArrayList<>(span.length() / 6 + 1);
        int i = span.start();
        while (i < span.end()) {
            char c = chars.charAt(i);
            if (PlainText.isBlank(c)) {
                i++;
            } else if (isWord(c)) {
                int end = Character.isIdeographic(c) ? i + 1 : wordEnd(chars, i, span.end());
                tokens.add(new Token(i, end));
                i = end;
            } else {
                tokens.add(new Token(i, i + 1));
                i++;
            }
        }
        return tokens;
    }

    private static int wordEnd(String chars, int start, int limit) {
        int i = start;
        int most = Math.min(limit, start + LONGEST);
        while (i < most) {
            char c = chars.charAt(i);
            if (isWord(c) && !Character.isIdeographic(c)) {
                i++;
            } else if (isInner(c) && i + 1 < most && isWord(chars.charAt(i + 1)) && !isPossessive(chars, i, limit)) {
                i++;
            } else if (c == '.' && isAbbreviation(chars, start, i)) {
                i++;
            } else {
                break;
            }
        }
        return i;
    }

    // "U.S." and "J." keep their full stop.
    private static boolean isAbbreviation(String chars, int start, int stop) {
        boolean letter = stop - start == 1 || (stop - start >= 3 && chars.charAt(stop - 2) == '.');
        return letter && Character.isUpperCase(chars.charAt(stop - 1));
    }

    private static boolean isPossessive(String chars, int apostrophe, int limit) {
        char c = chars.charAt(apostrophe);
        return (c == '\'' || c == '’')
                && (chars.charAt(apostrophe + 1) == 's' || chars.charAt(apostrophe + 1) == 'S')
                && (apostrophe + 2 >= limit || !isWord(chars.charAt(apostrophe + 2)));
    }

    private static boolean isInner(char c) {
        return c == '\'' || c == '’' || c == '-' || c == '.' || c == '&' || c == '‑';
    }

    private static boolean isWord(char c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
