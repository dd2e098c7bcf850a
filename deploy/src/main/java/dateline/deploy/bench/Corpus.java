package dateline.deploy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Real releases, cut into pieces that a seeded program puts together anew.
 *
 * @param pieces runs of words, those of one release next to one another
 * @param senders who sent the release of each piece
 * @param names pairs of capitalised words that occur often enough to be names, by piece
 * @param words all words in lower case with the number of pieces that have them, the most frequent first
 */
record Corpus(
        List<String> pieces, List<String> senders, List<List<String>> names, List<Map.Entry<String, Integer>> words) {

    private static final int PIECE_WORDS = 80;
    private static final int NAME_FREQUENCY = 8;
    private static final int NAMES_OF_A_PIECE = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads every {@code .jsonl.gz} of a directory: one JSON object a line with {@code sender} and {@code text}.
     *
     * @throws IOException when there is none, or one cannot be read
     */
    static Corpus read(Path directory) throws IOException {
        List<String> pieces = new ArrayList<>();
        List<String> senders = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jsonl.gz")) {
            for (Path file : files) {
                cut(file, pieces, senders);
            }
        }
        if (pieces.isEmpty()) {
            throw new IOException("there is no .jsonl.gz with releases in " + directory);
        }
        return new Corpus(pieces, senders, names(pieces), words(pieces));
    }

    private static void cut(Path file, List<String> pieces, List<String> senders) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode release = JSON.readTree(line);
                String[] words = release.get("text").textValue().strip().split("\\s+", -1);
                for (int from = 0; from < words.length; from += PIECE_WORDS) {
                    int to = Math.min(words.length, from + PIECE_WORDS);
                    if (to - from > PIECE_WORDS / 4) {
                        pieces.add(String.join(" ", List.of(words).subList(from, to)));
                        senders.add(release.get("sender").textValue());
                    }
                }
            }
        }
    }

    private static List<List<String>> names(List<String> pieces) {
        Map<String, Integer> frequency = new HashMap<>();
        for (String piece : pieces) {
            pairs(piece).forEach(pair -> frequency.merge(pair, 1, Integer::sum));
        }
        return pieces.stream()
                .map(piece -> pairs(piece).stream()
                        .filter(pair -> frequency.get(pair) >= NAME_FREQUENCY)
                        .limit(NAMES_OF_A_PIECE)
                        .toList())
                .toList();
    }

    private static Set<String> pairs(String piece) {
        String[] words = piece.split(" ", -1);
        Set<String> pairs = new java.util.LinkedHashSet<>();
        for (int i = 0; i + 1 < words.length; i++) {
            if (capitalised(words[i]) && capitalised(words[i + 1])) {
                pairs.add(words[i] + " " + words[i + 1]);
            }
        }
        return pairs;
    }

    private static boolean capitalised(String word) {
        return word.length() > 2 && Character.isUpperCase(word.charAt(0)) && Character.isLowerCase(word.charAt(1));
    }

    private static List<Map.Entry<String, Integer>> words(List<String> pieces) {
        Map<String, Integer> frequency = new TreeMap<>();
        for (String piece : pieces) {
            Set<String> once =
                    new HashSet<>(List.of(piece.toLowerCase(Locale.ROOT).split(" ", -1)));
            once.forEach(word -> frequency.merge(word, 1, Integer::sum));
        }
        return frequency.entrySet().stream()
                .filter(entry -> entry.getKey().matches("[a-z]{4,}"))
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
    }
}
