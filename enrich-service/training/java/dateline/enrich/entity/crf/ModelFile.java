package dateline.enrich.entity.crf;

import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import dateline.enrich.text.Token;
import dateline.enrich.text.Tokens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Makes the file of a model: word clusters, list of names, weights in bytes. */
final class ModelFile {

    private static final int LABELS = Labels.COUNT;
    /** Weights beyond are cut: they are few, and a byte has to hold all. */
    private static final float MOST_WEIGHT = 4;

    private ModelFile() {}

    /** The clusters of a table of folded word and path. */
    static byte[] clusters(Path table) throws IOException {
        Map<String, String> paths = new HashMap<>();
        for (String line : Files.readAllLines(table)) {
            String[] cells = line.split("\t", -1);
            paths.put(WordForm.fold(cells[0]), cells[1]);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Clusters.write(paths, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /**
     * The list of names of a table of a name's words and the numbers of its classes; the words are cut anew as the service cuts text.
     */
    static byte[] names(Path table) throws IOException {
        Map<List<String>, Integer> names = new HashMap<>();
        for (String line : Files.readAllLines(table)) {
            String[] cells = line.split("\t", -1);
            int classes = 0;
            for (String number : cells[1].split(",", -1)) {
                classes |= 1 << Integer.parseInt(number);
            }
            PlainText name =
                    PlainText.of(cells[0].replace(" - ", "-").replace(" '", "'").replace(" ’", "’"));
            List<String> words = new ArrayList<>();
            for (Token token : Tokens.of(name, new Span(0, name.length()))) {
                words.add(name.read(token.span()));
            }
            if (!words.isEmpty() && words.size() <= Gazetteer.LONGEST) {
                names.merge(words, classes, (a, b) -> a | b);
            }
        }
        keepCommonSets(names);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Gazetteer.write(names, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    // A byte tells 255 sets of classes apart; names with one of the rarest lose their highest classes until theirs is
    // common.
    private static void keepCommonSets(Map<List<String>, Integer> names) {
        Map<Integer, Integer> count = new TreeMap<>();
        names.values().forEach(set -> count.merge(set, 1, Integer::sum));
        Set<Integer> common = new HashSet<>(count.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(200)
                .map(Map.Entry::getKey)
                .toList());
        names.replaceAll((name, set) -> {
            int smaller = set;
            while (!common.contains(smaller) && Integer.bitCount(smaller) > 1) {
                smaller &= ~Integer.highestOneBit(smaller);
            }
            return smaller;
        });
    }

    static Clusters readClusters(byte[] clusters) throws IOException {
        return Clusters.read(new DataInputStream(new ByteArrayInputStream(clusters)));
    }

    static Gazetteer readNames(byte[] names) throws IOException {
        return Gazetteer.read(new DataInputStream(new ByteArrayInputStream(names)));
    }

    /**
     * The file.
     *
     * @param least a feature none of whose weights reaches it is left out
     */
    static byte[] of(String version, byte[] clusters, byte[] names, CrfTrainer.Fit fit, float least)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new BestGzip(bytes))) {
            out.writeInt(CrfModel.MAGIC);
            out.writeByte(CrfModel.LAYOUT);
            out.writeUTF(version);
            out.write(clusters);
            out.write(names);
            float scale = MOST_WEIGHT / Byte.MAX_VALUE;
            out.writeFloat(scale);
            for (float[] row : fit.transitions()) {
                for (float weight : row) {
                    out.writeFloat(weight);
                }
            }
            int[] kept = IntStream.range(0, fit.hashes().length)
                    .filter(feature -> strongest(fit.weights(), feature) >= least)
                    .boxed()
                    .sorted(Comparator.comparingLong(feature -> fit.hashes()[feature]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            HashIndex.write(
                    Arrays.stream(kept)
                            .mapToLong(feature -> fit.hashes()[feature])
                            .toArray(),
                    out);
            for (int feature : kept) {
                for (int label = 0; label < LABELS; label++) {
                    float weight = fit.weights()[feature * LABELS + label];
                    out.writeByte(Math.round(Math.max(-MOST_WEIGHT, Math.min(MOST_WEIGHT, weight)) / scale));
                }
            }
            System.out.println("features kept=" + kept.length);
        }
        return bytes.toByteArray();
    }

    private static float strongest(float[] weights, int feature) {
        float most = 0;
        for (int label = 0; label < LABELS; label++) {
            most = Math.max(most, Math.abs(weights[feature * LABELS + label]));
        }
        return most;
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
