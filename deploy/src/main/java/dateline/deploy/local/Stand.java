package dateline.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dateline.stand.LocalKafka;
import dateline.stand.LocalPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A whole Dateline on one machine: Kafka and Postgres in this process and beside it, the three services as child processes. */
public final class Stand implements AutoCloseable {

    /** The service that polls feeds. */
    public static final String INGEST = "ingest-service";
    /** The service that annotates. */
    public static final String ENRICH = "enrich-service";
    /** The service that answers searches. */
    public static final String QUERY = "query-service";

    private static final Map<String, String> HEAPS = Map.of(INGEST, "256m", ENRICH, "512m", QUERY, "256m");

    private static final Set<String> KEPT = Set.of("lock", Up.KEY_FILE);

    private final Path home;
    private final Path data;
    private final Ports ports;
    private final String apiKey;
    private final Map<String, String> ingestEnvironment;
    private final Consumer<String> progress;
    private final Deque<Closing> closings = new ArrayDeque<>();
    private final Map<String, ServiceProcess> services = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private LocalKafka kafka;
    private String jdbcUrl;
    private String databaseUser;

    private record Closing(String what, AutoCloseable part) {}

    /**
     * Describes a stand; nothing runs yet.
     *
     * @param home the project's directory: the packaged services and deploy/contract lie beneath it
     * @param data what outlives a run: the broker's log, the database, the services' logs
     * @param ports where its parts listen
     * @param apiKey the key for the write endpoints
     * @param ingestEnvironment more environment variables for ingest-service
     * @param progress told in one line what has just started or stopped
     */
    public Stand(
            Path home,
            Path data,
            Ports ports,
            String apiKey,
            Map<String, String> ingestEnvironment,
            Consumer<String> progress) {
        this.home = home;
        this.data = data;
        this.ports = ports;
        this.apiKey = apiKey;
        this.ingestEnvironment = Map.copyOf(ingestEnvironment);
        this.progress = progress;
    }

    /**
     * Starts everything and returns when all three services are ready. What had started is stopped again by {@link #close},
     * also after a failed start.
     *
     * @param fresh whether everything that earlier runs left is dropped first, all but the API key
     * @throws StandException when a part does not start
     */
    public void start(boolean fresh) {
        lockData();
        endLeftovers();
        if (fresh) {
            dropData();
        }
        ports.requireFree();
        CompletableFuture<LocalPostgres> postgres =
                CompletableFuture.supplyAsync(() -> LocalPostgres.start(data.resolve("postgres"), ports.postgres()));
        try {
            kafka = LocalKafka.start(data.resolve("kafka"), ports.kafka());
            open("Kafka", kafka);
            progress.accept("Kafka is ready");
        } finally {
            LocalPostgres database = joined(postgres);
            open("Postgres", database);
            progress.accept("Postgres is ready");
            databaseUser = database.user();
            jdbcUrl = database.database("dateline");
        }
        Topics.ensure(kafka.bootstrapServers(), Topics.declaredBy(home.resolve("deploy/contract/asyncapi.yaml")));
        // The last to close is the first of the stream, so they start from its end.
        List<ServiceProcess> started = new ArrayList<>();
        for (String name : List.of(QUERY, ENRICH, INGEST)) {
            started.add(launch(name));
        }
        for (ServiceProcess service : started) {
            service.awaitReady();
            progress.accept(service.name() + " is ready");
        }
    }

    /** A running service by its name. */
    public ServiceProcess service(String name) {
        return services.get(name);
    }

    /** Ends a service, gracefully or at once, and starts it again; returns when it is ready. */
    public void restart(String name, boolean atOnce) {
        ServiceProcess running = services.remove(name);
        if (atOnce) {
            running.kill();
        } else {
            running.close();
        }
        synchronized (closings) {
            closings.removeIf(closing -> closing.part() == running);
        }
        launch(name).awaitReady();
    }

    /** What Kafka clients take as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + ports.kafka();
    }

    /** The database of both services that have one. */
    public String jdbcUrl() {
        return jdbcUrl;
    }

    /** Where the services' output is kept, one file each. */
    public Path logs() {
        return data.resolve("logs");
    }

    /**
     * Subscribes to the feeds of an OPML document; those that are subscribed to already stay as they are.
     *
     * @param opml the document
     * @return one sentence on what became of its feeds
     * @throws StandException when ingest-service refuses the document
     */
    public String subscribe(byte[] opml) {
        HttpRequest request = HttpRequest.newBuilder(
                        services.get(INGEST).address().resolve("/feeds/opml"))
                .header("Content-Type", "text/x-opml")
                .header("X-Api-Key", apiKey)
                .timeout(Duration.ofMinutes(2))
                .POST(HttpRequest.BodyPublishers.ofByteArray(opml))
                .build();
        try {
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new StandException("ingest-service refused the list of feeds: " + response.body());
            }
            JsonNode report = new ObjectMapper().readTree(response.body());
            StringBuilder sentence = new StringBuilder(report.path("added").asInt() + " feeds added, "
                    + report.path("known").asInt() + " known, "
                    + report.path("refused").asInt() + " refused");
            for (JsonNode refusal : report.path("refusals")) {
                sentence.append("\n           ").append(refusal.path("url").asText());
                sentence.append(": ").append(refusal.path("reason").asText());
            }
            return sentence.toString();
        } catch (IOException e) {
            throw new StandException("ingest-service could not be reached: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandException("interrupted while feeds were added", e);
        }
    }

    /**
     * Takes a part that is to be closed with the stand, before everything that was opened earlier.
     *
     * @throws StandException when the stand has been closed meanwhile; the part is then closed at once
     */
    public void open(String what, AutoCloseable part) {
        synchronized (closings) {
            closings.push(new Closing(what, part));
        }
        if (closed) {
            close();
            throw new StandException("It was ended while it started.");
        }
    }

    /** Stops everything in the order of the stream: first what polls, last the broker and the database. */
    @Override
    public void close() {
        closed = true;
        for (Closing closing = last(); closing != null; closing = last()) {
            try {
                closing.part().close();
                progress.accept(closing.what() + " has stopped");
            } catch (Exception e) {
                progress.accept(closing.what() + " did not stop cleanly: " + e.getMessage());
            }
        }
    }

    private Closing last() {
        synchronized (closings) {
            return closings.poll();
        }
    }

    private ServiceProcess launch(String name) {
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        if (!name.equals(ENRICH)) {
            environment.put("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl);
            environment.put("QUARKUS_DATASOURCE_USERNAME", databaseUser);
            environment.put("QUARKUS_DATASOURCE_PASSWORD", "");
        }
        if (!name.equals(ENRICH)) {
            environment.put("DATELINE_API_KEYS", apiKey);
        }
        if (name.equals(INGEST)) {
            environment.putAll(ingestEnvironment);
        }
        ServiceProcess service = ServiceProcess.start(
                name, jar(name), HEAPS.get(name), port(name), environment, logs().resolve(name + ".log"));
        services.put(name, service);
        service.onExit(code -> {
            if (!closed && services.get(name) == service) {
                progress.accept(name + " ended by itself with exit code " + code + "; its last words are in "
                        + logs().resolve(name + ".log"));
            }
        });
        open(name, service);
        return service;
    }

    private int port(String name) {
        return switch (name) {
            case INGEST -> ports.ingest();
            case ENRICH -> ports.enrich();
            default -> ports.query();
        };
    }

    // Two stands on one data directory would ruin it.
    private void lockData() {
        try {
            Files.createDirectories(data);
            FileChannel channel =
                    FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new StandException("Another stand already runs on " + data + ".");
            }
            open("the data directory's lock", channel);
        } catch (OverlappingFileLockException e) {
            throw new StandException("Another stand of this process already runs on " + data + ".", e);
        } catch (IOException e) {
            throw new StandException("The data directory " + data + " cannot be used: " + e.getMessage(), e);
        }
    }

    // What a killed stand could not end would hold the ports, share the consumer groups and write to dropped data.
    private void endLeftovers() {
        try {
            for (String name : List.of(INGEST, ENRICH, QUERY)) {
                ServiceProcess.endLeftover(logs().resolve(name + ".pid"), jar(name));
            }
            LocalPostgres.endLeftover(data.resolve("postgres"));
        } catch (IOException e) {
            throw new StandException("What an earlier run left on " + data + " cannot be ended: " + e.getMessage(), e);
        }
    }

    private Path jar(String name) {
        return home.resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private void dropData() {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(data) && !KEPT.contains(data.relativize(file).toString())) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new StandException(
                    "The data of earlier runs in " + data + " could not be dropped: " + e.getMessage(), e);
        }
    }

    private static LocalPostgres joined(CompletableFuture<LocalPostgres> postgres) {
        try {
            return postgres.join();
        } catch (CompletionException e) {
            throw new StandException(String.valueOf(e.getCause().getMessage()), e);
        }
    }
}
