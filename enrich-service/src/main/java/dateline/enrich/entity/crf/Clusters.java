package dateline.enrich.entity.crf;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Words that stand in like contexts, by the path of their cluster in a binary tree (Brown et al.: Class-based n-gram models of natural
 * language, 1992).
 */
final class Clusters {

    /** Path lengths at which a cluster is looked at; the last stands for the whole path. */
    private static final int[] CUTS = {4, 6, 10, Integer.MAX_VALUE};

    static final int DEPTHS = CUTS.length;

    private static final int MOST_WORDS = 2_000_000;

    private final HashIndex words;
    private final short[] cluster;
    private final long[][] paths;

    private Clusters(long[] hashes, short[] clusters, String[] names) {
        words = new HashIndex(hashes.length);
        cluster = new short[words.slots()];
        for (int i = 0; i < hashes.length; i++) {
            cluster[words.add(hashes[i])] = clusters[i];
        }
        paths = new long[names.length][DEPTHS];
        for (int i = 0; i < names.length; i++) {
            for (int depth = 0; depth < DEPTHS; depth++) {
                paths[i][depth] = Hashes.of(names[i], 0, Math.min(CUTS[depth], names[i].length()));
            }
        }
    }

    /** The cluster of a word by the hash of its folded form, or -1. */
    int find(long folded) {
        int slot = words.find(folded);
        return slot < 0 ? -1 : cluster[slot];
    }

    /** The hash of a cluster's path at a depth. */
    long path(int cluster, int depth) {
        return paths[cluster][depth];
    }

    static Clusters read(DataInputStream in) throws IOException {
        String[] names = new String[in.readUnsignedShort()];
        for (int i = 0; i < names.length; i++) {
            names[i] = in.readUTF();
        }
        long[] hashes = HashIndex.read(in, MOST_WORDS);
        short[] clusters = new short[hashes.length];
        for (int i = 0; i < clusters.length; i++) {
            clusters[i] = in.readShort();
            if (clusters[i] < 0 || clusters[i] >= names.length) {
                throw new IOException("no cluster " + clusters[i]);
            }
        }
        return new Clusters(hashes, clusters, names);
    }

    /**
     * Writes what {@link #read} reads.
     *
     * @param pathOfWord path of 0 and 1 by folded word
     */
    static void write(Map<String, String> pathOfWord, DataOutputStream out) throws IOException {
        List<String> names = List.copyOf(new TreeSet<>(pathOfWord.values()));
        Map<String, Integer> number = new TreeMap<>();
        out.writeShort(names.size());
        for (String name : names) {
            number.put(name, number.size());
            out.writeUTF(name);
        }
        Map<Long, Integer> byHash = new TreeMap<>();
        pathOfWord.forEach((word, path) -> byHash.put(HashIndex.cut(Hashes.of(word)), number.get(path)));
        long[] hashes = byHash.keySet().stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(hashes);
        HashIndex.write(hashes, out);
        for (long hash : hashes) {
            out.writeShort(byHash.get(hash));
        }
    }
}
