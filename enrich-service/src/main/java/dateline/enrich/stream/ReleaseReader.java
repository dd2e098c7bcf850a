package dateline.enrich.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.enrich.annotation.AnnotationJson;
import dateline.enrich.annotation.ReleaseInput;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Reads the value of a record of {@code releases.ingested}. */
final class ReleaseReader {

    // Decimals stay as they were written: what this service does not know is passed on unchanged.
    private static final ObjectReader JSON = AnnotationJson.MAPPER
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .with(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    private ReleaseReader() {}

    static Reading read(byte[] value) {
        if (value == null || value.length == 0) {
            return new Reading.Unreadable("value: none");
        }
        JsonNode tree;
        try {
            tree = JSON.readTree(value);
        } catch (JsonProcessingException e) {
            return new Reading.Unreadable(
                    "value: no JSON at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        } catch (IOException e) {
            return new Reading.Unreadable("value: no JSON");
        }
        if (!(tree instanceof ObjectNode release)) {
            return new Reading.Unreadable("value: not an object");
        }
        JsonNode id = release.path("id");
        if (!id.isTextual() || id.textValue().isBlank()) {
            return new Reading.Unreadable("id: missing or not a string");
        }
        JsonNode revision = release.path("revision");
        if (!revision.isIntegralNumber() || !revision.canConvertToLong() || revision.longValue() < 1) {
            return new Reading.Unreadable("revision: missing or not a number from 1");
        }
        if (!release.path("text").isTextual()) {
            return new Reading.Unreadable("text: missing or not a string");
        }
        ReleaseInput input = new ReleaseInput(
                release.path("title").asText(""),
                release.path("text").textValue(),
                release.path("language").isTextual() ? release.path("language").textValue() : null,
                instant(release.path("published")),
                release.path("source").path("country").textValue());
        return new Reading.Release(id.textValue(), revision.longValue(), input, release);
    }

    // A date of publication only helps with missing years: without a readable one the release is still a release.
    static Instant instant(JsonNode published) {
        if (!published.isTextual()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(published.textValue()).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
