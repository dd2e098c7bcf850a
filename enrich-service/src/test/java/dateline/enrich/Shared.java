package dateline.enrich;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The evaluation corpora beside the project; a test over them is skipped, with the reason, where there are none. */
public final class Shared {

    private Shared() {}

    /** The file of the corpora. */
    public static Path file(String path) {
        Path file = Path.of(System.getProperty("dateline.shared", "../shared")).resolve(path);
        assumeTrue(Files.exists(file), () -> "no corpus at " + file);
        return file;
    }

    /** The text of a file of the corpora. */
    public static String text(String path) {
        try {
            return Files.readString(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
