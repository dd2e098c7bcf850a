package dateline.enrich.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts a paragraph into sentences. A full stop ends one unless it ends an abbreviation or an initial. */
public final class Sentences {

    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "gov", "sen", "rep", "gen", "lt", "col", "capt", "sgt", "maj", "adm",
            "hon", "rev", "st", "fr", "jr", "sr", "no", "nr", "vs", "inc", "ltd", "co", "corp", "bros", "jan", "feb",
            "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "fig", "approx", "dept", "est",
            "e.g", "i.e", "u.s", "u.k", "u.n", "ph.d", "bzw", "z.b", "u.a", "mio", "mrd", "mme", "mlle", "sra", "srta",
            "ing", "lic", "г", "гг", "им", "ул", "т.е", "т.д", "тыс", "млн", "млрд");

    private Sentences() {}

    /** The sentences in the range, in order, without the blanks between them. */
    public static List<Span> of(PlainText text, Span span) {
        String chars = text.chars();
        List<Span> sentences = new ArrayList<>();
        int start = span.start();
        for (int i = span.start(); i < span.end(); i++) {
            int after = boundary(chars, i, span.end());
            if (after > 0) {
                add(text, sentences, start, after);
                start = after;
                i = after - 1;
            }
        }
        add(text, sentences, start, span.end());
        return sentences;
    }

    private static void add(PlainText text, List<Span> sentences, int start, int end) {
        Span sentence = text.trim(new Span(start, end));
        if (sentence.length() > 0) {
            sentences.add(sentence);
        }
    }

    // Where the sentence ends that the char closes, after its quotation marks and brackets; 0 when it closes none.
    private static int boundary(String chars, int i, int limit) {
        char c = chars.charAt(i);
        if (c == '。' || c == '！' || c == '？') {
            return afterClosers(chars, i + 1, limit);
        }
        if (".!?…".indexOf(c) < 0) {
            return 0;
        }
        int end = afterClosers(chars, i + 1, limit);
        int next = end;
        while (next < limit && PlainText.isBlank(chars.charAt(next))) {
            next++;
        }
        if (next == end || next >= limit) {
            return 0;
        }
        char begins = chars.charAt(next);
        boolean opens = Character.isUpperCase(begins)
                || Character.isDigit(begins)
                || "\"“«„‘'([¿¡—–-•".indexOf(begins) >= 0
                || (Character.isLetter(begins) && !Character.isLowerCase(begins));
        return opens && !(c == '.' && isAbbreviation(chars, i)) ? end : 0;
    }

    private static int afterClosers(String chars, int from, int limit) {
        int i = from;
        while (i < limit && "\"”’»')]」』.!?…".indexOf(chars.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private static boolean isAbbreviation(String chars, int stop) {
        int start = stop;
        while (start > 0
                && stop - start < 8
                && (Character.isLetter(chars.charAt(start - 1)) || (chars.charAt(start - 1) == '.' && start < stop))) {
            start--;
        }
        String word = chars.substring(start, stop);
        return (word.length() == 1 && Character.isUpperCase(word.charAt(0)))
                || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
    }
}
