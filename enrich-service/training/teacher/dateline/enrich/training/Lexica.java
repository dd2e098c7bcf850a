package dateline.enrich.training;

import edu.emory.mathcs.nlp.common.collection.tree.PrefixNode;
import edu.emory.mathcs.nlp.common.collection.tree.PrefixTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tukaani.xz.XZInputStream;

/**
 * Writes two word lists of nlp4j-english 1.1.2 (Apache-2.0) as tables: {@code names.tsv}, a name's words and the numbers of its
 * classes, and {@code clusters.tsv}, a lower-case word and its path in the tree of Brown clusters.
 */
public final class Lexica {

    private static final String FOLDER = "/edu/emory/mathcs/nlp/lexica/";
    private static final int LONGEST_NAME = 8;

    private Lexica() {}

    /**
     * Runs it.
     *
     * @param args the directory to write to
     */
    public static void main(String[] args) throws IOException, ClassNotFoundException {
        Path out = Path.of(args[0]);
        Files.createDirectories(out);
        Map<String, String> names = new TreeMap<>();
        collect(((PrefixTree<?, ?>) read("en-named-entity-gazetteers-simplified.xz")).getRoot(), "", 0, names);
        write(out.resolve("names.tsv"), names);
        Map<String, String> clusters = new TreeMap<>();
        ((Map<?, ?>) read("en-brown-clusters-simplified-lowercase.xz"))
                .forEach((word, paths) -> clusters.put(word.toString(), longest((Collection<?>) paths)));
        write(out.resolve("clusters.tsv"), clusters);
    }

    private static Object read(String resource) throws IOException, ClassNotFoundException {
        try (InputStream packed = Lexica.class.getResourceAsStream(FOLDER + resource);
                ObjectInputStream objects =
                        new ObjectInputStream(new BufferedInputStream(new XZInputStream(packed), 1 << 20))) {
            return objects.readObject();
        }
    }

    private static void collect(PrefixNode<?, ?> node, String name, int words, Map<String, String> names) {
        if (node.getValue() instanceof Collection<?> classes && !classes.isEmpty()) {
            names.put(name, classes.stream().map(Object::toString).sorted().collect(Collectors.joining(",")));
        }
        if (words < LONGEST_NAME) {
            node.forEach((word, next) ->
                    collect((PrefixNode<?, ?>) next, name.isEmpty() ? "" + word : name + " " + word, words + 1, names));
        }
    }

    // A word's paths are the cuts of one path at several depths.
    private static String longest(Collection<?> paths) {
        return paths.stream()
                .map(Object::toString)
                .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static void write(Path file, Map<String, String> table) throws IOException {
        try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            table.forEach((key, value) -> lines.print(key + "\t" + value + "\n"));
        }
        System.out.println(file.getFileName() + " rows=" + table.size());
    }
}
