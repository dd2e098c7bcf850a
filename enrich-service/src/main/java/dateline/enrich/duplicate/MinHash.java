package dateline.enrich.duplicate;

import dateline.enrich.text.Part;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Structure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Signs a release's news with MinHash (A. Broder, "On the resemblance and containment of documents", 1997): 128 minima of hashes
 * over its three-word shingles, and how many there are. The share of equal places in two signatures estimates the Jaccard similarity of
 * their shingles. Header and tail stay out, since all releases of one newsroom share them.
 */
public final class MinHash {

    /** Its name in events. */
    public static final String NAME = "duplicates";

    /** Its version in events; signatures of different versions cannot be compared. */
    public static final String VERSION = "minhash-128-w3/2";

    private static final int SIZE = Signature.SIZE;
    private static final int SHINGLE = 3;
    private static final int FEWEST_WORDS = 12;
    // Part of the version: other multipliers, another signature.
    private static final long SEED = 0x6461_7465_6C69_6E65L;
    private static final long[] MULTIPLIERS = new long[SIZE];
    private static final long[] INCREMENTS = new long[SIZE];

    static {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < SIZE; i++) {
            MULTIPLIERS[i] = random.nextLong() | 1;
            INCREMENTS[i] = random.nextLong();
        }
    }

    private MinHash() {}

    /** The signature of the release's news; none for fewer than twelve words. */
    public static Duplicates sign(PlainText text, Structure structure) {
        List<String> words = words(text, structure);
        if (words.size() < FEWEST_WORDS) {
            return Duplicates.NONE;
        }
        long[] shingles = IntStream.rangeClosed(0, words.size() - SHINGLE)
                .mapToLong(from -> hash(words, from))
                .distinct()
                .toArray();
        int[] minima = new int[SIZE];
        Arrays.fill(minima, -1);
        for (long shingle : shingles) {
            for (int place = 0; place < SIZE; place++) {
                int value = (int) ((shingle * MULTIPLIERS[place] + INCREMENTS[place]) >>> 32);
                if (Integer.compareUnsigned(value, minima[place]) < 0) {
                    minima[place] = value;
                }
            }
        }
        return Duplicates.signed(new Signature(minima, shingles.length));
    }

    private static List<String> words(PlainText text, Structure structure) {
        List<String> words = new ArrayList<>();
        for (Part part : structure.news()) {
            StringBuilder word = new StringBuilder();
            for (int i = part.start(); i <= part.end(); i++) {
                char c = i < part.end() ? text.chars().charAt(i) : ' ';
                if (Character.isIdeographic(c)) {
                    // Scripts without spaces: each sign counts as a word.
                    flush(word, words);
                    words.add(Character.toString(c));
                } else if (Character.isLetterOrDigit(c)) {
                    word.append(c);
                } else {
                    flush(word, words);
                }
            }
        }
        return words;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (word.length() > 0) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
            word.setLength(0);
        }
    }

    // FNV-1a over the words, then the finaliser of SplitMix64 to spread its bits.
    private static long hash(List<String> words, int from) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int w = from; w < from + SHINGLE; w++) {
            String word = words.get(w);
            for (int i = 0; i < word.length(); i++) {
                hash = (hash ^ word.charAt(i)) * 0x100_0000_01B3L;
            }
            hash = (hash ^ ' ') * 0x100_0000_01B3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return hash ^ (hash >>> 31);
    }
}
