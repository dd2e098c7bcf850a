package dateline.deploy.local;

import java.net.URI;
import java.nio.file.Path;

/** The packaged query-service alone, with the broker and the database that it needs. */
public final class QueryStand implements AutoCloseable {

    private final Backing backing;
    private final ServiceProcess service;

    private QueryStand(Backing backing, ServiceProcess service) {
        this.backing = backing;
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
        Backing backing = Backing.start(home, data, ports);
        ServiceProcess service = null;
        boolean ready = false;
        try {
            service = ServiceProcess.start(
                    Stand.QUERY,
                    home.resolve(Stand.QUERY).resolve("target/quarkus-app/quarkus-run.jar"),
                    "512m",
                    ports.query(),
                    backing.environment(),
                    data.resolve("query-service.log"));
            service.awaitReady();
            ready = true;
            return new QueryStand(backing, service);
        } finally {
            if (!ready) {
                close(service, backing);
            }
        }
    }

    /** The service's HTTP address. */
    public URI service() {
        return service.address();
    }

    /** Where the broker listens. */
    public String bootstrapServers() {
        return backing.bootstrapServers();
    }

    /** The service's process id. */
    public long servicePid() {
        return service.pid();
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
        close(service, backing);
    }

    private static void close(ServiceProcess service, Backing backing) {
        if (service != null) {
            service.close();
        }
        backing.close();
    }
}
