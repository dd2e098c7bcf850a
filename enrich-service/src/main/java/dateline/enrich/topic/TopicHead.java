package dateline.enrich.topic;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What training has learnt: how a release's vector, its likeness to the concepts' labels and the phrases found in it together tell its
 * top-level topics, and how sure that is. Kept as a file of JSON with the figures that were measured.
 *
 * @param version says what it was trained on
 * @param model the encoder whose vectors it reads
 * @param vocabulary version of the Media Topics that it was trained with
 * @param tops codes of the top levels, the order of the weights' columns
 * @param background mean vector of mixed news, little-endian floats in base64
 * @param weights one row of {@code tops.size()} numbers for each dimension of the vector, and one for the constant; little-endian floats in base64
 * @param scales mean and deviation of the three scores over the training releases: weights, labels, phrases
 * @param calibration of the logistic function that makes a confidence of the fused score: constant, score, lead over the best other
 * @param figures what cross-validation measured, by name
 */
record TopicHead(
        @JsonProperty("version") String version,
        @JsonProperty("model") String model,
        @JsonProperty("vocabulary") String vocabulary,
        @JsonProperty("tops") List<String> tops,
        @JsonProperty("background") String background,
        @JsonProperty("weights") String weights,
        @JsonProperty("scales") List<Double> scales,
        @JsonProperty("calibration") List<Double> calibration,
        @JsonProperty("figures") Map<String, Double> figures) {

    private static final String RESOURCE = "topic-head.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    TopicHead {
        tops = List.copyOf(tops);
        scales = List.copyOf(scales);
        calibration = List.copyOf(calibration);
        figures = Map.copyOf(figures);
        if (scales.size() != 6 || calibration.size() != 3) {
            throw new IllegalArgumentException("a topic head has six scales and three numbers of calibration");
        }
        int rows = floats(background).length + 1;
        if (floats(weights).length != rows * tops.size()) {
            throw new IllegalArgumentException("a topic head of " + floats(weights).length + " weights for " + rows
                    + " rows of " + tops.size() + " topics");
        }
    }

    /** The head that comes with the project. */
    static TopicHead load() {
        try (InputStream stream = TopicHead.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + RESOURCE);
            }
            return JSON.readValue(stream, TopicHead.class);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    /**
     * A head of an operator's.
     *
     * @throws UncheckedIOException when the file cannot be read as one
     */
    static TopicHead load(Path file) {
        try {
            return JSON.readValue(file.toFile(), TopicHead.class);
        } catch (IOException e) {
            throw new UncheckedIOException("no topic head: " + file, e);
        }
    }

    /** Writes it for {@link #load(Path)}. */
    void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(this) + "\n");
    }

    /** The background's vector. */
    float[] backgroundVector() {
        return floats(background);
    }

    /** The weights, row after row. */
    float[] weightRows() {
        return floats(weights);
    }

    private static float[] floats(String base64) {
        byte[] octets = Base64.getDecoder().decode(base64);
        float[] numbers = new float[octets.length / Float.BYTES];
        ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
        return numbers;
    }

    static String base64(float[] numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(numbers);
        return Base64.getEncoder().encodeToString(buffer.array());
    }
}
