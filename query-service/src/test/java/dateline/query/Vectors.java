package dateline.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Texts with which pages have been made to run scripts; each has to come out as the text that it is. */
public final class Vectors {

    private Vectors() {}

    /** More than a hundred, one a line of the file. */
    public static List<String> all() {
        try (InputStream file = Vectors.class.getResourceAsStream("/markup-vectors.txt")) {
            return new String(file.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
