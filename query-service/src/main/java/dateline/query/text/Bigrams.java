package dateline.query.text;

import java.lang.Character.UnicodeScript;

/** Cuts runs of Han, Hiragana, Katakana and Thai, which are written without spaces, into overlapping pairs of characters. */
final class Bigrams {

    private Bigrams() {}

    /** The text with each such run replaced by its pairs, with spaces between them; other text stays as it is. */
    static String of(String text) {
        if (text.codePoints().noneMatch(Bigrams::unspaced)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() * 2);
        int[] points = text.codePoints().toArray();
        int i = 0;
        while (i < points.length) {
            if (!unspaced(points[i])) {
                out.appendCodePoint(points[i++]);
                continue;
            }
            int end = i;
            while (end < points.length && unspaced(points[end])) {
                end++;
            }
            out.append(' ');
            if (end - i == 1) {
                out.appendCodePoint(points[i]).append(' ');
            }
            for (int p = i; p + 1 < end; p++) {
                out.appendCodePoint(points[p]).appendCodePoint(points[p + 1]).append(' ');
            }
            i = end;
        }
        return out.toString();
    }

    private static boolean unspaced(int codePoint) {
        if (codePoint < 0x0E00) {
            return false;
        }
        UnicodeScript script = UnicodeScript.of(codePoint);
        return script == UnicodeScript.HAN
                || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || script == UnicodeScript.THAI;
    }
}
