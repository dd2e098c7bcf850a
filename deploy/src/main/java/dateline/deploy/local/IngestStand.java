package dateline.deploy.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged ingest-service alone, one process or more, with the broker and the database that it needs. */
public final class IngestStand implements AutoCloseable {

    private final Path data;
    private final Backing backing;
    private final List<ServiceProcess> services = new ArrayList<>();

    private IngestStand(Path data, Backing backing) {
        this.data = data;
        this.backing = backing;
    }

    /**
     * Starts broker and database on free ports; the service is started by {@link #launch}.
     *
     * @param home the project's directory, with the packaged service
     * @param data where broker, database and logs are kept
     */
    public static IngestStand start(Path home, Path data) {
        return new IngestStand(data, Backing.start(home, data, Ports.free()));
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
        Map<String, String> environment = new HashMap<>(backing.environment());
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
        return backing.postgresPid();
    }

    /** The database of the service. */
    public String jdbcUrl() {
        return backing.jdbcUrl();
    }

    /** The user of the database; there is no password. */
    public String databaseUser() {
        return backing.databaseUser();
    }

    @Override
    public void close() {
        endServices();
        backing.close();
    }
}
