package dateline.ingest.fetch;

import static dateline.ingest.stand.RawWeb.answer;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dateline.ingest.fetch.FetchOutcome.Fetched;
import dateline.ingest.parse.Entry;
import dateline.ingest.parse.FeedContext;
import dateline.ingest.parse.FeedParser;
import dateline.ingest.parse.ParseOutcome;
import dateline.ingest.parse.ParsedFeed;
import dateline.ingest.stand.RawWeb;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents as servers really send them, fetched and read. */
class DocumentTest {

    private static final String TITLE = "Порт открыт снова";
    private static final Charset CYRILLIC = Charset.forName("windows-1251");

    private static Vertx vertx;

    private final RawWeb web = new RawWeb();
    private final Fetcher fetcher = new Fetcher(Fetchers.config(Map.of()), InstantSource.system(), vertx);
    private final FeedParser parser = new FeedParser();

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
        fetcher.close();
        web.close();
    }

    // -- content codings on the way

    @Test
    void c51_labelsOfCodingsAreNotBelievedBlindly() throws Exception {
        byte[] feed = feed("", TITLE).getBytes(UTF_8);
        assertThat(title(feed, "Content-Encoding: gzip")).isEqualTo(TITLE);
        assertThat(title(gzip(feed))).isEqualTo(TITLE);
        assertThat(title(gzip(feed), "Content-Encoding: gzip")).isEqualTo(TITLE);
        assertThat(title(deflate(feed, true), "Content-Encoding: deflate")).isEqualTo(TITLE);
        assertThat(title(deflate(feed, false), "Content-Encoding: deflate")).isEqualTo(TITLE);
    }

    @Test
    void c51_aTruncatedGzipGivesItsItemsAndIsAskedForAgain() throws Exception {
        StringBuilder items = new StringBuilder("<rss version=\"2.0\"><channel><title>T</title>");
        for (int i = 0; i < 400; i++) {
            items.append("<item><guid>")
                    .append(Integer.toHexString(i * 7919))
                    .append("</guid><title>Item ")
                    .append(i)
                    .append("</title></item>");
        }
        byte[] whole = gzip(items.append("</channel></rss>").toString().getBytes(UTF_8));
        web.on("/feed", answer(200, Arrays.copyOf(whole, whole.length / 2), "Content-Encoding: gzip", "ETag: \"a\""));
        Fetched fetched = fetched();
        assertThat(fetched.validators().etag()).isNull();
        assertThat(((ParsedFeed) parse(fetched)).entries()).hasSizeBetween(100, 399);
    }

    // -- charsets

    @Test
    void c52_theCharacterEncodingIsFoundWhereverItIsTold() throws Exception {
        String utf8 = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";
        String cyrillic = "<?xml version=\"1.0\" encoding=\"windows-1251\"?>";
        assertThat(title(feed("\uFEFF" + cyrillic, TITLE).getBytes(UTF_8)))
                .as("mark")
                .isEqualTo(TITLE);
        assertThat(title(feed("", TITLE).getBytes(CYRILLIC), "Content-Type: text/xml; charset=windows-1251"))
                .as("header")
                .isEqualTo(TITLE);
        assertThat(title(feed(cyrillic, TITLE).getBytes(CYRILLIC)))
                .as("declaration")
                .isEqualTo(TITLE);
        assertThat(title(feed("", TITLE).getBytes(UTF_8))).as("nothing").isEqualTo(TITLE);
        assertThat(title(feed(utf8, TITLE).getBytes(CYRILLIC), "Content-Type: text/xml; charset=utf-8"))
                .as("wrong label")
                .isEqualTo(TITLE);
        assertThat(title(feed("<?xml version=\"1.0\" encoding=\"utf-16\"?>", TITLE)
                        .getBytes(UTF_16)))
                .as("UTF-16")
                .isEqualTo(TITLE);
    }

    // -- broken documents

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rss version='2.0'><channel><item><title>A \u0007 & B</title></item></channel></rss>",
                "<rss version='2.0'><channel><item><title>A & B</title></item></channel></rss>",
                "<rss version='2.0'><channel><item><title>A &amp; B&undefined;</title></item></channel></rss>",
                " \n\t<?xml version='1.0'?><rss version='2.0'><channel><item><title>A & B</title></item></channel></rss>",
                "<rss version='2.0'><channel><item><title>A & B</title></item></channel></rss><!-- x --><script>junk",
                "<!DOCTYPE rss PUBLIC '-//N//R' 'http://127.0.0.1:1/rss.dtd'><rss version='2.0'><channel><item>"
                        + "<title>A & B</title></item></channel></rss>"
            })
    void c53_brokenDocumentsAreRead(String document) throws Exception {
        assertThat(title(document.getBytes(UTF_8)))
                .startsWith("A")
                .contains("&")
                .contains("B");
    }

    @Test
    void c53_entitiesOfADocumentAreInert() throws Exception {
        web.on("/secret", answer(200, "stolen"));
        String external = "<!DOCTYPE rss [<!ENTITY x SYSTEM \"" + web.url("/secret") + "\"><!ENTITY f SYSTEM"
                + " \"file:///etc/hostname\">]><rss version=\"2.0\"><channel><item><title>[&x;&f;]</title></item></channel></rss>";
        assertThat(title(external.getBytes(UTF_8)))
                .startsWith("[")
                .endsWith("]")
                .doesNotContain("stolen");
        assertThat(web.requests()).extracting(RawWeb.Request::line).containsOnly("GET /feed HTTP/1.1");

        StringBuilder bomb = new StringBuilder("<!DOCTYPE rss [<!ENTITY a0 \"lol\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        bomb.append("]><rss version=\"2.0\"><channel><item><title>[&a29;]</title></item></channel></rss>");
        assertThat(title(bomb.toString().getBytes(UTF_8))).hasSizeLessThan(100);
    }

    // -- labels of types

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "text/html; charset=utf-8", "application/octet-stream", "image/png", "nonsense", ""
            })
    void c54_aFeedIsAFeedWhateverItIsServedAs(String type) throws Exception {
        assertThat(title(feed("", TITLE).getBytes(UTF_8), "Content-Type: " + type))
                .isEqualTo(TITLE);
        byte[] json =
                ("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[{\"id\":\"1\",\"title\":\""
                                + TITLE + "\"}]}")
                        .getBytes(UTF_8);
        assertThat(title(json, "Content-Type: " + type)).isEqualTo(TITLE);
    }

    // -- wishes in the document

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>, PT12H",
                "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0.1</sy:updateFrequency>, PT240H",
                "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>, PT24H",
                "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>often</sy:updateFrequency>, PT24H",
                "<sy:updatePeriod> Weekly </sy:updatePeriod>, PT168H",
                "<sy:updatePeriod>fortnightly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>, -",
                "<sy:updateFrequency>2</sy:updateFrequency>, -"
            })
    void c20_theUpdatePeriodIsRead(String elements, Duration interval) throws Exception {
        String document = "<rss version=\"2.0\" xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"><channel>"
                + "<title>T</title><ttl>180</ttl>" + elements + "</channel></rss>";
        web.on("/feed", answer(200, document));
        ParsedFeed feed = (ParsedFeed) parse(fetched());
        assertThat(feed.feed().hints().updateInterval()).isEqualTo(interval);
        assertThat(feed.feed().hints().ttl()).isEqualTo(Duration.ofHours(3));
    }

    private static String feed(String prolog, String title) {
        return prolog + "<rss version=\"2.0\"><channel><title>T</title><item><guid>1</guid><title>" + title
                + "</title></item></channel></rss>";
    }

    private String title(byte[] body, String... fields) throws InterruptedException {
        web.on("/feed", answer(200, body, fields));
        ParseOutcome outcome = parse(fetched());
        assertThat(outcome).isInstanceOf(ParsedFeed.class);
        assertThat(((ParsedFeed) outcome).entries()).hasSize(1);
        Entry entry = ((ParsedFeed) outcome).entries().get(0);
        return entry.title();
    }

    private Fetched fetched() throws InterruptedException {
        FetchOutcome outcome = fetcher.fetch("a-feed", web.url("/feed"), null);
        assertThat(outcome).isInstanceOf(Fetched.class);
        return (Fetched) outcome;
    }

    private ParseOutcome parse(Fetched fetched) {
        return parser.parse(
                fetched.body().octets(),
                new FeedContext(fetched.route().end(), fetched.contentType(), fetched.contentLanguage()));
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        }
        return out.toByteArray();
    }

    private static byte[] deflate(byte[] body, boolean raw) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, deflater)) {
            deflate.write(body);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }
}
