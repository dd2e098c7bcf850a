package dateline.deploy.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The TCP ports of a stand, all on the loopback.
 *
 * @param query the search
 * @param ingest the feeds
 * @param enrich health and metrics only
 * @param kafka clients of the broker
 * @param postgres clients of the database
 * @param newsroom the sample newsroom
 */
public record Ports(int query, int ingest, int enrich, int kafka, int postgres, int newsroom) {

    /** The ports of {@code deploy/up}. */
    public static Ports usual() {
        return new Ports(8080, 8081, 8082, 9092, 5433, 8090);
    }

    /** Ports that are free now. */
    public static Ports free() {
        ServerSocket[] sockets = new ServerSocket[6];
        try {
            int[] ports = new int[sockets.length];
            for (int i = 0; i < sockets.length; i++) {
                sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ports[i] = sockets[i].getLocalPort();
            }
            return new Ports(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5]);
        } catch (IOException e) {
            throw new UncheckedIOException("no free TCP port on the loopback", e);
        } finally {
            for (ServerSocket socket : sockets) {
                closeQuietly(socket);
            }
        }
    }

    /**
     * Checks that nothing listens on any of them.
     *
     * @throws StandException naming the first port that is taken, and who wanted it
     */
    void requireFree() {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        wanted.put("query", query);
        wanted.put("ingest", ingest);
        wanted.put("enrich", enrich);
        wanted.put("kafka", kafka);
        wanted.put("postgres", postgres);
        wanted.put("newsroom", newsroom);
        wanted.forEach((who, port) -> {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            } catch (IOException taken) {
                throw new StandException("Port " + port + " (" + who
                        + ") is taken: end what uses it, or choose another with --" + who + "-port N.");
            }
        });
    }

    /** The same with another port for one part. */
    Ports with(String who, int port) {
        return switch (who) {
            case "query" -> new Ports(port, ingest, enrich, kafka, postgres, newsroom);
            case "ingest" -> new Ports(query, port, enrich, kafka, postgres, newsroom);
            case "enrich" -> new Ports(query, ingest, port, kafka, postgres, newsroom);
            case "kafka" -> new Ports(query, ingest, enrich, port, postgres, newsroom);
            case "postgres" -> new Ports(query, ingest, enrich, kafka, port, newsroom);
            case "newsroom" -> new Ports(query, ingest, enrich, kafka, postgres, port);
            default -> throw new IllegalArgumentException("no part is called " + who);
        };
    }

    private static void closeQuietly(ServerSocket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException ignored) {
            // It was only held to reserve a number.
        }
    }
}
