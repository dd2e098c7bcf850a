package dateline.deploy.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** One of the three services as a child process from its packaged jar, configured through its environment only. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration TO_DRAIN = Duration.ofSeconds(25);
    private static final Duration TO_START = Duration.ofSeconds(90);
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final String name;
    private final int port;
    private final Path log;
    private final Process process;

    private ServiceProcess(String name, int port, Path log, Process process) {
        this.name = name;
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts the process; it is not ready yet when this returns.
     *
     * @param name such as {@code ingest-service}
     * @param jar the packaged service's quarkus-run.jar
     * @param heap the JVM's -Xmx, such as {@code 256m}
     * @param port the HTTP port
     * @param environment added to this process's own
     * @param log where its output is appended
     * @return the started process
     * @throws StandException when the jar is missing or the process cannot be made
     */
    static ServiceProcess start(
            String name, Path jar, String heap, int port, Map<String, String> environment, Path log) {
        if (!Files.isRegularFile(jar)) {
            throw new StandException(name + " is not built: there is no " + jar);
        }
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            // In a session of its own, or a Ctrl-C meant for the stand would end it out of order.
            command.add(SETSID.toString());
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        try {
            Files.createDirectories(log.getParent());
            Path pid = log.resolveSibling(name + ".pid");
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Process process = builder.start();
            Files.writeString(pid, Long.toString(process.pid()));
            return new ServiceProcess(name, port, log, process);
        } catch (IOException e) {
            throw new StandException(name + " could not be started: " + e.getMessage(), e);
        }
    }

    /**
     * Ends the service that an earlier stand, killed before it could, left running.
     *
     * @param pidFile where its process id was written
     * @param jar what it runs: a process that runs something else is left alone
     */
    static void endLeftover(Path pidFile, Path jar) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> leftover = ProcessHandle.of(Long.parseLong(Files.readString(pidFile)))
                .filter(process ->
                        process.info().arguments().stream().flatMap(Stream::of).anyMatch(jar.toString()::equals));
        if (leftover.isPresent()) {
            ProcessHandle process = leftover.get();
            process.destroy();
            try {
                process.onExit().get(TO_DRAIN.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                process.destroyForcibly();
            }
        }
    }

    /** Calls back with the exit code when the process has ended, whoever ended it. */
    void onExit(IntConsumer callback) {
        CompletableFuture<Void> unused = process.onExit().thenAccept(ended -> callback.accept(ended.exitValue()));
    }

    /** Its name, such as {@code ingest-service}. */
    public String name() {
        return name;
    }

    /** Its HTTP address, without a trailing slash. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The operating system's process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until the readiness probe answers 200.
     *
     * @throws StandException when the process ends or is not ready within 90 seconds; the message ends with its last log lines
     */
    public void awaitReady() {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest probe = HttpRequest.newBuilder(address().resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + TO_START.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new StandException(name + " ended with exit code " + process.exitValue()
                        + ". Its last words, from " + log + ":\n" + lastLines());
            }
            try {
                if (http.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(150);
            } catch (IOException notYet) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StandException("interrupted while " + name + " started", e);
            }
        }
        throw new StandException(name + " was not ready within " + TO_START.toSeconds() + " s. Its last words, from "
                + log + ":\n" + lastLines());
    }

    /** Ends the process at once (SIGKILL), as a crash would. */
    public void kill() {
        process.destroyForcibly();
        waitFor(TO_DRAIN);
    }

    /** Asks the process to drain and end; ends it by force when it takes longer than 25 s. */
    @Override
    public void close() {
        process.destroy();
        if (!waitFor(TO_DRAIN)) {
            kill();
        }
    }

    private boolean waitFor(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(150);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String lastLines() {
        try {
            List<String> lines =
                    Files.readString(log, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "(the log cannot be read: " + e.getMessage() + ")";
        }
    }
}
