package dateline.enrich.entity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engine works where. */
class EngineTest {

    @TempDir
    private Path nothing;

    /** Prints the version of the engine that is named. */
    static final class Version {
        private Version() {}

        public static void main(String[] args) {
            System.out.println("version=" + Engine.valueOf(args[0]).tagger().version());
        }
    }

    @Test
    void autoTakesTheAccurateEngine() {
        assertThat(Engine.AUTO.tagger().version()).startsWith("accurate ");
    }

    @Test
    void autoFallsBackToTheFastEngineWithAWarningWhereTheNativeLibraryIsMissing() throws Exception {
        assertThat(outputWithoutLibrary("AUTO")).contains("version=fast ").contains("engine=fast wanted=accurate");
    }

    @Test
    void theAccurateEngineByNameDoesNotFallBack() throws Exception {
        assertThat(outputWithoutLibrary("ACCURATE")).doesNotContain("version=").contains("Error");
    }

    // The library's loader looks only where this property points.
    private String outputWithoutLibrary(String engine) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Donnxruntime.native.path=" + nothing,
                        "-Dorg.jboss.logging.provider=jdk",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Version.class.getName(),
                        engine))
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
