package dateline.stand;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real Postgres 17 as a child process, its data in a directory of the caller's choice. */
public final class LocalPostgres implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final EmbeddedPostgres postgres;

    private LocalPostgres(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts Postgres on the loopback; an existing data directory is used as it is. A server that an earlier run, killed
     * before it could clean up, left on the same directory is stopped first.
     *
     * @param dataDirectory where the cluster lives, made when missing; kept on close
     * @param port the TCP port, 0 for a free one
     * @return the running server; the caller closes it, there is no shutdown hook
     * @throws UncheckedIOException when it does not start within a minute
     */
    public static LocalPostgres start(Path dataDirectory, int port) {
        return start(dataDirectory, port, "256MB");
    }

    /**
     * Starts Postgres with more memory or less.
     *
     * @param dataDirectory where its data are kept; made when missing
     * @param port where it listens; 0 for a free one
     * @param sharedBuffers how much of its tables it keeps in memory, as Postgres writes sizes
     * @return the running server; the caller closes it, there is no shutdown hook
     * @throws UncheckedIOException when it does not start within a minute
     */
    public static LocalPostgres start(Path dataDirectory, int port, String sharedBuffers) {
        try {
            endLeftover(dataDirectory);
            return new LocalPostgres(EmbeddedPostgres.builder()
                    .setDataDirectory(dataDirectory)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setLocaleConfig("encoding", "UTF8")
                    .setServerConfig("shared_buffers", sharedBuffers)
                    .setServerConfig("max_connections", "120")
                    .setPGStartupWait(PATIENCE)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("Postgres did not start in " + dataDirectory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Makes a database unless it is there.
     *
     * @param name letters, digits and underscores only
     * @return its JDBC URL, without credentials
     */
    public String database(String name) {
        if (!name.matches("[a-z_][a-z0-9_]*")) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement exists = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            exists.setString(1, name);
            if (!exists.executeQuery().next()) {
                try (Statement create = connection.createStatement()) {
                    create.execute("create database " + name);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("database " + name + " could not be made: " + e.getMessage(), e);
        }
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name;
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

    /**
     * Ends the server that an earlier run left on a data directory.
     *
     * @param dataDirectory the cluster's directory; nothing is done when no server runs on it
     * @throws IOException when the server does not stop within a minute
     */
    public static void endLeftover(Path dataDirectory) throws IOException {
        // The first line of postmaster.pid is the server's process id (PostgreSQL documentation, "Database File
        // Layout").
        Path pidFile = dataDirectory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        String pid = Files.readAllLines(pidFile).get(0).trim();
        Optional<ProcessHandle> server = ProcessHandle.of(Long.parseLong(pid))
                .filter(process -> process.info().command().orElse("").endsWith("postgres"));
        if (server.isPresent()) {
            server.get().destroy();
            try {
                server.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                throw new IOException("the Postgres of an earlier run (process " + pid + ") does not stop", e);
            }
        }
    }
}
