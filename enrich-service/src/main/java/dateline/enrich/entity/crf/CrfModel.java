package dateline.enrich.entity.crf;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The weights of a linear-chain conditional random field (Lafferty, McCallum, Pereira: Conditional random fields, 2001), one a feature and
 * label, in bytes, with what its features read. Immutable.
 */
final class CrfModel {

    static final int MAGIC = 0x4e435246;
    static final int LAYOUT = 1;

    private static final int MOST_FEATURES = 4_000_000;
    private static final int LABELS = Labels.COUNT;

    private final String version;
    private final Clusters clusters;
    private final Gazetteer gazetteer;
    private final HashIndex features;
    private final byte[] weights;
    private final float scale;
    private final float[][] transitions;

    private CrfModel(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC || in.readUnsignedByte() != LAYOUT) {
            throw new IOException("no model of this layout");
        }
        version = in.readUTF();
        clusters = Clusters.read(in);
        gazetteer = Gazetteer.read(in);
        scale = in.readFloat();
        transitions = new float[LABELS][LABELS];
        for (float[] row : transitions) {
            for (int label = 0; label < LABELS; label++) {
                row[label] = in.readFloat();
            }
        }
        long[] hashes = HashIndex.read(in, MOST_FEATURES);
        features = new HashIndex(hashes.length);
        weights = new byte[features.slots() * LABELS];
        for (long hash : hashes) {
            in.readFully(weights, features.add(hash) * LABELS, LABELS);
        }
    }

    /**
     * Reads a model's file.
     *
     * @throws IOException when it is none
     */
    static CrfModel read(InputStream file) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(file, 1 << 16), 1 << 16))) {
            return new CrfModel(in);
        }
    }

    String version() {
        return version;
    }

    /** The score of each label followed by each. */
    float[][] transitions() {
        return transitions;
    }

    /** The score of each label at each word of a sentence. */
    float[][] scores(String[] words) {
        Features reader = new Features(words, clusters, gazetteer);
        float[][] scores = new float[words.length][LABELS];
        long[] found = new long[Features.MOST];
        int[] sum = new int[LABELS];
        for (int i = 0; i < words.length; i++) {
            int count = reader.write(i, found);
            Arrays.fill(sum, 0);
            for (int f = 0; f < count; f++) {
                int slot = features.find(found[f]);
                if (slot >= 0) {
                    int at = slot * LABELS;
                    for (int label = 0; label < LABELS; label++) {
                        sum[label] += weights[at + label];
                    }
                }
            }
            for (int label = 0; label < LABELS; label++) {
                scores[i][label] = sum[label] * scale;
            }
        }
        return scores;
    }
}
