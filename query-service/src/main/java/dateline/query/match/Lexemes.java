package dateline.query.match;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The words and filter terms of one release: a {@code tsvector}, read from its text. */
public final class Lexemes {

    /** Set on each of a lexeme's positions: {@code position << 2 | weight}, the weight from 3 for A to 0 for D. */
    private final Map<String, int[]> positions;

    private TreeMap<String, int[]> sorted;

    private Lexemes(Map<String, int[]> positions) {
        this.positions = positions;
    }

    /**
     * Reads the form in which Postgres writes a {@code tsvector} (documentation, "Text Search Types").
     *
     * @param text for example {@code 'fat':2A,7 'it''s':3B '@s:source'}
     * @throws IllegalArgumentException when it is none
     */
    public static Lexemes parse(String text) {
        Map<String, int[]> positions = new HashMap<>();
        Reader in = new Reader(text);
        while (in.skipSpaces()) {
            String lexeme = in.lexeme();
            positions.put(lexeme, in.accept(':') ? positions(in) : new int[0]);
        }
        return new Lexemes(positions);
    }

    /** The words and terms. */
    public Set<String> words() {
        return positions.keySet();
    }

    boolean has(String lexeme) {
        return positions.containsKey(lexeme);
    }

    /** The marked positions of a lexeme, null when it is not there; empty for a filter term. */
    int[] at(String lexeme) {
        return positions.get(lexeme);
    }

    /** The lexemes that begin so, with their marked positions. */
    SortedMap<String, int[]> beginning(String prefix) {
        if (sorted == null) {
            sorted = new TreeMap<>(positions);
        }
        return sorted.subMap(prefix, prefix + Character.MAX_VALUE);
    }

    private static int[] positions(Reader in) {
        int[] found = new int[4];
        int count = 0;
        do {
            int position = in.number();
            int weight = in.weight();
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count++] = position << 2 | weight;
        } while (in.accept(','));
        return Arrays.copyOf(found, count);
    }
}
