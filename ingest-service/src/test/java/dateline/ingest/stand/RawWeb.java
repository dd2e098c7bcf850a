package dateline.ingest.stand;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A web server that is only sockets: every octet of an answer is the test's, every octet of a request is remembered, and an
 * answer may be slow, broken or without end.
 */
public final class RawWeb implements AutoCloseable {

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    /** How a path answers: whatever is written to the connection. */
    @FunctionalInterface
    public interface Answer {

        /** Writes the answer. */
        void write(OutputStream out) throws IOException;
    }

    /**
     * One request.
     *
     * @param line the request line
     * @param fields the header fields as they came, in order
     * @param connection the number of the connection it came on
     */
    public record Request(String line, List<String> fields, int connection) {

        /** The value of a header field as it came, empty when it was not sent. */
        public Optional<String> field(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return fields.stream()
                    .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(field -> field.substring(start.length()).strip())
                    .findFirst();
        }
    }

    /** Starts the server on a free port of the loopback. */
    public RawWeb() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** An answer with a status line's code, header fields and a body of known length. */
    public static Answer answer(int status, byte[] body, String... fields) {
        String head = "HTTP/1.1 " + status + " Scripted\r\n"
                + List.of(fields).stream().map(field -> field + "\r\n").collect(Collectors.joining())
                + (status == 304 ? "" : "Content-Length: " + body.length + "\r\n") + "\r\n";
        return out -> {
            out.write(head.getBytes(ISO_8859_1));
            if (status != 304) {
                out.write(body);
            }
        };
    }

    /** An answer with a text as its body. */
    public static Answer answer(int status, String body, String... fields) {
        return answer(status, body.getBytes(UTF_8), fields);
    }

    /** Makes a path answer from now on. */
    public RawWeb on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    /** The URL of a path. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    /** All requests so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The last request. */
    public Request last() {
        return requests.get(requests.size() - 1);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                int number = connections.size();
                threads.execute(() -> serve(connection, number));
            } catch (SocketException e) {
                return; // closed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket connection, int number) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (String line = line(in); line != null; line = line(in)) {
                List<String> fields = new CopyOnWriteArrayList<>();
                for (String field = line(in); field != null && !field.isEmpty(); field = line(in)) {
                    fields.add(field);
                }
                requests.add(new Request(line, fields, number));
                String path = line.split(" ", -1)[1];
                answers.getOrDefault(path, answer(404, "nothing here")).write(connection.getOutputStream());
                connection.getOutputStream().flush();
            }
        } catch (IOException e) {
            // The client went away, which is what some tests are about.
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return line.toString(ISO_8859_1).stripTrailing();
            }
            line.write(c);
        }
        return null;
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
