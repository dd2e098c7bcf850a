package dateline.deploy.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The events that match a search, one JSON value a line, from query-service's stream: the query language is that service's own,
 * so it is asked instead of being understood a second time here. A stream that breaks is taken up where it was.
 */
final class SearchStream {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String DATA = "data: ";
    private static final String ID = "id: ";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final PrintStream out;
    private long left;
    private String last;

    /**
     * A stream that is to be printed.
     *
     * @param service the address of query-service
     * @param query in its query language, empty for every release
     * @param onlyNew whether it begins now instead of with the first change
     * @param most how many events are printed
     */
    SearchStream(URI service, String query, boolean onlyNew, long most, PrintStream out) {
        this.address = service.resolve(
                "/releases/live?show=whole" + (query.isEmpty() ? "" : "&q=" + URLEncoder.encode(query, UTF_8)));
        this.out = out;
        this.left = most;
        this.last = onlyNew ? null : "0";
    }

    /**
     * Prints until there was enough, or nobody reads any more.
     *
     * @throws StandException when the service refuses the search
     */
    void print() throws InterruptedException {
        while (true) {
            try {
                read(open());
            } catch (IOException e) {
                System.err.println("The stream broke off: " + e.getMessage() + "; trying again.");
            }
            if (left == 0 || out.checkError()) {
                return;
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private InputStream open() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() >= 500 || response.statusCode() == 429) {
            response.body().close();
            throw new IOException("status " + response.statusCode());
        }
        if (response.statusCode() != 200) {
            throw new StandException("The service refuses the search: "
                    + new String(response.body().readAllBytes(), UTF_8));
        }
        return response.body();
    }

    private void read(InputStream body) throws IOException {
        String id = last;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
            for (String line = lines.readLine(); line != null && left > 0; line = lines.readLine()) {
                if (line.startsWith(ID)) {
                    id = line.substring(ID.length());
                } else if (line.isEmpty()) {
                    // Only a whole event moves the position on (HTML standard, "Interpreting an event stream").
                    last = id;
                } else if (line.startsWith(DATA)) {
                    out.println(line.substring(DATA.length()));
                    left--;
                }
                if (out.checkError()) {
                    return;
                }
            }
        }
    }
}
