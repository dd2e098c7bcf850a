package dateline.deploy.local;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/up} as a person starts and ends it. */
class UpIT {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private final Map<Process, Path> outputs = new HashMap<>();
    private List<ProcessHandle> orphans = List.of();

    @TempDir
    Path folder;

    @AfterEach
    void endWhatIsLeft() throws InterruptedException {
        orphans.forEach(ProcessHandle::destroyForcibly);
        for (Process process : outputs.keySet()) {
            process.destroy();
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void itServesTheNewsroomEndsInOrderKeepsItsDataAndCleansUpAfterAKill() throws Exception {
        Path data = folder.resolve("data");
        Process first = up(HOME, "--free-ports", "--data", data.toString());
        String query = awaitAddress(first);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get(query + "releases?q=Imnadze")
                        .then()
                        .statusCode(200)
                        .body("total", greaterThanOrEqualTo(1)));
        List<ProcessHandle> children = first.descendants().toList();
        assertThat(children).hasSize(3);
        assertThat(data.resolve("postgres/postmaster.pid")).exists();

        first.destroy();
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(stops(output(first)))
                .containsExactly(
                        "the sample newsroom",
                        "ingest-service",
                        "enrich-service",
                        "query-service",
                        "Postgres",
                        "Kafka",
                        "the data directory's lock");
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();

        // What the first run stored is there before the second has polled anything.
        Process second = up(HOME, "--free-ports", "--data", data.toString());
        String again = awaitAddress(second);
        given().get(again + "releases?q=Imnadze").then().body("total", greaterThanOrEqualTo(1));

        orphans = second.descendants().toList();
        second.destroyForcibly();
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(orphans).hasSize(3).allMatch(ProcessHandle::isAlive);
        awaitAddress(up(HOME, "--free-ports", "--fresh", "--data", data.toString()));
        assertThat(orphans).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aTakenPortIsOneSentenceAndNothingIsLeftRunning() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process up = up(
                    HOME,
                    "--free-ports",
                    "--data",
                    folder.resolve("data").toString(),
                    "--query-port",
                    Integer.toString(taken.getLocalPort()));
            assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(up.exitValue()).isEqualTo(1);
            assertThat(output(up))
                    .contains("Dateline did not start. Port " + taken.getLocalPort() + " (query) is taken")
                    .doesNotContain("\tat ");
            assertThat(up.descendants()).isEmpty();
        }
    }

    @Test
    void aStartThatFailsHalfwayEndsWhatItHadStarted() throws Exception {
        // A project without packaged services: Kafka and Postgres run by the time that this shows.
        Path home = Files.createDirectories(folder.resolve("home"));
        Path contract = Files.createDirectories(home.resolve("deploy/contract"));
        Files.copy(Path.of("contract/asyncapi.yaml"), contract.resolve("asyncapi.yaml"));
        Process up = up(home, "--free-ports", "--data", folder.resolve("data").toString());
        assertThat(up.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(up.exitValue()).isEqualTo(1);
        String output = output(up);
        assertThat(output)
                .contains("Dateline did not start. query-service is not built")
                .doesNotContain("\tat ");
        assertThat(stops(output)).containsExactly("Postgres", "Kafka", "the data directory's lock");
        assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();
    }

    private Process up(Path home, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Ddateline.home=" + home,
                "-Djava.util.logging.config.file="
                        + Path.of("logging.properties").toAbsolutePath(),
                "-cp",
                Path.of("target/classes") + ":" + Path.of("target/lib") + "/*",
                Up.class.getName()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "up", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        outputs.put(process, output);
        return process;
    }

    private String output(Process process) throws IOException {
        return Files.readString(outputs.get(process));
    }

    private String awaitAddress(Process process) {
        Pattern search = Pattern.compile("search +(http://127.0.0.1:\\d+/)");
        await().atMost(Duration.ofSeconds(150))
                .until(() -> !process.isAlive() || output(process).contains("Ctrl-C ends it"));
        try {
            Matcher matcher = search.matcher(output(process));
            assertThat(matcher.find()).as(output(process)).isTrue();
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> stops(String output) {
        return output.lines()
                .filter(line -> line.endsWith(" has stopped"))
                .map(line -> line.replaceAll("^ *[\\d.]+ s  | has stopped$", ""))
                .toList();
    }
}
