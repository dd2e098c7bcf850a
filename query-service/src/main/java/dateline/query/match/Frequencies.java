package dateline.query.match;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/** How often terms come: counted over releases that were seen, and guessed for filter terms, whose kinds are known. */
public final class Frequencies implements ToIntFunction<String> {

    private static final int MOST = 200_000;
    private static final int GUESSED_SAMPLE = 10_000;
    // Of so many releases: their configuration and language, source, country and topic, in this order of likelihood.
    private static final Map<Character, Integer> KINDS =
            Map.of('k', 5000, 'l', 5000, 'd', 2000, 'c', 500, 't', 300, 's', 50);

    private final Map<String, Integer> counts = new HashMap<>();
    private int seen = 0;

    /** Counts a release in. */
    public void observe(Lexemes release) {
        seen++;
        for (String word : release.words()) {
            if (counts.size() < MOST || counts.containsKey(word)) {
                counts.merge(word, 1, Integer::sum);
            }
        }
    }

    /** In how many of ten thousand releases a term stands, about. */
    @Override
    public int applyAsInt(String term) {
        int counted = counts.getOrDefault(term, 0);
        if (counted > 0) {
            return (int) Math.max(1, (long) counted * GUESSED_SAMPLE / seen);
        }
        return term.length() > 2 && term.charAt(0) == '@' && term.charAt(2) == ':'
                ? KINDS.getOrDefault(term.charAt(1), 1)
                : 1;
    }
}
