package dateline.query.search;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * What of a release's text can be compared quickly: the minima of the hashes of its shingles (A. Broder, "On the resemblance and
 * containment of documents", 1997), as the contract of the enriched release describes them.
 */
final class Signature {

    private static final int SIZE = 128;
    private static final Signature NONE = new Signature(new int[0]);

    private final int[] minima;

    private Signature(int[] minima) {
        this.minima = minima;
    }

    /** Reads a signature; one that is empty or of another kind is like none. */
    static Signature of(String base64) {
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return NONE;
        }
        if (octets.length < SIZE * Integer.BYTES) {
            return NONE;
        }
        int[] minima = new int[SIZE];
        ByteBuffer.wrap(octets).asIntBuffer().get(minima);
        return new Signature(minima);
    }

    /** The estimated share of the shingles of both that both have, from 0 to 1. */
    double similarity(Signature other) {
        if (this == NONE || other == NONE) {
            return 0;
        }
        int equal = 0;
        for (int i = 0; i < SIZE; i++) {
            equal += minima[i] == other.minima[i] ? 1 : 0;
        }
        return equal / (double) SIZE;
    }
}
