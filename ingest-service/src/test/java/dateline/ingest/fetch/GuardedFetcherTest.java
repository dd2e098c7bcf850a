package dateline.ingest.fetch;

import static dateline.ingest.stand.RawWeb.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dateline.ingest.fetch.FetchOutcome.Failed;
import dateline.ingest.fetch.FetchOutcome.Fetched;
import dateline.ingest.stand.RawWeb;
import dateline.ingest.stand.TlsWeb;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the fetcher lets itself be led, and whom it tells its secrets; names come from the test, not from the network. */
class GuardedFetcherTest {

    private static final String FEED = "<rss version=\"2.0\"/>";
    // The first TLS connection of a process takes its time.
    private static final Map<String, String> PATIENT = Map.of("dateline.fetch.deadline", "30s");
    private static final byte[] HERE = {127, 0, 0, 1};
    private static final byte[] INSIDE = {127, 0, 0, 2};

    @TempDir
    static Path directory;

    private static Vertx vertx;

    private final RawWeb web = new RawWeb();
    private final List<Fetcher> fetchers = new ArrayList<>();

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        fetchers.forEach(Fetcher::close);
        web.close();
    }

    // -- addresses

    @Test
    void c55_aNameIsAskedForOnceAndTheCheckedAddressIsConnectedTo() throws InterruptedException {
        List<String> asked = new CopyOnWriteArrayList<>();
        Fetcher fetcher = fetcher(Map.of(), host -> {
            asked.add(host);
            return new InetAddress[] {InetAddress.getByAddress(host, asked.size() == 1 ? HERE : INSIDE)};
        });
        web.on("/feed", answer(200, FEED));
        assertThat(fetcher.fetch("a", named("rebinding.example", "/feed"), null))
                .isInstanceOf(Fetched.class);
        assertThat(asked).containsExactly("rebinding.example");
        assertThat(web.requests()).hasSize(1);
        // The name has changed: the next poll, on the connection that is still open, is refused as well.
        assertThat(failed(fetcher, named("rebinding.example", "/feed")).reason())
                .isEqualTo("address-refused");
        assertThat(web.requests()).hasSize(1);
    }

    @Test
    void c55_oneAddressInsideSpoilsTheName() throws InterruptedException {
        Fetcher fetcher = fetcher(
                Map.of(), host -> new InetAddress[] {InetAddress.getByAddress(HERE), InetAddress.getByAddress(INSIDE)});
        assertThat(failed(fetcher, named("two.example", "/feed")).reason()).isEqualTo("address-refused");
        assertThat(web.requests()).isEmpty();
    }

    @Test
    void c41_aRedirectToAPrivateAddressIsRefused() throws InterruptedException {
        Fetcher fetcher = fetcher(Map.of(), GuardedFetcherTest::numbers);
        for (String host : List.of("127.0.0.2", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.2]")) {
            web.on("/moved", answer(301, "", "Location: http://" + host + "/latest/meta-data"));
            assertThat(failed(fetcher, web.url("/moved")).reason()).as(host).isEqualTo("address-refused");
        }
        assertThat(web.requests()).extracting(RawWeb.Request::line).containsOnly("GET /moved HTTP/1.1");
    }

    @Test
    void c35_aNameThatIsNeverAnsweredEndsAtTheDeadline() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Fetcher fetcher = fetcher(Map.of("dateline.fetch.deadline", "300ms"), host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        });
        long start = System.nanoTime();
        assertThat(failed(fetcher, named("silent.example", "/feed")).reason()).isEqualTo("dns-timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        never.countDown();
    }

    // -- secrets

    @Test
    void c42_credentialsGoToTheFeedsOwnOriginAndToNoOther() throws InterruptedException {
        try (RawWeb other = new RawWeb()) {
            other.on("/feed", answer(200, FEED));
            web.on("/feed", answer(302, "", "Location: /here", "Set-Cookie: session=1"))
                    .on("/here", answer(302, "", "Location: " + other.url("/feed")));
            Fetcher fetcher = fetcher(secret("127.0.0.1"), GuardedFetcherTest::numbers);
            assertThat(fetcher.fetch("paid", web.url("/feed"), null)).isInstanceOf(Fetched.class);
            assertThat(web.requests())
                    .extracting(request -> request.field("Authorization").orElse(""))
                    .containsExactly("Basic dXNlcjpzZWNyZXQ=", "Basic dXNlcjpzZWNyZXQ=");
            // Another port is another origin.
            assertThat(other.last().field("Authorization")).isEmpty();
            assertThat(other.last().field("Cookie")).isEmpty();
        }
    }

    @Test
    void c42_credentialsOfOneFeedAreNotAnothersNorAnotherHosts() throws InterruptedException {
        web.on("/feed", answer(200, FEED));
        Fetcher fetcher = fetcher(secret("127.0.0.1"), GuardedFetcherTest::numbers);
        fetcher.fetch("free", web.url("/feed"), null);
        assertThat(web.last().field("Authorization")).isEmpty();
        Fetcher elsewhere = fetcher(secret("paid.example"), GuardedFetcherTest::numbers);
        elsewhere.fetch("paid", web.url("/feed"), null);
        assertThat(web.last().field("Authorization")).isEmpty();
    }

    @Test
    void secretsAreSentAsTheServerWantsThem() throws InterruptedException {
        web.on("/feed", answer(200, FEED));
        Map<String, String> bearer = Map.of(
                "dateline.fetch.feeds.paid.user-agent", "Other/1 (+https://other.example/)",
                "dateline.fetch.feeds.paid.credentials.host", "127.0.0.1",
                "dateline.fetch.feeds.paid.credentials.scheme", "bearer",
                "dateline.fetch.feeds.paid.credentials.value", "abc");
        fetcher(bearer, GuardedFetcherTest::numbers).fetch("paid", web.url("/feed"), null);
        assertThat(web.last().field("Authorization")).contains("Bearer abc");
        assertThat(web.last().field("User-Agent")).contains("Other/1 (+https://other.example/)");
        Map<String, String> header = Map.of(
                "dateline.fetch.feeds.paid.credentials.host", "127.0.0.1",
                "dateline.fetch.feeds.paid.credentials.scheme", "header",
                "dateline.fetch.feeds.paid.credentials.header", "X-Token",
                "dateline.fetch.feeds.paid.credentials.value", "abc");
        fetcher(header, GuardedFetcherTest::numbers).fetch("paid", web.url("/feed"), null);
        assertThat(web.last().field("X-Token")).contains("abc");
    }

    // -- proxies

    @Test
    void aProxyIsAskedForTheFeedThatHasOneAndForNoOther() throws InterruptedException {
        try (RawWeb proxy = new RawWeb()) {
            String url = named("feed.example", "/feed").toString();
            proxy.on(url, answer(200, FEED, "ETag: \"by-proxy\""));
            Fetcher fetcher = fetcher(
                    Map.of(
                            "dateline.fetch.feeds.far.proxy.host", "127.0.0.1",
                            "dateline.fetch.feeds.far.proxy.port",
                                    "" + proxy.url("/").getPort(),
                            "dateline.fetch.feeds.far.proxy.user", "user",
                            "dateline.fetch.feeds.far.proxy.password", "secret"),
                    host -> at(HERE));
            assertThat(fetcher.fetch("far", URI.create(url), null))
                    .isInstanceOfSatisfying(
                            Fetched.class,
                            fetched -> assertThat(fetched.validators().etag()).isEqualTo("\"by-proxy\""));
            assertThat(web.requests()).isEmpty();
            // The absolute form (RFC 9112, 3.2.2).
            assertThat(proxy.last().line()).isEqualTo("GET " + url + " HTTP/1.1");
            assertThat(proxy.last().field("Host")).contains(URI.create(url).getAuthority());
            assertThat(proxy.last().field("Proxy-Authorization")).contains("Basic dXNlcjpzZWNyZXQ=");
            web.on("/feed", answer(200, FEED));
            assertThat(fetcher.fetch("near", URI.create(url), null)).isInstanceOf(Fetched.class);
            assertThat(web.last().field("Proxy-Authorization")).isEmpty();
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    @Test
    void c55_aProxyIsNotAskedForWhatIsNotOnThePublicInternet() throws InterruptedException {
        try (RawWeb proxy = new RawWeb()) {
            Fetcher fetcher = fetcher(byProxy(proxy), host -> at(INSIDE));
            assertThat(fetcher.fetch("far", named("inside.example", "/feed"), null))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.reason()).isEqualTo("address-refused"));
            assertThat(proxy.requests()).isEmpty();
        }
    }

    @Test
    void c55_aProxyIsToldTheAddressThatWasJudgedWhereTlsFollows() throws InterruptedException {
        try (RawWeb proxy = new RawWeb()) {
            proxy.on("127.0.0.1:443", answer(403, "no"));
            Fetcher fetcher = fetcher(byProxy(proxy), host -> at(HERE));
            assertThat(fetcher.fetch("far", URI.create("https://secure.example/feed"), null))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.reason()).isEqualTo("proxy"));
            assertThat(proxy.requests())
                    .extracting(RawWeb.Request::line)
                    .containsExactly("CONNECT 127.0.0.1:443 HTTP/1.1");
        }
    }

    private static Map<String, String> byProxy(RawWeb proxy) {
        return Map.of(
                "dateline.fetch.feeds.far.proxy.host",
                "127.0.0.1",
                "dateline.fetch.feeds.far.proxy.port",
                "" + proxy.url("/").getPort());
    }

    // -- TLS

    @Test
    void c47_http2IsTakenWhereTlsOffersItAndTheConnectionIsKept() throws InterruptedException {
        try (TlsWeb tls = new TlsWeb(vertx, directory, "two.example").trusted()) {
            tls.on("/feed", request -> request.response().end(FEED));
            Fetcher fetcher = fetcher(PATIENT, host -> at(HERE));
            for (int i = 0; i < 5; i++) {
                assertThat(fetcher.fetch("a", tls.url("/feed"), null)).isInstanceOf(Fetched.class);
            }
            assertThat(tls.requests())
                    .hasSize(5)
                    .extracting(TlsWeb.Request::version)
                    .containsOnly("HTTP_2");
            assertThat(tls.requests().stream().map(TlsWeb.Request::connection).distinct())
                    .hasSize(1);
        }
    }

    @Test
    void c41_aRedirectFromHttpsToHttpIsRefused() throws InterruptedException {
        try (TlsWeb tls = new TlsWeb(vertx, directory, "down.example").trusted()) {
            tls.on(
                    "/feed",
                    request -> request.response()
                            .setStatusCode(301)
                            .putHeader("Location", web.url("/feed").toString())
                            .end());
            Fetcher fetcher = fetcher(PATIENT, host -> at(HERE));
            assertThat(failed(fetcher, tls.url("/feed")).reason()).isEqualTo("redirect-downgrade");
            assertThat(web.requests()).isEmpty();
        }
    }

    @Test
    void c35_aCertificateThatNobodyVouchesForOrOfAnotherHostIsRefused() throws InterruptedException {
        try (TlsWeb tls = new TlsWeb(vertx, directory, "right.example")) {
            tls.on("/feed", request -> request.response().end(FEED));
            assertThat(failed(fetcher(PATIENT, host -> at(HERE)), tls.url("/feed"))
                            .reason())
                    .isEqualTo("tls");
            tls.trusted();
            Fetcher trusting = fetcher(PATIENT, host -> at(HERE));
            URI wrong = URI.create("https://wrong.example:" + tls.url("/").getPort() + "/feed");
            assertThat(failed(trusting, wrong).reason()).isEqualTo("tls");
            assertThat(tls.requests()).isEmpty();
            assertThat(trusting.fetch("a", tls.url("/feed"), null)).isInstanceOf(Fetched.class);
        }
    }

    private static Map<String, String> secret(String host) {
        return Map.of(
                "dateline.fetch.feeds.paid.credentials.host", host,
                "dateline.fetch.feeds.paid.credentials.scheme", "basic",
                "dateline.fetch.feeds.paid.credentials.user", "user",
                "dateline.fetch.feeds.paid.credentials.value", "secret");
    }

    private URI named(String host, String path) {
        return URI.create("http://" + host + ":" + web.url("/").getPort() + path);
    }

    private static InetAddress[] numbers(String host) throws UnknownHostException {
        return InetAddress.getAllByName(host);
    }

    private static InetAddress[] at(byte[] octets) throws UnknownHostException {
        return new InetAddress[] {InetAddress.getByAddress(octets)};
    }

    private Fetcher fetcher(Map<String, String> settings, Names.Lookup lookup) {
        // The test's server stands for the Internet, everything else is judged as in earnest.
        Predicate<InetAddress> permitted =
                address -> address.getHostAddress().equals("127.0.0.1") || AddressGuard.isPublic(address);
        Fetcher fetcher = new Fetcher(Fetchers.config(settings), InstantSource.system(), vertx, lookup, permitted);
        fetchers.add(fetcher);
        return fetcher;
    }

    private static Failed failed(Fetcher fetcher, URI url) throws InterruptedException {
        FetchOutcome outcome = fetcher.fetch("a", url, null);
        assertThat(outcome).isInstanceOf(Failed.class);
        return (Failed) outcome;
    }
}
