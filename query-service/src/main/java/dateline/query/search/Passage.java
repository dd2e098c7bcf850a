package dateline.query.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The part of a text where the words of a search stand closest together. The database makes snippets by reading a text word by
 * word; most of it need not be read.
 */
final class Passage {

    private static final Pattern LEXEME = Pattern.compile("'((?:[^']|'')*)'");
    private static final int BEFORE = 250;
    private static final int AFTER = 650;
    private static final int SHORTEST_CUT = 5;
    private static final int MOST_WORDS = 16;
    private static final int MOST_PLACES = 40;

    private record Place(int at, int word) {}

    private Passage() {}

    /**
     * Finds the passage.
     *
     * @param text of the release
     * @param query a {@code tsquery} as text: its lexemes are the beginnings of words, but for their last letter, since stemming
     *     may change it
     * @return at most some 900 characters that begin and end between words; empty when no word is found, for a stem need not
     *     be the beginning of a word
     */
    static Optional<String> of(String text, String query) {
        List<Place> places = places(folded(text), query);
        Place best = null;
        int most = 0;
        for (int i = 0; i < places.size(); i++) {
            Place first = places.get(i);
            Set<Integer> words = new HashSet<>();
            for (int j = i; j < places.size() && places.get(j).at() < first.at() + AFTER; j++) {
                words.add(places.get(j).word());
            }
            if (words.size() > most) {
                most = words.size();
                best = first;
            }
        }
        return Optional.ofNullable(best).map(place -> around(text, place.at()));
    }

    private static List<Place> places(String text, String query) {
        List<String> beginnings = LEXEME.matcher(query)
                .results()
                .map(lexeme -> lexeme.group(1).replace("''", "'").replace("\\\\", "\\"))
                .map(lexeme -> lexeme.length() > SHORTEST_CUT ? lexeme.substring(0, lexeme.length() - 1) : lexeme)
                .filter(beginning -> !beginning.isEmpty())
                .distinct()
                .limit(MOST_WORDS)
                .toList();
        List<Place> places = new ArrayList<>();
        for (int word = 0; word < beginnings.size(); word++) {
            String beginning = beginnings.get(word);
            int found = 0;
            for (int at = text.indexOf(beginning);
                    at >= 0 && found < MOST_PLACES;
                    at = text.indexOf(beginning, at + 1)) {
                if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
                    places.add(new Place(at, word));
                    found++;
                }
            }
        }
        places.sort((a, b) -> Integer.compare(a.at(), b.at()));
        return places;
    }

    private static String around(String text, int at) {
        int start = Math.max(0, at - BEFORE);
        while (start > 0 && start < at && !Character.isWhitespace(text.charAt(start - 1))) {
            start++;
        }
        int end = Math.min(text.length(), at + AFTER);
        while (end < text.length() && end > at && !Character.isWhitespace(text.charAt(end))) {
            end--;
        }
        // A text without spaces is cut anywhere but in a character.
        if (end <= at) {
            end = Math.min(text.length(), at + AFTER);
            end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
        }
        return text.substring(start, end);
    }

    // As the index folds: without case and accents, each character at its place.
    private static String folded(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() != text.length()) {
            lower = text;
        }
        StringBuilder folded = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            folded.append(
                    c < 0xC0
                            ? c
                            : Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD)
                                    .charAt(0));
        }
        return folded.toString();
    }
}
