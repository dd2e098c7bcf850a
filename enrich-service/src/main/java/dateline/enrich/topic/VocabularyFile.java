package dateline.enrich.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The IPTC Media Topics as read: from the project's table, or from the JSON that IPTC publishes under {@code
 * cv.iptc.org/newscodes/mediatopic} ({@code conceptSet} of {@code qcode}, {@code prefLabel} by language, {@code broader}, {@code
 * retired}). Definitions are not read.
 *
 * @param version the day of its release
 * @param rows its concepts, those taken out of use among them
 */
record VocabularyFile(String version, List<Row> rows) {

    private static final String TABLE = "mediatopics.tsv";
    private static final String VERSION_LINE = "# IPTC Media Topics, version ";
    private static final int FIRST_LABEL = 4;
    private static final String QCODE = "medtop:";
    private static final int DAY = "2023-10-24".length();
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A concept.
     *
     * @param code eight digits
     * @param broader the concept above, null for a top level
     * @param retired the day on which it was taken out of use, or null
     * @param labels by BCP 47 tag
     */
    record Row(String code, String broader, String retired, Map<String, String> labels) {

        Row {
            labels = Map.copyOf(labels);
        }

        /** The English label. */
        String label() {
            return labels.getOrDefault("en-GB", labels.getOrDefault("en-US", labels.getOrDefault("en", "")));
        }
    }

    VocabularyFile {
        rows = List.copyOf(rows);
    }

    /** The project's table. */
    static VocabularyFile shipped() {
        List<String> lines = lines(TABLE);
        if (!lines.get(0).startsWith(VERSION_LINE)) {
            throw new IllegalStateException(TABLE + " does not say its version");
        }
        String[] columns = lines.get(2).split("\t", -1);
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(3, lines.size())) {
            String[] cells = line.split("\t", -1);
            Map<String, String> labels = new HashMap<>();
            for (int i = FIRST_LABEL; i < columns.length; i++) {
                if (!cells[i].isEmpty()) {
                    labels.put(columns[i], cells[i]);
                }
            }
            rows.add(new Row(
                    cells[0], cells[1].isEmpty() ? null : cells[1], cells[2].isEmpty() ? null : cells[2], labels));
        }
        return new VocabularyFile(lines.get(0).substring(VERSION_LINE.length()), rows);
    }

    /**
     * IPTC's own JSON.
     *
     * @throws IllegalArgumentException when the file is none, or misses a concept that another one names
     */
    static VocabularyFile published(Path file) {
        JsonNode read;
        try {
            read = JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": no JSON", e);
        }
        List<Row> rows = new ArrayList<>();
        String newest = "";
        for (JsonNode concept : read.path("conceptSet")) {
            String code = code(concept.path("qcode").asText());
            if (code == null) {
                continue;
            }
            Map<String, String> labels = new HashMap<>();
            concept.path("prefLabel")
                    .properties()
                    .forEach(label -> labels.put(
                            label.getKey(), label.getValue().asText().strip().replaceAll("\\s+", " ")));
            labels.values().removeIf(String::isEmpty);
            JsonNode broader = concept.path("broader");
            String above = code((broader.isArray() ? broader.path(0) : broader).asText());
            String retired = day(concept.path("retired").asText());
            rows.add(new Row(code, above, retired.isEmpty() ? null : retired, labels));
            String changed =
                    day(concept.path("modified").asText(concept.path("created").asText()));
            newest = changed.compareTo(newest) > 0 ? changed : newest;
        }
        String released =
                day(read.path("dateReleased").asText(read.path("modified").asText()));
        VocabularyFile vocabulary = new VocabularyFile(released.isEmpty() ? newest : released, rows);
        vocabulary.check(file);
        return vocabulary;
    }

    /** This one with the labels of another in the languages that it leaves out. */
    VocabularyFile over(VocabularyFile other) {
        Map<String, Row> former = new HashMap<>();
        other.rows.forEach(row -> former.put(row.code(), row));
        return new VocabularyFile(
                version,
                rows.stream()
                        .map(row -> {
                            Map<String, String> labels = new HashMap<>(
                                    former.containsKey(row.code())
                                            ? former.get(row.code()).labels()
                                            : Map.of());
                            labels.putAll(row.labels());
                            return new Row(row.code(), row.broader(), row.retired(), labels);
                        })
                        .toList());
    }

    private void check(Path file) {
        Set<String> used = new HashSet<>();
        rows.stream().filter(row -> row.retired() == null).map(Row::code).forEach(used::add);
        if (used.isEmpty() || version.isEmpty()) {
            throw new IllegalArgumentException(file + ": no Media Topics in it, or no date");
        }
        for (Row row : rows) {
            if (row.retired() == null && row.broader() != null && !used.contains(row.broader())) {
                throw new IllegalArgumentException(
                        file + ": " + row.code() + " stands beneath " + row.broader() + ", which is not in use");
            }
            if (row.retired() == null && row.label().isEmpty()) {
                throw new IllegalArgumentException(file + ": " + row.code() + " has no English label");
            }
        }
    }

    // "medtop:20000639", or a URI that ends in the digits.
    private static String code(String name) {
        String code =
                name.startsWith(QCODE) ? name.substring(QCODE.length()) : name.substring(name.lastIndexOf('/') + 1);
        return code.matches("\\d{8}") ? code : null;
    }

    private static String day(String time) {
        return time.matches("\\d{4}-\\d\\d-\\d\\d.*") ? time.substring(0, DAY) : "";
    }

    /** The lines of a table on the class path. */
    static List<String> lines(String resource) {
        try (InputStream stream = MediaTopics.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new BufferedReader(new InputStreamReader(stream, UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
