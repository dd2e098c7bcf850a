package dateline.query.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Many searches, found by the rarest terms that each requires: a release is held only against those that it may match. Not for
 * several threads at once.
 *
 * @param <K> what a search is known by
 */
public final class MatchIndex<K> {

    /** A search; each is itself only, so that looking one up does not compare trees. */
    private static final class Entry<K> {
        private final K key;
        private final Condition condition;
        private final Condition.Anchor anchor;

        Entry(K key, Condition condition, Condition.Anchor anchor) {
            this.key = key;
            this.condition = condition;
            this.anchor = anchor;
        }

        boolean hangsOnOneWord() {
            return anchor.words().size() == 1 && anchor.prefixes().isEmpty();
        }
    }

    private final ToIntFunction<String> frequency;
    private final Map<K, Entry<K>> entries = new HashMap<>();
    private final Map<String, List<Entry<K>>> byWord = new HashMap<>();
    private final Map<String, List<Entry<K>>> byPrefix = new HashMap<>();
    private final Set<Entry<K>> unanchored = new LinkedHashSet<>();
    private final TreeMap<Integer, Integer> prefixLengths = new TreeMap<>();

    /**
     * An empty index.
     *
     * @param frequency how often a term comes in releases; the better it is known, the fewer are looked at in vain
     */
    public MatchIndex(ToIntFunction<String> frequency) {
        this.frequency = frequency;
    }

    /**
     * Takes a search in, in place of one with the same key.
     *
     * @param query a {@code tsquery}, empty for one that matches every release
     */
    public void put(K key, String query) {
        remove(key);
        Condition condition = Condition.parse(query);
        Entry<K> entry = new Entry<>(key, condition, condition.anchor(frequency));
        entries.put(key, entry);
        if (entry.anchor == null) {
            unanchored.add(entry);
            return;
        }
        entry.anchor
                .words()
                .forEach(word ->
                        byWord.computeIfAbsent(word, any -> new ArrayList<>(1)).add(entry));
        entry.anchor.prefixes().forEach(prefix -> {
            byPrefix.computeIfAbsent(prefix, any -> new ArrayList<>(1)).add(entry);
            prefixLengths.merge(prefix.length(), 1, Integer::sum);
        });
    }

    /** Forgets a search, if there is one of that key. */
    public void remove(K key) {
        Entry<K> entry = entries.remove(key);
        if (entry == null) {
            return;
        }
        unanchored.remove(entry);
        if (entry.anchor != null) {
            entry.anchor.words().forEach(word -> drop(byWord, word, entry));
            entry.anchor.prefixes().forEach(prefix -> {
                drop(byPrefix, prefix, entry);
                prefixLengths.computeIfPresent(prefix.length(), (length, count) -> count == 1 ? null : count - 1);
            });
        }
    }

    /** How many searches there are. */
    public int size() {
        return entries.size();
    }

    /** The keys of the searches that a release matches. */
    public Set<K> matching(Lexemes release) {
        Set<K> matching = new HashSet<>();
        Set<Entry<K>> tried = new HashSet<>();
        for (Entry<K> entry : unanchored) {
            take(entry, release, matching);
        }
        for (String word : release.words()) {
            tryAll(byWord.get(word), release, tried, matching);
            for (int length : prefixLengths.keySet()) {
                if (length > word.length()) {
                    break;
                }
                tryAll(byPrefix.get(word.substring(0, length)), release, tried, matching);
            }
        }
        return matching;
    }

    private void tryAll(List<Entry<K>> found, Lexemes release, Set<Entry<K>> tried, Set<K> matching) {
        if (found != null) {
            for (Entry<K> entry : found) {
                // Most searches hang on one word, and are met once.
                if (entry.hangsOnOneWord() || tried.add(entry)) {
                    take(entry, release, matching);
                }
            }
        }
    }

    private void take(Entry<K> entry, Lexemes release, Set<K> matching) {
        if (entry.condition.matches(release)) {
            matching.add(entry.key);
        }
    }

    private static <K> void drop(Map<String, List<Entry<K>>> index, String term, Entry<K> entry) {
        List<Entry<K>> found = index.get(term);
        found.remove(entry);
        if (found.isEmpty()) {
            index.remove(term);
        }
    }
}
