package dateline.enrich.duplicate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A bounded part of the index: releases in the order in which they came, found by what their signatures agree on. 42 bands of three minima
 * find a pair of similarity .36, as a release and one that holds four fifths of it in twice its length have, nine times in ten.
 */
final class Generation {

    private static final int ROWS = 3;
    private static final int BANDS = Signature.SIZE / ROWS;
    // A template that thousands share would make every look-up long.
    private static final int LONGEST_CHAIN = 64;
    private static final int NONE = -1;

    /** A release as it was placed. */
    record Entry(String id, Signature signature, long second, Duplicates placed) {}

    private final Entry[] entries;
    private final int[] heads;
    private final int[] next;
    private final int[] seen;
    private final Map<String, Integer> slots = new HashMap<>();
    private int size;
    private int look;

    Generation(int capacity) {
        entries = new Entry[capacity];
        next = new int[capacity * BANDS];
        seen = new int[capacity];
        heads = new int[Integer.highestOneBit(Math.max(1, capacity * BANDS - 1)) * 2];
        Arrays.fill(heads, NONE);
    }

    boolean isFull() {
        return size == entries.length;
    }

    /** The release's newest entry, or null. */
    Entry entry(String id) {
        Integer slot = slots.get(id);
        return slot == null ? null : entries[slot];
    }

    void add(Entry entry) {
        entries[size] = entry;
        slots.put(entry.id(), size);
        for (int band = 0; band < BANDS; band++) {
            int head = entry.signature().band(band, ROWS) & (heads.length - 1);
            next[size * BANDS + band] = heads[head];
            heads[head] = size;
        }
        size++;
    }

    /** Gives each release that may be like the signature's, once; what has been placed anew since is left out. */
    void candidates(Signature signature, Consumer<Entry> taker) {
        look++;
        for (int band = 0; band < BANDS; band++) {
            int slot = heads[signature.band(band, ROWS) & (heads.length - 1)];
            for (int steps = 0; slot != NONE && steps < LONGEST_CHAIN; steps++) {
                Entry entry = entries[slot];
                if (seen[slot] != look) {
                    seen[slot] = look;
                    if (slots.get(entry.id()) == slot) {
                        taker.accept(entry);
                    }
                }
                slot = next[slot * BANDS + band];
            }
        }
    }
}
