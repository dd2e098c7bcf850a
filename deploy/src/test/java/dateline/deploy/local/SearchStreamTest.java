package dateline.deploy.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reader of a search's stream, against a service that breaks off. */
class SearchStreamTest {

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/releases/live", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void aStreamThatBreaksInsideAnEventIsTakenUpBehindTheLastWholeOne() throws InterruptedException {
        stream("wa&ter", false, 3).print();

        assertThat(printed.toString(UTF_8)).isEqualTo("{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n");
        assertThat(asked).containsExactly("show=whole&q=wa%26ter from 0", "show=whole&q=wa%26ter from 1.1");
    }

    @Test
    void whatIsNewBeginsWithoutAPosition() throws InterruptedException {
        stream("", true, 1).print();

        assertThat(asked).containsExactly("show=whole from null");
    }

    @Test
    void aRefusedSearchEndsWithTheReason() {
        assertThatThrownBy(() -> stream("(", false, 1).print())
                .isInstanceOf(StandException.class)
                .hasMessageContaining("never closed");
    }

    private SearchStream stream(String query, boolean onlyNew, long most) {
        URI service = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return new SearchStream(service, query, onlyNew, most, new PrintStream(printed, true, UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        asked.add(query + " from " + exchange.getRequestHeaders().getFirst("Last-Event-ID"));
        boolean refused = query.endsWith("%28");
        // The first answer ends between an event's id and its data.
        String body = refused
                ? "{\"detail\":\"This parenthesis is never closed.\"}"
                : asked.size() == 1
                        ? "retry: 1\nid: 1.0\n\nid: 1.1\nevent: release\ndata: {\"n\":1}\n\nid: 1.2\nevent: release\n"
                        : "id: 1.2\ndata: {\"n\":2}\n\n: \nid: 1.3\n\nid: 1.4\ndata: {\"n\":3}\n\n";
        exchange.sendResponseHeaders(refused ? 400 : 200, 0);
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }
}
