package dateline.query.match;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dateline.query.Event;
import dateline.query.change.Change;
import dateline.query.search.ChangePosition;
import dateline.query.standing.Arrival;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * By hand: what it costs to hold a release against many saved searches, in CPU time of the thread, so that a busy machine does
 * not count. Takes a {@code .jsonl.gz} of releases ({@code text} a line) and the number of searches.
 */
final class MatchBench {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROUNDS = 5;
    private static final int RELEASES = 2000;

    private MatchBench() {}

    public static void main(String[] arguments) throws IOException {
        int searches = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        List<Change> changes = changes(Path.of(arguments[0]));
        Map<String, Integer> counts = new HashMap<>();
        changes.forEach(change -> change.lexemes().words().forEach(word -> counts.merge(word, 1, Integer::sum)));
        List<String> words = counts.entrySet().stream()
                .filter(entry -> entry.getKey().matches("[a-z]{4,}"))
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
        Frequencies frequencies = new Frequencies();
        changes.subList(0, 300).forEach(change -> frequencies.observe(change.lexemes()));
        MatchIndex<Integer> index = new MatchIndex<>(frequencies);
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < searches; i++) {
            index.put(i, "('@k:english') & (" + condition(words, random) + ")");
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int round = 0; round < ROUNDS; round++) {
            long begin = threads.getCurrentThreadCpuTime();
            long matches = 0;
            for (Change change : changes) {
                Arrival arrival = new Arrival(change);
                matches += arrival.document().event().path("backfill").asBoolean()
                        ? 0
                        : index.matching(arrival.lexemes()).size();
            }
            double each = (threads.getCurrentThreadCpuTime() - begin) / 1e6 / changes.size();
            System.out.printf(
                    "%d searches, %d releases: %.3f ms CPU per release, %.1f matches each%n",
                    searches, changes.size(), each, (double) matches / changes.size());
        }
    }

    private static String condition(List<String> words, SplittableRandom random) {
        String a = word(words, random);
        String b = word(words, random);
        return switch (random.nextInt(6)) {
            case 0 -> a + " & " + b;
            case 1 -> a + " <-> " + b;
            case 2 -> a + " | " + b;
            case 3 -> a + " & " + b + " & !" + word(words, random);
            case 4 -> a + ":A";
            default -> a.substring(0, 5) + "':* & " + b;
        };
    }

    // Of all frequencies but the hundred words that every second release has.
    private static String word(List<String> words, SplittableRandom random) {
        int rank = (int) Math.min(words.size() - 1, 100 + random.nextDouble() * random.nextDouble() * words.size());
        return "'" + words.get(rank) + "'";
    }

    private static List<Change> changes(Path file) throws IOException {
        List<Change> changes = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            for (String line = lines.readLine(); line != null && changes.size() < RELEASES; line = lines.readLine()) {
                JsonNode release = JSON.readTree(line);
                String text = release.path("text").asText();
                Event event = Event.of("bench-" + changes.size()).words("", text);
                changes.add(new Change(
                        new ChangePosition(1, changes.size()),
                        event.id(),
                        Instant.EPOCH,
                        "english",
                        vector(text),
                        new String(event.bytes(), UTF_8)));
            }
        }
        return changes;
    }

    // As Postgres would write it, without stems.
    private static String vector(String text) {
        Map<String, List<String>> positions = new HashMap<>();
        String[] words = text.toLowerCase(Locale.ROOT).split("\\W+", -1);
        for (int at = 0; at < words.length; at++) {
            positions
                    .computeIfAbsent(words[at], any -> new ArrayList<>())
                    .add(at < 10 ? (at + 1) + "A" : (at + 1) + "C");
        }
        return positions.entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty())
                .map(entry -> "'" + entry.getKey() + "':" + String.join(",", entry.getValue()))
                .collect(Collectors.joining(" ", "'@k:english' '@l:en' '@s:press' ", ""));
    }
}
