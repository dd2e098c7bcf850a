package dateline.stand;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** A real single-node Kafka (KRaft: broker and controller in one) in this process, its log in a directory of the caller's choice. */
public final class LocalKafka implements AutoCloseable {

    // Fixed, so that a log directory of an earlier run is taken up again.
    private static final String CLUSTER_ID = "ZGF0ZWxpbmUtbG9jYWwtMQ";

    private final KafkaRaftServer server;
    private final int port;

    private LocalKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts the broker on the loopback; an existing log directory is used as it is.
     *
     * @param logDirectory where the log lives, made and formatted when missing; kept on close
     * @param port the TCP port for clients, 0 for a free one
     * @return the running broker
     * @throws UncheckedIOException when the directory cannot be written
     */
    public static LocalKafka start(Path logDirectory, int port) {
        int clientPort = port == 0 ? freePort() : port;
        int controllerPort = freePort();
        try {
            format(logDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka's log directory " + logDirectory + ": " + e.getMessage(), e);
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's log directory " + logDirectory + ": " + e.getMessage(), e);
        }
        KafkaRaftServer server =
                new KafkaRaftServer(new KafkaConfig(settings(logDirectory, clientPort, controllerPort)), Time.SYSTEM);
        server.startup();
        return new LocalKafka(server, clientPort);
    }

    /** What clients take as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Map<String, Object> settings(Path logDirectory, int clientPort, int controllerPort) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + clientPort + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + clientPort);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", logDirectory.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("num.partitions", "1");
        settings.put("offsets.topic.num.partitions", "3");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("controlled.shutdown.enable", "false");
        return settings;
    }

    // What `kafka-storage format` does: without meta.properties the server refuses the directory.
    private static void format(Path logDirectory) throws Exception {
        Files.createDirectories(logDirectory);
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
                .setClusterId(CLUSTER_ID)
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(logDirectory.toString())
                .addDirectory(logDirectory.toString())
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setIgnoreFormatted(true);
        formatter.run();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free TCP port on the loopback", e);
        }
    }
}
