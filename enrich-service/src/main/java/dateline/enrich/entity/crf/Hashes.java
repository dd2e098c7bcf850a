package dateline.enrich.entity.crf;

/**
 * Hashes of 64 bits: FNV-1a over chars, finished and combined by the mixer of SplitMix64 (Steele, Lea, Flood: Fast splittable
 * pseudorandom number generators, 2014). They name words and features in the model's file, so they must never change.
 */
final class Hashes {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private Hashes() {}

    static long of(CharSequence chars) {
        return of(chars, 0, chars.length());
    }

    static long of(CharSequence chars, int start, int end) {
        long hash = OFFSET;
        for (int i = start; i < end; i++) {
            hash = (hash ^ chars.charAt(i)) * PRIME;
        }
        return mix(hash);
    }

    /** Of an ordered pair. */
    static long of(long first, long second) {
        return mix(first * 31 + second + GAMMA);
    }

    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
