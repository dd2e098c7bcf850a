package dateline.deploy.local;

import dateline.stand.LocalKafka;
import dateline.stand.LocalPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The packaged query-service alone, with the broker and the database that it needs. */
public final class QueryStand implements AutoCloseable {

    private final Path data;
    private final LocalKafka kafka;
    private final LocalPostgres postgres;
    private final ServiceProcess service;

    private QueryStand(Path data, LocalKafka kafka, LocalPostgres postgres, ServiceProcess service) {
        this.data = data;
        this.kafka = kafka;
        this.postgres = postgres;
        this.service = service;
    }

    /**
     * Starts all three on free ports and returns when the service is ready.
     *
     * @param home the project's directory, with the packaged service
     * @param data where broker, database and log are kept
     * @throws StandException when a part does not start
     */
    public static QueryStand start(Path home, Path data) {
        Ports ports = Ports.free();
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new StandException("The data directory " + data + " cannot be made: " + e.getMessage(), e);
        }
        LocalKafka kafka = LocalKafka.start(data.resolve("kafka"), ports.kafka());
        LocalPostgres postgres = null;
        ServiceProcess service = null;
        boolean ready = false;
        try {
            postgres = LocalPostgres.start(data.resolve("postgres"), ports.postgres());
            Topics.ensure(kafka.bootstrapServers(), Topics.declaredBy(home.resolve("deploy/contract/asyncapi.yaml")));
            service = ServiceProcess.start(
                    Stand.QUERY,
                    home.resolve(Stand.QUERY).resolve("target/quarkus-app/quarkus-run.jar"),
                    "512m",
                    ports.query(),
                    Map.of(
                            "KAFKA_BOOTSTRAP_SERVERS",
                            kafka.bootstrapServers(),
                            "QUARKUS_DATASOURCE_JDBC_URL",
                            postgres.database("dateline"),
                            "QUARKUS_DATASOURCE_USERNAME",
                            postgres.user(),
                            "QUARKUS_DATASOURCE_PASSWORD",
                            ""),
                    data.resolve("query-service.log"));
            service.awaitReady();
            ready = true;
            return new QueryStand(data, kafka, postgres, service);
        } finally {
            if (!ready) {
                close(service, postgres, kafka);
            }
        }
    }

    /** The service's HTTP address. */
    public URI service() {
        return service.address();
    }

    /** Where the broker listens. */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** The service's process id. */
    public long servicePid() {
        return service.pid();
    }

    /** The process id of Postgres' first process, the parent of all others. */
    public long postgresPid() {
        try {
            // PostgreSQL documentation, "Database File Layout": the first line is the process id.
            return Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                    .get(0)
                    .strip());
        } catch (IOException e) {
            throw new StandException("Postgres left no process id in " + data + ": " + e.getMessage(), e);
        }
    }

    /** The database of the service. */
    public String jdbcUrl() {
        return postgres.database("dateline");
    }

    /** The user of the database; there is no password. */
    public String databaseUser() {
        return postgres.user();
    }

    @Override
    public void close() {
        close(service, postgres, kafka);
    }

    private static void close(ServiceProcess service, LocalPostgres postgres, LocalKafka kafka) {
        if (service != null) {
            service.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        kafka.close();
    }
}
