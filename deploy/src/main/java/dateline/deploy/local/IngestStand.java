package dateline.deploy.local;

import dateline.stand.LocalKafka;
import dateline.stand.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged ingest-service alone, one process or more, with the broker and the database that it needs. */
public final class IngestStand implements AutoCloseable {

    private final Path data;
    private final LocalKafka kafka;
    private final LocalPostgres postgres;
    private final List<ServiceProcess> services = new ArrayList<>();

    private IngestStand(Path data, LocalKafka kafka, LocalPostgres postgres) {
        this.data = data;
        this.kafka = kafka;
        this.postgres = postgres;
    }

    /**
     * Starts broker and database on free ports; the service is started by {@link #launch}.
     *
     * @param home the project's directory, with the packaged service
     * @param data where broker, database and logs are kept
     */
    public static IngestStand start(Path home, Path data) {
        Ports ports = Ports.free();
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new StandException("The data directory " + data + " cannot be made: " + e.getMessage(), e);
        }
        LocalKafka kafka = LocalKafka.start(data.resolve("kafka"), ports.kafka());
        LocalPostgres postgres = null;
        try {
            postgres = LocalPostgres.start(data.resolve("postgres"), ports.postgres());
            Topics.ensure(kafka.bootstrapServers(), Topics.declaredBy(home.resolve("deploy/contract/asyncapi.yaml")));
            return new IngestStand(data, kafka, postgres);
        } catch (RuntimeException e) {
            if (postgres != null) {
                postgres.close();
            }
            kafka.close();
            throw e;
        }
    }

    /**
     * Starts one more process of the service and returns when it is ready.
     *
     * @param home the project's directory
     * @param heap its heap, such as {@code 512m}
     * @param settings added to its environment
     * @return its process id
     */
    public long launch(Path home, String heap, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "QUARKUS_DATASOURCE_JDBC_URL",
                postgres.database("dateline"),
                "QUARKUS_DATASOURCE_USERNAME",
                postgres.user(),
                "QUARKUS_DATASOURCE_PASSWORD",
                ""));
        environment.putAll(settings);
        ServiceProcess service = ServiceProcess.start(
                Stand.INGEST,
                home.resolve(Stand.INGEST).resolve("target/quarkus-app/quarkus-run.jar"),
                heap,
                Ports.free().ingest(),
                environment,
                data.resolve("ingest-service-" + services.size() + ".log"));
        services.add(service);
        service.awaitReady();
        return service.pid();
    }

    /** Ends all processes of the service; broker and database stay. */
    public void endServices() {
        services.forEach(ServiceProcess::close);
        services.clear();
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
        endServices();
        postgres.close();
        kafka.close();
    }
}
