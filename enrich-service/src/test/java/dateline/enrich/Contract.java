package dateline.enrich;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The schemas and examples of the contract. */
public final class Contract {

    private static final Path DIRECTORY = Path.of("../deploy/contract");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(
                    "urn:dateline:schema:release:1", read("release.schema.json"),
                    "urn:dateline:schema:enriched-release:1", read("enriched-release.schema.json"))));
    private static final Schema ENRICHED =
            REGISTRY.getSchema(com.networknt.schema.SchemaLocation.of("urn:dateline:schema:enriched-release:1"));

    private Contract() {}

    /** What the schema of enriched releases has against the event; nothing when it is valid. */
    public static List<String> violations(String event) {
        return ENRICHED
                .validate(
                        event,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    /** The example with the file name. */
    public static ObjectNode example(String name) {
        try {
            return (ObjectNode) JSON.readTree(read("examples/" + name));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** The names of all examples of ingested releases. */
    public static List<String> releases() {
        try (Stream<Path> files = Files.list(DIRECTORY.resolve("examples"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("release-"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("examples", e);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(DIRECTORY.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
