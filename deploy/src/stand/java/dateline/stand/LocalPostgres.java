package dateline.stand;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** A real Postgres 17 as a child process, its data in a directory of the caller's choice. */
public final class LocalPostgres implements AutoCloseable {

    private final EmbeddedPostgres postgres;

    private LocalPostgres(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts Postgres on the loopback; an existing data directory is used as it is.
     *
     * @param dataDirectory where the cluster lives, made when missing; kept on close
     * @param port the TCP port, 0 for a free one
     * @return the running server
     * @throws UncheckedIOException when it does not start within a minute
     */
    public static LocalPostgres start(Path dataDirectory, int port) {
        try {
            return new LocalPostgres(EmbeddedPostgres.builder()
                    .setDataDirectory(dataDirectory)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("max_connections", "120")
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("Postgres did not start in " + dataDirectory + ": " + e.getMessage(), e);
        }
    }

    /** The JDBC URL of the default database, without credentials. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    /** The only user; it needs no password on the loopback. */
    public String user() {
        return "postgres";
    }

    /** The TCP port it listens on. */
    public int port() {
        return postgres.getPort();
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Postgres did not stop: " + e.getMessage(), e);
        }
    }
}
