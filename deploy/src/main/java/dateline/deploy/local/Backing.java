package dateline.deploy.local;

import dateline.stand.LocalKafka;
import dateline.stand.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The broker, with the topics of the contract, and the database that a single service needs. */
final class Backing implements AutoCloseable {

    // As a server of a million releases would have it: their rows and indexes, without the texts.
    private static final String MEMORY = "2GB";

    private final Path data;
    private final LocalKafka kafka;
    private final LocalPostgres postgres;

    private Backing(Path data, LocalKafka kafka, LocalPostgres postgres) {
        this.data = data;
        this.kafka = kafka;
        this.postgres = postgres;
    }

    /**
     * Starts both.
     *
     * @param home the project's directory
     * @param data where they keep what they hold; made when missing
     * @param ports where they listen
     * @throws StandException when a part does not start
     */
    static Backing start(Path home, Path data, Ports ports) {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new StandException("The data directory " + data + " cannot be made: " + e.getMessage(), e);
        }
        LocalKafka kafka = LocalKafka.start(data.resolve("kafka"), ports.kafka());
        LocalPostgres postgres = null;
        boolean ready = false;
        try {
            postgres = LocalPostgres.start(data.resolve("postgres"), ports.postgres(), MEMORY);
            Topics.ensure(kafka.bootstrapServers(), Topics.declaredBy(home.resolve("deploy/contract/asyncapi.yaml")));
            ready = true;
            return new Backing(data, kafka, postgres);
        } finally {
            if (!ready) {
                close(postgres, kafka);
            }
        }
    }

    /** What a service is told of both. */
    Map<String, String> environment() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "QUARKUS_DATASOURCE_JDBC_URL",
                jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                databaseUser(),
                "QUARKUS_DATASOURCE_PASSWORD",
                "");
    }

    /** Where the broker listens. */
    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** The database of the service. */
    String jdbcUrl() {
        return postgres.database("dateline");
    }

    /** The user of the database; there is no password. */
    String databaseUser() {
        return postgres.user();
    }

    /** The process id of Postgres' first process, the parent of all others. */
    long postgresPid() {
        try {
            // PostgreSQL documentation, "Database File Layout": the first line is the process id.
            return Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                    .get(0)
                    .strip());
        } catch (IOException e) {
            throw new StandException("Postgres left no process id in " + data + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        close(postgres, kafka);
    }

    private static void close(LocalPostgres postgres, LocalKafka kafka) {
        if (postgres != null) {
            postgres.close();
        }
        kafka.close();
    }
}
