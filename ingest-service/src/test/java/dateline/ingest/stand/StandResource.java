package dateline.ingest.stand;

import dateline.stand.LocalKafka;
import dateline.stand.LocalPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A real Kafka with the topics and a real Postgres, both on the loopback and thrown away afterwards. */
public final class StandResource implements QuarkusTestResourceLifecycleManager {

    /** The key that write requests carry in tests. */
    public static final String KEY = "a-key-for-tests";

    private static String bootstrapServers;

    private Path directory;
    private LocalKafka kafka;
    private LocalPostgres postgres;

    /** Where the broker of the running test listens. */
    public static String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("dateline-stand");
            kafka = LocalKafka.start(directory.resolve("kafka"), 0);
            postgres = LocalPostgres.start(directory.resolve("postgres"), 0);
            bootstrapServers = kafka.bootstrapServers();
            createTopics(bootstrapServers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", bootstrapServers);
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
        settings.put("quarkus.datasource.username", postgres.user());
        settings.put("quarkus.datasource.password", "");
        settings.put("quarkus.http.test-port", "0");
        settings.put("dateline.api.keys", KEY);
        settings.put("dateline.fetch.allow-private-addresses", "true");
        settings.put("dateline.fetch.deadline", "5s");
        settings.put("dateline.poll.idle", "50ms");
        settings.put("dateline.poll.spacing", "1ms");
        settings.put("dateline.poll.retry", "1s");
        settings.put("dateline.push.callback", "https://news.example/base/");
        settings.put("dateline.push.check", "100ms");
        settings.put("dateline.push.spacing", "1ms");
        return settings;
    }

    /** Makes the topics that the service publishes to. */
    public static void createTopics(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(
                            new NewTopic("releases.ingested", 6, (short) 1)
                                    .configs(Map.of("max.message.bytes", "4194304", "cleanup.policy", "compact")),
                            new NewTopic("feeds.status", 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics could not be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making topics", e);
        }
    }

    @Override
    public void stop() {
        if (postgres != null) {
            postgres.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (directory != null) {
            delete(directory);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
