package dateline.enrich.entity.crf;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A list of names with their classes (a person, a given name, a film ...), kept as hashes: it tells whether a run of words is one. */
final class Gazetteer {

    /** Words of the longest name. */
    static final int LONGEST = 8;

    private static final int MOST_NAMES = 4_000_000;
    private static final long SEED = 7;

    private final HashIndex names;
    private final byte[] classSet;
    private final int[] classSets;
    private final long[] beginnings;

    private Gazetteer(long[] hashes, byte[] sets, int[] classSets, long[] beginnings) {
        names = new HashIndex(hashes.length);
        classSet = new byte[names.slots()];
        for (int i = 0; i < hashes.length; i++) {
            classSet[names.add(hashes[i])] = sets[i];
        }
        this.classSets = classSets;
        this.beginnings = beginnings;
    }

    /** The hash of no words, to which those of a name are added one after the other. */
    static long begin() {
        return SEED;
    }

    /** The hash of a run of words with one more. */
    static long add(long run, long word) {
        return Hashes.of(run, word);
    }

    /** The classes of the name with the hash, a bit each; 0 when it is none. */
    int classes(long run) {
        int slot = names.find(run);
        return slot < 0 ? 0 : classSets[classSet[slot] & 0xff];
    }

    /** Whether a longer name may begin with the run; it errs at times, to yes only. */
    boolean mayGoOn(long run) {
        return has(beginnings, first(run, beginnings.length)) && has(beginnings, second(run, beginnings.length));
    }

    // The beginnings are a Bloom filter with two hashes.
    private static boolean has(long[] bits, int bit) {
        return (bits[bit >>> 6] & (1L << bit)) != 0;
    }

    private static void set(long[] bits, int bit) {
        bits[bit >>> 6] |= 1L << bit;
    }

    private static int first(long run, int longs) {
        return (int) run & (longs * 64 - 1);
    }

    private static int second(long run, int longs) {
        return (int) (run >>> 32) & (longs * 64 - 1);
    }

    static Gazetteer read(DataInputStream in) throws IOException {
        int[] classSets = new int[in.readUnsignedByte()];
        for (int i = 0; i < classSets.length; i++) {
            classSets[i] = in.readInt();
        }
        long[] hashes = HashIndex.read(in, MOST_NAMES);
        byte[] sets = in.readNBytes(hashes.length);
        for (byte set : sets) {
            if ((set & 0xff) >= classSets.length) {
                throw new IOException("no set of classes " + set);
            }
        }
        long[] beginnings = new long[1 << in.readUnsignedByte()];
        for (int i = 0; i < beginnings.length; i++) {
            beginnings[i] = in.readLong();
        }
        return new Gazetteer(hashes, sets, classSets, beginnings);
    }

    /**
     * Writes what {@link #read} reads.
     *
     * @param classesOfName classes, a bit each, by the words of a name
     */
    static void write(Map<List<String>, Integer> classesOfName, DataOutputStream out) throws IOException {
        List<Integer> classSets = List.copyOf(new TreeSet<>(classesOfName.values()));
        if (classSets.size() > 0xff) {
            throw new IllegalArgumentException("more than 255 sets of classes: " + classSets.size());
        }
        out.writeByte(classSets.size());
        for (int set : classSets) {
            out.writeInt(set);
        }
        int log = Math.max(1, 32 - Integer.numberOfLeadingZeros(classesOfName.size() / 16));
        long[] beginnings = new long[1 << log];
        Map<Long, Integer> byHash = new TreeMap<>();
        classesOfName.forEach((words, classes) -> {
            long run = begin();
            for (int i = 0; i < words.size(); i++) {
                if (i > 0) {
                    set(beginnings, first(run, beginnings.length));
                    set(beginnings, second(run, beginnings.length));
                }
                run = add(run, Hashes.of(words.get(i)));
            }
            byHash.put(HashIndex.cut(run), classSets.indexOf(classes));
        });
        HashIndex.write(byHash.keySet().stream().mapToLong(Long::longValue).toArray(), out);
        for (int set : byHash.values()) {
            out.writeByte(set);
        }
        out.writeByte(log);
        for (long bits : beginnings) {
            out.writeLong(bits);
        }
    }
}
