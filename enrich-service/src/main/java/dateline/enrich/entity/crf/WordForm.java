package dateline.enrich.entity.crf;

import java.util.Locale;

/** How a word is written: its folded form, its shape and its kind. */
final class WordForm {

    private static final int RUN = 2;
    private static final int BEFORE_RUNS = 4;

    private WordForm() {}

    /** Lower case, every digit a 0. */
    static String fold(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            if (Character.isDigit(lower.charAt(i))) {
                return digitsFolded(lower, i);
            }
        }
        return lower;
    }

    private static String digitsFolded(String lower, int from) {
        char[] chars = lower.toCharArray();
        for (int i = from; i < chars.length; i++) {
            chars[i] = Character.isDigit(chars[i]) ? '0' : chars[i];
        }
        return new String(chars);
    }

    /** Hash of the signs with X for a capital, x for a letter, d for a digit; long runs are cut: "Nurtleu" and "Imnadze" are Xxxxx. */
    static long shape(String word) {
        return hash(word, RUN, BEFORE_RUNS);
    }

    /** Hash of the same with each run made one sign: "Kassym-Jomart" is Xx-Xx. */
    static long kind(String word) {
        return hash(word, 0, 0);
    }

    private static long hash(String word, int run, int beforeRuns) {
        char[] signs = new char[word.length()];
        int length = 0;
        char last = 0;
        int repeated = 0;
        for (int i = 0; i < word.length(); i++) {
            char sign = sign(word.charAt(i));
            repeated = sign == last ? repeated + 1 : 0;
            last = sign;
            if (repeated <= run || (run > 0 && i < beforeRuns)) {
                signs[length++] = sign;
            }
        }
        long hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 0x100000001b3L + signs[i];
        }
        return Hashes.mix(hash);
    }

    private static char sign(char c) {
        if (Character.isUpperCase(c)) {
            return 'X';
        }
        if (Character.isLetter(c)) {
            return 'x';
        }
        return Character.isDigit(c) ? 'd' : c;
    }

    /** Whether all letters of the words are capitals, and there are more than eight: a heading that shouts. */
    static boolean shout(String[] words) {
        int letters = 0;
        for (String word : words) {
            for (int i = 0; i < word.length(); i++) {
                char c = word.charAt(i);
                if (Character.isLowerCase(c)) {
                    return false;
                }
                letters += Character.isLetter(c) ? 1 : 0;
            }
        }
        return letters > 8;
    }
}
