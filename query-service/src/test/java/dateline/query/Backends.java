package dateline.query;

import dateline.stand.LocalKafka;
import dateline.stand.LocalPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A real broker with the topics of this service, and a real database, for the time of the tests. */
public final class Backends implements QuarkusTestResourceLifecycleManager {

    // Static, so that a test can take the database away for a while.
    private static LocalPostgres postgres;
    private static Path directory;
    private LocalKafka kafka;

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("dateline-query");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        kafka = LocalKafka.start(directory.resolve("kafka"), 0);
        postgres = LocalPostgres.start(directory.resolve("postgres"), 0);
        createTopics();
        // A short walk and a low cap, so that a few releases are enough to go by the word index and to stop counting.
        return Map.of(
                "dateline.search.walk",
                "3",
                "dateline.search.count-cap",
                "30",
                "dateline.search.facet-matches",
                "30",
                "dateline.search.histogram-matches",
                "30",
                "kafka.bootstrap.servers",
                kafka.bootstrapServers(),
                "quarkus.datasource.jdbc.url",
                postgres.jdbcUrl(),
                "quarkus.datasource.username",
                postgres.user());
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

    /** Runs something while the database is away. */
    static void withoutPostgres(Runnable meanwhile) {
        int port = postgres.port();
        postgres.close();
        try {
            meanwhile.run();
        } finally {
            postgres = LocalPostgres.start(directory.resolve("postgres"), port);
        }
    }

    private void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic("releases.enriched", 3, (short) 1)
                                    .configs(Map.of("max.message.bytes", "4194304")),
                            new NewTopic("releases.enriched.dead", 1, (short) 1)
                                    .configs(Map.of("max.message.bytes", "4194304"))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics were not made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
