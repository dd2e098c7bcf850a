package dateline.deploy.contract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The JSON Schemas of deploy/contract, as an outside subscriber would load them. */
public final class Contract {

    /** Where the contract lies, seen from the module. */
    public static final Path FOLDER = Path.of("contract");

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(
                    "urn:dateline:schema:release:1", read("release.schema.json"),
                    "urn:dateline:schema:enriched-release:1", read("enriched-release.schema.json"),
                    "urn:dateline:schema:feed-status:1", read("feed-status.schema.json"))));

    private Contract() {}

    /** The schema of releases.ingested. */
    public static Schema release() {
        return REGISTRY.getSchema(SchemaLocation.of("urn:dateline:schema:release:1"));
    }

    /** The schema of releases.enriched. */
    public static Schema enrichedRelease() {
        return REGISTRY.getSchema(SchemaLocation.of("urn:dateline:schema:enriched-release:1"));
    }

    /** The schema of feeds.status. */
    public static Schema feedStatus() {
        return REGISTRY.getSchema(SchemaLocation.of("urn:dateline:schema:feed-status:1"));
    }

    private static String read(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
