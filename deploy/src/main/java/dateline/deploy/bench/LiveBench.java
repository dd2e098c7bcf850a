package dateline.deploy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.deploy.local.QueryStand;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * {@code deploy/bench live}: many listeners and many saved searches, each with a search of its own, while releases come in over
 * the topic; prints how long a release takes from the topic to the listeners, what the matching of a release costs, and what the
 * service needs.
 */
public final class LiveBench {

    private static final String USAGE = """
            deploy/bench live [--listeners N] [--alerts N] [--rate N] [--seconds N] [--hear searches|all] [--corpus DIR]
              --listeners N  streams that are open; default 1000
              --alerts N     saved searches; default 10000
              --rate N       releases a second; default 100
              --seconds N    how long; default 60
              --hear all     each listener hears every release, else those of a search of its own; default searches
              --corpus DIR   with .jsonl.gz of real releases ({"sender", "text"} a line); default ../shared/corpus/releases""";
    private static final List<String> OPTIONS =
            List.of("--listeners", "--alerts", "--rate", "--seconds", "--hear", "--corpus");
    private static final int WARM_UP_SECONDS = 10;
    private static final long WAIT_SECONDS = 180;
    private static final String OWNER = "bench";
    private static final String MATCH_COUNT = "dateline_alerts_match_seconds_count";
    private static final String MATCH_SUM = "dateline_alerts_match_seconds_sum";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out = System.out;
    private final Path home;
    private final Map<String, String> options;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<CompletableFuture<HttpResponse<Void>>> streams = new ArrayList<>();

    private LiveBench(Path home, Map<String, String> options) {
        this.home = home;
        this.options = options;
    }

    /** Takes the command line behind {@code live}; the system property dateline.home is the project's directory. */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Path home = Path.of(System.getProperty("dateline.home", "."))
                .toAbsolutePath()
                .normalize();
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
                System.err.println(USAGE);
                System.exit(2);
            }
            options.put(arguments[i].substring(2), arguments[i + 1]);
        }
        new LiveBench(home, options).run();
    }

    private void run() throws IOException, SQLException, InterruptedException {
        int listeners = number("listeners", 1000);
        int alerts = number("alerts", 10_000);
        int rate = number("rate", 100);
        int seconds = number("seconds", 60);
        boolean all = options.getOrDefault("hear", "searches").equals("all");
        Corpus corpus = Corpus.read(home.resolve(options.getOrDefault("corpus", "../shared/corpus/releases")));
        Map<String, String> broader = SearchBench.broaderTopics(home);
        List<String> leaves = broader.keySet().stream()
                .filter(code -> !broader.containsValue(code))
                .toList();
        int releases = rate * (WARM_UP_SECONDS + seconds);
        Generator generator = new Generator(corpus, leaves, releases);
        Searches searches = new Searches(corpus, generator);
        Path data = Files.createTempDirectory("dateline-bench-live");
        Deliveries heard = new Deliveries(rate * WARM_UP_SECONDS, releases);
        try (QueryStand stand = QueryStand.start(home, data)) {
            save(stand, searches, alerts);
            for (int i = 0; i < listeners; i++) {
                listen(stand.service(), all ? "" : searches.next(), heard);
            }
            await("listeners", () -> metric(stand, "dateline_live_listeners") >= listeners);
            await("saved searches", () -> metric(stand, "dateline_alerts_standing") >= alerts);
            out.printf("%d listeners, %d saved searches, memory %d MB%n", listeners, alerts, megabytes(stand));
            double service = CpuTime.seconds(stand.servicePid());
            TimeUnit.SECONDS.sleep(5);
            out.printf("at rest: %.1f %% of a core%n", 100 * (CpuTime.seconds(stand.servicePid()) - service) / 5);
            send(stand, generator, 0, rate * WARM_UP_SECONDS, rate, heard);
            double matched = metric(stand, MATCH_COUNT);
            double matchSeconds = metric(stand, MATCH_SUM);
            service = CpuTime.seconds(stand.servicePid());
            double postgres = CpuTime.seconds(stand.postgresPid());
            long begin = System.nanoTime();
            send(stand, generator, rate * WARM_UP_SECONDS, releases, rate, heard);
            double sent = (System.nanoTime() - begin) / 1e9;
            await("matching", () -> metric(stand, MATCH_COUNT) >= releases - 1 || alerts == 0);
            heard.awaitQuiet();
            double measured = releases - rate * WARM_UP_SECONDS;
            out.printf(
                    "%.0f releases in %.1f s, load average %.1f on %d cores; CPU per release: service %.1f ms, Postgres %.1f ms%n",
                    measured,
                    sent,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                    Runtime.getRuntime().availableProcessors(),
                    1000 * (CpuTime.seconds(stand.servicePid()) - service) / measured,
                    1000 * (CpuTime.seconds(stand.postgresPid()) - postgres) / measured);
            if (alerts > 0) {
                out.printf(
                        "matching against %d saved searches: %.3f ms per release%n",
                        alerts,
                        1000 * (metric(stand, MATCH_SUM) - matchSeconds) / (metric(stand, MATCH_COUNT) - matched));
            }
            out.printf("%s%nmemory %d MB%n", heard.report(), megabytes(stand));
        }
    }

    private int number(String name, int otherwise) {
        return Integer.parseInt(options.getOrDefault(name, Integer.toString(otherwise)));
    }

    // Digests of a week: what matches is kept and nobody is asked.
    private static void save(QueryStand stand, Searches searches, int alerts) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stand.jdbcUrl(), stand.databaseUser(), "")) {
            connection.setAutoCommit(false);
            try (Statement position = connection.createStatement();
                    PreparedStatement insert = connection.prepareStatement("""
                            insert into query.alert (id, owner, name, search, webhook, secret, digest_minutes, revisions,
                              created, next_digest, version)
                            values (?, ?, 'bench', ?, 'https://hook.example/', 'whsec_', 10080, false, now(),
                              now() + interval '7 days', nextval('query.alert_version'))
                            """)) {
                position.execute("insert into query.alert_position (transaction, number) values (0, 0)");
                for (int i = 0; i < alerts; i++) {
                    insert.setObject(1, UUID.randomUUID());
                    insert.setString(2, OWNER);
                    insert.setString(3, "q=" + URLEncoder.encode(searches.next(), UTF_8));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    private void listen(URI service, String query, Deliveries heard) {
        String path = query.isEmpty() ? "" : "?q=" + URLEncoder.encode(query, UTF_8);
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/releases/live" + path))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        streams.add(client.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(heard.listener()))
                .whenComplete((response, failure) -> {
                    if (failure == null && response.statusCode() != 200) {
                        out.println("refused with " + response.statusCode() + ": " + query);
                    }
                }));
    }

    private static void send(QueryStand stand, Generator generator, int from, int to, int rate, Deliveries heard)
            throws IOException, InterruptedException {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", stand.bootstrapServers());
        settings.put("acks", "all");
        settings.put("linger.ms", "5");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            long begin = System.nanoTime();
            for (int number = from; number < to; number++) {
                Draft draft = generator.release(number);
                ObjectNode event = (ObjectNode) JSON.readTree(Loader.event(draft));
                event.put("backfill", false).put("change", "new");
                byte[] value = JSON.writeValueAsBytes(event);
                long due = begin + (number - from) * 1_000_000_000L / rate;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                // In an open loop what is late counts from when it was due.
                heard.sent(draft.id(), number, due);
                sent.add(producer.send(
                        new ProducerRecord<>("releases.enriched", draft.id().getBytes(UTF_8), value)));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("not sent", e.getCause());
        }
    }

    /** The sum over all lines of a metric. */
    private double metric(QueryStand stand, String name) {
        try {
            String metrics = client.send(
                            HttpRequest.newBuilder(stand.service().resolve("/q/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return metrics.lines()
                    .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new IllegalStateException("the service gives no metrics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(String what, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static long megabytes(QueryStand stand) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + stand.servicePid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** Searches as people save them: words of every frequency, phrases, names, topics, alternatives, prefixes, negations. */
    private static final class Searches {
        private final Corpus corpus;
        private final Generator generator;
        private final SplittableRandom random = new SplittableRandom(8);

        Searches(Corpus corpus, Generator generator) {
            this.corpus = corpus;
            this.generator = generator;
        }

        String next() {
            return switch (random.nextInt(8)) {
                case 0 -> word() + " " + word();
                case 1 -> "\"" + pair() + "\"";
                case 2 -> "entity:\"" + name() + "\"";
                case 3 -> "topic:" + draft().topics().get(0) + " " + word();
                case 4 -> word() + " OR " + word();
                case 5 -> word() + " " + word() + " -" + word();
                case 6 -> "title:" + word();
                default -> word().substring(0, 4) + "* " + word();
            };
        }

        // Of the middle and the end of the list: nobody wants to be told of every second release.
        private String word() {
            int words = corpus.words().size();
            int rank = (int) Math.min(words - 1, 100 + random.nextDouble() * random.nextDouble() * words);
            return corpus.words().get(rank).getKey();
        }

        private String pair() {
            String[] words = draft().paragraphs().get(0).split(" ", -1);
            int at = random.nextInt(Math.max(1, words.length - 1));
            return (words[at] + " " + words[Math.min(at + 1, words.length - 1)]).replace("\"", "");
        }

        private String name() {
            List<String> names = draft().names();
            return names.isEmpty() ? "Nobody Known" : names.get(0);
        }

        private Draft draft() {
            return generator.release(random.nextInt(generator.releases()));
        }
    }

    /** Which releases were sent when, and when listeners heard of them. */
    private static final class Deliveries {
        private static final String ID = "data: {\"id\":\"";
        private static final int ID_LENGTH = 32;

        private final int first;
        private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
        private final long[] due;
        private final List<Listener> listeners = new ArrayList<>();

        Deliveries(int first, int releases) {
            this.first = first;
            this.due = new long[releases];
        }

        void sent(String id, int number, long at) {
            due[number] = at;
            numbers.put(id, number);
        }

        Listener listener() {
            Listener listener = new Listener();
            listeners.add(listener);
            return listener;
        }

        void awaitQuiet() throws InterruptedException {
            long before = -1;
            while (before != heard()) {
                before = heard();
                TimeUnit.SECONDS.sleep(3);
            }
        }

        private long heard() {
            return listeners.stream().mapToLong(listener -> listener.count).sum();
        }

        String report() {
            long broken = listeners.stream().filter(listener -> listener.ended).count();
            double[] millis = listeners.stream()
                    .flatMapToDouble(listener -> Arrays.stream(listener.millis, 0, listener.measured))
                    .sorted()
                    .toArray();
            if (millis.length == 0) {
                return "nothing was heard";
            }
            return "%d events heard, %d streams ended early; from due to heard: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, max %.0f ms"
                    .formatted(
                            millis.length,
                            broken,
                            SearchBench.quantile(millis, 0.5),
                            SearchBench.quantile(millis, 0.95),
                            SearchBench.quantile(millis, 0.99),
                            millis[millis.length - 1]);
        }

        private final class Listener implements Flow.Subscriber<String> {
            private double[] millis = new double[64];
            private int measured;
            private volatile long count;
            private volatile boolean ended;

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            @SuppressWarnings("NonAtomicVolatileUpdate") // Lines of one stream come one after another.
            public void onNext(String line) {
                if (!line.startsWith(ID)) {
                    return;
                }
                count++;
                Integer number = numbers.get(line.substring(ID.length(), ID.length() + ID_LENGTH));
                if (number != null && number >= first) {
                    if (measured == millis.length) {
                        millis = Arrays.copyOf(millis, measured * 2);
                    }
                    millis[measured++] = (System.nanoTime() - due[number]) / 1e6;
                }
            }

            @Override
            public void onError(Throwable failure) {
                ended = true;
            }

            @Override
            public void onComplete() {
                ended = true;
            }
        }
    }
}
