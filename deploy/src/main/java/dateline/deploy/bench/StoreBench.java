package dateline.deploy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dateline.deploy.bench.OpenLoop.Sample;
import dateline.deploy.local.QueryStand;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * {@code deploy/bench store}: sends releases through Kafka into the packaged query-service while searches run, and prints how
 * many a second it stores and what one costs.
 */
public final class StoreBench {

    private static final Duration SLICE = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 200;
    private static final long PATIENCE_NANOS = Duration.ofMinutes(60).toNanos();

    private static final String USAGE = """
            deploy/bench store [--releases N] [--rate N] [--corpus DIR]
              --releases N   how many releases; default 20000
              --rate N       searches a second meanwhile; default 20
              --corpus DIR   with .jsonl.gz of real releases ({"sender", "text"} a line); default ../shared/corpus/releases""";

    private StoreBench() {}

    /** Takes the command line behind {@code store}; the system property dateline.home is the project's directory. */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Path home = Options.home();
        Options options = Options.of(USAGE, arguments);
        int releases = options.number("releases", 20_000);
        double rate = options.number("rate", 20);
        Corpus corpus = Corpus.read(options.corpus());
        List<String> topics = List.copyOf(SearchBench.broaderTopics(home).keySet());
        Generator generator = new Generator(corpus, topics, releases);
        Path data = Files.createTempDirectory("dateline-bench-store");
        try (QueryStand stand = QueryStand.start(home, data)) {
            measure(stand, corpus, generator, rate);
        } finally {
            delete(data);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private static void measure(QueryStand stand, Corpus corpus, Generator generator, double rate)
            throws SQLException, InterruptedException {
        double service = CpuTime.seconds(stand.servicePid());
        double postgres = CpuTime.seconds(stand.postgresPid());
        long begin = System.nanoTime();
        AtomicBoolean stored = new AtomicBoolean();
        List<Sample> samples = new ArrayList<>();
        CompletableFuture<Void> searching = CompletableFuture.runAsync(() -> {
            // A single release may not be there yet.
            List<QueryMix.Search> searches = new QueryMix(corpus, generator)
                    .searches().stream()
                            .filter(search -> !search.kind().equals("release"))
                            .toList();
            OpenLoop loop = new OpenLoop(stand.service());
            while (rate > 0 && !stored.get()) {
                samples.addAll(loop.run(searches, rate, SLICE));
            }
        });
        send(stand.bootstrapServers(), generator);
        while (count(stand) < generator.releases()) {
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new IllegalStateException("not stored in an hour");
            }
            Thread.sleep(LOOK_MILLIS);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        stored.set(true);
        System.out.printf(
                "stored %d releases in %.1f s: %.0f/s; CPU a release: service %.2f ms, Postgres %.2f ms%s; load average %.1f on %d cores%n",
                generator.releases(),
                seconds,
                generator.releases() / seconds,
                1000 * (CpuTime.seconds(stand.servicePid()) - service) / generator.releases(),
                1000 * (CpuTime.seconds(stand.postgresPid()) - postgres) / generator.releases(),
                rate > 0 ? ", searches included" : "",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors());
        searching.join();
        if (!samples.isEmpty()) {
            double[] millis =
                    samples.stream().mapToDouble(Sample::millis).sorted().toArray();
            System.out.printf(
                    "searches meanwhile, %.0f/s: p50 %.1f ms, p95 %.1f ms of %d, %d not 200%n",
                    rate,
                    millis[millis.length / 2],
                    millis[(int) (0.95 * (millis.length - 1))],
                    millis.length,
                    samples.stream().filter(sample -> sample.status() != 200).count());
        }
    }

    private static void send(String bootstrapServers, Generator generator) throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "20");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < generator.releases(); number++) {
                Draft draft = generator.release(number);
                ProducerRecord<String, byte[]> release = new ProducerRecord<>(
                        "releases.enriched", draft.id(), Loader.event(draft).getBytes(UTF_8));
                release.headers().add("ce_type", "dateline.release.enriched".getBytes(UTF_8));
                sent.add(producer.send(release));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("not sent", e);
        }
    }

    private static int count(QueryStand stand) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stand.jdbcUrl(), stand.databaseUser(), "");
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from query.place where revision > 0")) {
            count.next();
            return count.getInt(1);
        }
    }
}
