package dateline.ingest.stand;

import static java.nio.charset.StandardCharsets.UTF_8;

import dateline.ingest.stand.ScriptedWeb.Answer;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;

/** A WebSub hub that does as tests say: it remembers what it was asked, and verifies and delivers when told to. */
public final class ScriptedHub {

    private final ScriptedWeb web;
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private final List<String> types = new CopyOnWriteArrayList<>();

    /** A hub at a path of a server, which answers 202. */
    public ScriptedHub(ScriptedWeb web, String path) {
        this.web = web;
        web.on(path, exchange -> {
            types.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            requests.add(fields(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            Answer.of(202, "").to(exchange);
        });
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> URLDecoder.decode(field[0], UTF_8), field -> URLDecoder.decode(field[1], UTF_8)));
    }

    /** What it was asked so far. */
    public List<Map<String, String>> requests() {
        return List.copyOf(requests);
    }

    /** Method and content type of each request. */
    public List<String> types() {
        return List.copyOf(types);
    }

    /** Waits until it has been asked so often for a topic, and returns the last request. */
    public Map<String, String> awaitAsked(int count, URI topic) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> of(topic).size() >= count);
        return of(topic).get(of(topic).size() - 1);
    }

    private List<Map<String, String>> of(URI topic) {
        return requests.stream()
                .filter(request -> topic.toString().equals(request.get("hub.topic")))
                .toList();
    }

    /** Verifies what was asked for, as a hub does. */
    public Response verify(Map<String, String> request, String challenge, int leaseSeconds) {
        return RestAssured.given()
                .queryParam("hub.mode", request.get("hub.mode"))
                .queryParam("hub.topic", request.get("hub.topic"))
                .queryParam("hub.challenge", challenge)
                .queryParam("hub.lease_seconds", leaseSeconds)
                .get(path(request));
    }

    /** Denies what was asked for. */
    public Response deny(Map<String, String> request) {
        return RestAssured.given()
                .queryParam("hub.mode", "denied")
                .queryParam("hub.topic", request.get("hub.topic"))
                .queryParam("hub.reason", "not for you")
                .get(path(request));
    }

    /** Delivers a document, signed with a secret. */
    public Response deliver(Map<String, String> request, String body, String secret, String... headers) {
        RequestSpecification delivery =
                RestAssured.given().contentType("application/rss+xml").body(body.getBytes(UTF_8));
        if (secret != null) {
            delivery.header("X-Hub-Signature", "sha256=" + hmac(body, secret));
        }
        for (int i = 0; i < headers.length; i += 2) {
            delivery.header(headers[i], headers[i + 1]);
        }
        return delivery.post(path(request));
    }

    private static String hmac(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The path of the callback behind the proxy that the public address is of. */
    public static String path(Map<String, String> request) {
        return URI.create(request.get("hub.callback")).getPath().replaceFirst("^/base", "");
    }

    /** The URL of a path of the hub's server. */
    public URI url(String path) {
        return web.url(path);
    }
}
