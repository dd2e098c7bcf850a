package dateline.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.enrich.annotation.AnnotationJson;
import dateline.enrich.annotation.Enricher;
import dateline.enrich.annotation.ReleaseInput;
import dateline.enrich.entity.Engine;
import dateline.enrich.entity.EntityTagger;
import dateline.enrich.topic.TopicTagger;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * Annotates the lines of a file without Kafka: each line {@code {"id", "title"?, "text", "language"?, "published"?, "country"?}} becomes {@code
 * {"id", "annotations"}}, or {@code {"id"?, "line", "error"}} where it cannot be read.
 */
public final class EvaluateEnrich {

    private static final int LONGEST_TEXT = 1_000_000;
    private static final ObjectReader JSON = AnnotationJson.MAPPER.reader();

    private EvaluateEnrich() {}

    /**
     * Runs it.
     *
     * @param args the file to read and the file to write, both JSON lines
     * @throws IOException when a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: evaluate enrich IN.jsonl OUT.jsonl");
            System.exit(2);
        }
        String engine = System.getenv().getOrDefault("DATELINE_ENTITIES_ENGINE", "auto");
        EntityTagger entities = Engine.valueOf(engine.toUpperCase(Locale.ROOT)).tagger();
        Enricher enricher = new Enricher(
                entities,
                TopicTagger.ofModel(file("DATELINE_TOPICS_HEAD"), file("DATELINE_TOPICS_VOCABULARY")),
                LONGEST_TEXT,
                Duration.ofMinutes(1),
                System::nanoTime,
                (annotator, time) -> {});
        evaluate(enricher, Path.of(args[0]), Path.of(args[1]));
    }

    private static Path file(String variable) {
        String name = System.getenv(variable);
        return name == null ? null : Path.of(name);
    }

    static void evaluate(Enricher enricher, Path in, Path out) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(in, UTF_8);
                BufferedWriter results = Files.newBufferedWriter(out, UTF_8)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    results.write(AnnotationJson.MAPPER.writeValueAsString(annotate(enricher, line, number)));
                    results.newLine();
                }
            }
        }
    }

    private static ObjectNode annotate(Enricher enricher, String line, int number) {
        ObjectNode result = AnnotationJson.MAPPER.createObjectNode();
        JsonNode read;
        try {
            read = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return result.put("line", number).put("error", "no JSON: " + e.getOriginalMessage());
        }
        if (read.has("id")) {
            result.set("id", read.get("id"));
        }
        if (!read.path("text").isTextual()) {
            return result.put("line", number).put("error", "text: missing or not a string");
        }
        try {
            ReleaseInput input = new ReleaseInput(
                    read.path("title").asText(""),
                    read.path("text").textValue(),
                    read.path("language").isTextual() ? read.path("language").textValue() : null,
                    read.path("published").isTextual()
                            ? OffsetDateTime.parse(read.path("published").textValue())
                                    .toInstant()
                            : null,
                    read.path("country").textValue());
            return result.set("annotations", AnnotationJson.MAPPER.valueToTree(enricher.enrich(input)));
        } catch (DateTimeParseException e) {
            return result.put("line", number).put("error", "published: no RFC 3339 date and time");
        }
    }
}
