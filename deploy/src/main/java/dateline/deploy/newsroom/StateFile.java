package dateline.deploy.newsroom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a {@link LiveState} as JSON; a crash while writing leaves the older state whole. */
record StateFile(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /**
     * The state kept, or nothing when there is none yet. A file that is no state is reported and counts as none: the sample
     * data is not worth a failed start.
     *
     * @throws IOException when it cannot be read
     */
    Optional<LiveState> read() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(path.toFile(), LiveState.class));
        } catch (JsonProcessingException e) {
            LOG.warn("newsroom-state file={} outcome=ignored reason=\"{}\"", path, e.getOriginalMessage());
            return Optional.empty();
        }
    }

    /**
     * Replaces the file.
     *
     * @throws IOException when it cannot be written
     */
    void write(LiveState state) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path beside = Files.createTempFile(directory, "newsroom", ".json");
        JSON.writeValue(beside.toFile(), state);
        Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
