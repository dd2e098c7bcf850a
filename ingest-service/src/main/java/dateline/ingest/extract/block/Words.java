package dateline.ingest.extract.block;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Texts as words, to see how far one is contained in another. */
public final class Words {

    /** Runs of so many words are compared; a shorter text is one run. */
    public static final int RUN = 4;

    private Words() {}

    /**
     * The words of a text: runs of letters, digits and underscores.
     *
     * @param text any text
     * @return its words as they are written
     */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            boolean inWord = Character.isLetterOrDigit(codePoint) || codePoint == '_';
            if (inWord && start < 0) {
                start = i;
            } else if (!inWord && start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
            }
            i += Character.charCount(codePoint);
        }
        if (start >= 0) {
            words.add(text.substring(start));
        }
        return words;
    }

    /** The different words of a text, in lower case. */
    static Set<String> bag(String text) {
        return new HashSet<>(of(text.toLowerCase(Locale.ROOT)));
    }

    /** The shared part of two bags of words, 0 to 1 (Jaccard's index). */
    static double overlap(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        int shared = 0;
        for (String word : one) {
            shared += other.contains(word) ? 1 : 0;
        }
        return shared / (double) (one.size() + other.size() - shared);
    }

    /** A hash for each run of words in a text. */
    static long[] runs(List<String> words) {
        int count = words.isEmpty() ? 0 : Math.max(1, words.size() - RUN + 1);
        long[] runs = new long[count];
        for (int i = 0; i < count; i++) {
            long hash = 1125899906842597L;
            for (int j = i; j < Math.min(words.size(), i + RUN); j++) {
                hash = hash * 0x9E3779B97F4A7C15L + words.get(j).hashCode() + 1;
            }
            runs[i] = hash;
        }
        return runs;
    }

    /** The share of a text's runs that are in a set, 0 to 1. */
    static double coverage(long[] runs, Set<Long> in) {
        int found = 0;
        for (long run : runs) {
            found += in.contains(run) ? 1 : 0;
        }
        return runs.length == 0 ? 0 : found / (double) runs.length;
    }

    /** The runs of a text as a set. */
    static Set<Long> runSet(String text) {
        Set<Long> set = new HashSet<>();
        for (long run : runs(of(text))) {
            set.add(run);
        }
        return set;
    }
}
