package dateline.deploy.local;

import dateline.deploy.newsroom.Newsroom;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.utils.Exit;

/** {@code deploy/up}: starts the stand, says where everything is, and ends it on Ctrl-C or SIGTERM. */
public final class Up {

    /** The file of the data directory that holds the API key; it outlives --fresh. */
    static final String KEY_FILE = "api-key";

    // Below this Kafka and Postgres fail in ways that do not name the disk.
    private static final long LEAST_DISK_BYTES = 1L << 30;

    private final long began = System.nanoTime();
    private final PrintStream out = System.out;

    private Up() {}

    /** Takes the command line of {@code deploy/up}; the system property dateline.home is the project's directory. */
    public static void main(String[] arguments) throws InterruptedException {
        Path home = Path.of(System.getProperty("dateline.home", "."))
                .toAbsolutePath()
                .normalize();
        int code = new Up().run(arguments, home);
        if (code != 0) {
            System.exit(code);
        }
    }

    private int run(String[] arguments, Path home) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            out.println(UpOptions.USAGE);
            return 0;
        }
        CountDownLatch ended = new CountDownLatch(1);
        try {
            UpOptions options = UpOptions.parse(arguments, home);
            Files.createDirectories(options.data());
            requireDisk(options.data());
            String key = apiKey(options.data().resolve(KEY_FILE));
            Stand stand =
                    new Stand(home, options.data(), options.ports(), key, ingestEnvironment(options), this::progress);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                stand.close();
                ended.countDown();
            }));
            Exit.setHaltProcedure((status, message) -> giveUp(stand, message));
            Exit.setExitProcedure((status, message) -> giveUp(stand, message));
            stand.start(options.fresh());
            subscribe(stand, options);
            remember(options);
            announce(options, key);
        } catch (StandException e) {
            out.println("Dateline did not start. " + e.getMessage());
            return 1;
        } catch (IOException e) {
            out.println("Dateline did not start. " + e);
            return 1;
        }
        ended.await();
        return 0;
    }

    // Kafka halts its process when it can no longer write; without this the services would be left running.
    private void giveUp(Stand stand, String message) {
        out.println("Kafka cannot go on" + (message == null ? "" : " (" + message + ")")
                + "; the disk may be full. Dateline ends.");
        Thread closing = new Thread(stand::close);
        closing.start();
        try {
            closing.join(Duration.ofMinutes(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private void progress(String line) {
        out.printf("  %5.1f s  %s%n", (System.nanoTime() - began) / 1e9, line);
    }

    private static Map<String, String> ingestEnvironment(UpOptions options) {
        Map<String, String> environment = new HashMap<>();
        if (options.feeds() == null) {
            // The sample newsroom is on the loopback, ours, and there to be watched while it changes.
            environment.put("DATELINE_FETCH_ALLOW_PRIVATE_ADDRESSES", "true");
            environment.put("DATELINE_SCHEDULE_FLOOR", "5s");
            environment.put("DATELINE_SCHEDULE_MINIMUM_INTERVAL", "5s");
            environment.put("DATELINE_SCHEDULE_SLOWEST", "10s");
        }
        return environment;
    }

    private void subscribe(Stand stand, UpOptions options) throws IOException {
        byte[] opml;
        if (options.feeds() == null) {
            Newsroom newsroom = Newsroom.start(
                    options.ports().newsroom(), options.data().resolve("newsroom.json"), InstantSource.system());
            stand.open("the sample newsroom", newsroom);
            try (InputStream list = newsroom.opml().toURL().openStream()) {
                opml = list.readAllBytes();
            }
        } else {
            opml = Files.readAllBytes(options.feeds());
        }
        progress(stand.subscribe(opml));
    }

    private void announce(UpOptions options, String key) {
        Ports ports = options.ports();
        out.println();
        out.printf("Dateline is ready after %.1f s.%n", (System.nanoTime() - began) / 1e9);
        out.println("  search   http://127.0.0.1:" + ports.query() + "/");
        out.println(
                "  feeds    http://127.0.0.1:" + ports.ingest() + "/feeds  (X-Api-Key: " + key + " to change them)");
        out.println("  Kafka    127.0.0.1:" + ports.kafka()
                + "  topics releases.enriched, releases.ingested, feeds.status");
        out.println("  logs     " + options.data().resolve("logs"));
        out.println("Try:");
        out.println("  curl 'http://127.0.0.1:" + ports.query() + "/releases?q=water'");
        out.println("  deploy/subscribe releases.enriched");
        out.println("  open http://127.0.0.1:" + ports.query() + "/q/swagger-ui");
        out.println("Ctrl-C ends it; the data stays for the next run.");
    }

    // deploy/subscribe finds the broker and the search here.
    private static void remember(UpOptions options) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(
                "bootstrap.servers", "127.0.0.1:" + options.ports().kafka());
        properties.setProperty(
                "search.url", "http://127.0.0.1:" + options.ports().query() + "/");
        try (var file = Files.newBufferedWriter(options.data().resolve("stand.properties"))) {
            properties.store(file, null);
        }
    }

    private static String apiKey(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String key = HexFormat.of().formatHex(random);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, key);
        return key;
    }

    private static void requireDisk(Path data) throws IOException {
        long free = Files.getFileStore(data).getUsableSpace();
        if (free < LEAST_DISK_BYTES) {
            throw new StandException("The disk is nearly full: " + data + " has " + (free >> 20)
                    + " MB left, and Dateline needs " + (LEAST_DISK_BYTES >> 20) + " MB.");
        }
    }
}
