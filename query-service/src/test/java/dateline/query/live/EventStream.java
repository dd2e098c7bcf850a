package dateline.query.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A reader of server-sent events; it reads in a thread of its own until it is closed. */
final class EventStream implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final List<String> positions = new CopyOnWriteArrayList<>();
    private final HttpResponse<InputStream> response;
    private final Thread thread;
    private volatile String lastId;
    private volatile boolean ended;

    EventStream(URI address, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            response = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        thread = new Thread(this::read, "event-stream");
        thread.setDaemon(true);
        thread.start();
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    String lastId() {
        return lastId;
    }

    boolean ended() {
        return ended;
    }

    List<String> names() {
        return List.copyOf(names);
    }

    /** The id of each event. */
    List<String> positions() {
        return List.copyOf(positions);
    }

    List<JsonNode> events() {
        return List.copyOf(events);
    }

    List<String> ids() {
        List<String> ids = new ArrayList<>();
        events.forEach(event -> ids.add(event.path("id").asText()));
        return ids;
    }

    private void read() {
        String id = null;
        String name = "message";
        StringBuilder data = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                } else if (line.isEmpty()) {
                    lastId = id;
                    if (data.length() > 0) {
                        positions.add(id);
                        names.add(name);
                        events.add(parsed(data.toString()));
                    }
                    data.setLength(0);
                    name = "message";
                }
            }
        } catch (IOException e) {
            // Closed by this side, or broken off: either way it is over.
        }
        ended = true;
    }

    private static JsonNode parsed(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("data that is not JSON: " + data, e);
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            // Over all the same.
        }
    }
}
