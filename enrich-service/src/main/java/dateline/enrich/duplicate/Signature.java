package dateline.enrich.duplicate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** A signature as read: 128 minima of the hashes of a release's shingles, and how many shingles it has. */
final class Signature {

    static final int SIZE = 128;

    private final int[] minima;
    private final int shingles;

    Signature(int[] minima, int shingles) {
        this.minima = minima;
        this.shingles = shingles;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Signature of(String base64) {
        byte[] octets = Base64.getDecoder().decode(base64);
        if (octets.length != (SIZE + 1) * Integer.BYTES) {
            throw new IllegalArgumentException(
                    "not a signature of " + SIZE + " minima and a count: " + octets.length + " octets");
        }
        int[] minima = new int[SIZE];
        ByteBuffer buffer = ByteBuffer.wrap(octets).order(ByteOrder.BIG_ENDIAN);
        buffer.asIntBuffer().get(minima);
        return new Signature(minima, buffer.getInt(SIZE * Integer.BYTES));
    }

    /** Written as base64 of 129 big-endian 32-bit numbers, the count last. */
    String base64() {
        ByteBuffer buffer = ByteBuffer.allocate((SIZE + 1) * Integer.BYTES).order(ByteOrder.BIG_ENDIAN);
        buffer.asIntBuffer().put(minima);
        buffer.putInt(SIZE * Integer.BYTES, shingles);
        return Base64.getEncoder().encodeToString(buffer.array());
    }

    /** The estimated Jaccard similarity of two releases' shingles, from 0 to 1. */
    double similarity(Signature other) {
        int equal = 0;
        for (int i = 0; i < SIZE; i++) {
            equal += minima[i] == other.minima[i] ? 1 : 0;
        }
        return equal / (double) SIZE;
    }

    /**
     * The estimated share of the shorter release's shingles that stand in the longer one too, from 0 to 1: the common ones, {@code J / (1 +
     * J) * (a + b)}, by the fewer.
     */
    double containment(Signature other) {
        double similarity = similarity(other);
        double sum = (double) shingles + other.shingles;
        return Math.min(1, similarity / (1 + similarity) * sum / Math.max(1, Math.min(shingles, other.shingles)));
    }

    /** A hash of some minima; equal in two signatures that agree there. */
    int band(int band, int rows) {
        int hash = band * 0x9E37_79B9;
        for (int i = band * rows; i < (band + 1) * rows; i++) {
            hash = (hash ^ minima[i]) * 0x85EB_CA6B;
            hash ^= hash >>> 15;
        }
        return hash;
    }

    boolean sameAs(Signature other) {
        return shingles == other.shingles && similarity(other) == 1;
    }
}
