package dateline.enrich.entity.crf;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * A set of hashes of {@value #BITS} bits, each at a slot, so that what belongs to it stands at the same place of an array. Another hash
 * is taken for a member about once in 2^32 look-ups. Open addressing, linear probing; it never grows.
 */
final class HashIndex {

    static final int BITS = 40;

    private static final long MASK = (1L << BITS) - 1;

    // The upper 32 bits of a hash, 0 for none: the slot comes from the lower ones.
    private final int[] keys;
    private int size;

    /**
     * An empty one.
     *
     * @param most members at most
     */
    HashIndex(int most) {
        int slots = Integer.highestOneBit(Math.max(16, most)) * 2;
        keys = new int[slots * 3L / 4 < most ? slots * 2 : slots];
    }

    /** Slots there are. */
    int slots() {
        return keys.length;
    }

    int size() {
        return size;
    }

    /** The part of a hash that is kept. */
    static long cut(long hash) {
        return hash & MASK;
    }

    /** The slot of a member, or -1. */
    int find(long hash) {
        int key = key(hash);
        int slot = slot(hash);
        while (keys[slot] != 0) {
            if (keys[slot] == key) {
                return slot;
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return -1;
    }

    /** Adds a hash where it is missing; its slot. */
    int add(long hash) {
        int key = key(hash);
        int slot = slot(hash);
        while (keys[slot] != 0) {
            if (keys[slot] == key) {
                return slot;
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        if (++size > keys.length * 7L / 8) {
            throw new IllegalStateException("more members than announced: " + size);
        }
        keys[slot] = key;
        return slot;
    }

    private static int key(long hash) {
        int key = (int) (hash >>> (BITS - Integer.SIZE));
        return key == 0 ? 1 : key;
    }

    private int slot(long hash) {
        long cut = hash & MASK;
        return (int) (((cut ^ (cut >>> 19)) * 0x9e3779b97f4a7c15L) >>> 32) & (keys.length - 1);
    }

    // ---- in a file: the number, then the sorted hashes by their distances, seven bits a byte

    static void write(long[] hashes, DataOutputStream out) throws IOException {
        long[] sorted = hashes.clone();
        Arrays.sort(sorted);
        out.writeInt(sorted.length);
        long last = -1;
        for (long hash : sorted) {
            if (hash == last || hash != cut(hash)) {
                throw new IllegalArgumentException("not a cut hash, or twice: " + hash);
            }
            long distance = hash - last;
            while (distance >= 0x80) {
                out.writeByte((int) ((distance & 0x7f) | 0x80));
                distance >>>= 7;
            }
            out.writeByte((int) distance);
            last = hash;
        }
    }

    /** The hashes of a file in ascending order. */
    static long[] read(DataInputStream in, int most) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > most) {
            throw new IOException("not a number of hashes: " + size);
        }
        long[] hashes = new long[size];
        long last = -1;
        for (int i = 0; i < size; i++) {
            long distance = 0;
            int shift = 0;
            int next;
            do {
                next = in.readUnsignedByte();
                distance |= (long) (next & 0x7f) << shift;
                shift += 7;
            } while (next >= 0x80 && shift < BITS);
            last += distance;
            hashes[i] = last;
        }
        return hashes;
    }
}
