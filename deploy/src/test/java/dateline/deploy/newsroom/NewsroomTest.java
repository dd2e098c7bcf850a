package dateline.deploy.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The newsroom over HTTP, its feeds read by parsers that are not its own. */
class NewsroomTest {

    private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");
    private static final String RSS_CONTENT = "http://purl.org/rss/1.0/modules/content/";
    private static final String DCTERMS = "http://purl.org/dc/terms/";

    @TempDir
    Path directory;

    private final SteppedClock clock = new SteppedClock(START);
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private Newsroom newsroom;

    @BeforeEach
    void start() throws IOException {
        newsroom = Newsroom.start(0, directory.resolve("newsroom.json"), clock);
    }

    @AfterEach
    void stop() {
        newsroom.close();
    }

    @Test
    void theOpmlListsEveryFeedAndEveryFeedAnswers() throws Exception {
        Document opml = xml(get("/feeds.opml").body());
        NodeList outlines = opml.getElementsByTagName("outline");

        List<String> urls = new ArrayList<>();
        for (int i = 0; i < outlines.getLength(); i++) {
            urls.add(((Element) outlines.item(i)).getAttribute("xmlUrl"));
        }
        assertThat(urls)
                .isEqualTo(newsroom.feeds().stream()
                        .map(feed -> feed.url().toString())
                        .toList());
        assertThat(newsroom.opml()).isEqualTo(newsroom.home().resolve("feeds.opml"));
        for (Newsroom.Feed feed : newsroom.feeds()) {
            HttpResponse<String> response = get(feed.url().getPath());
            assertThat(response.statusCode()).as(feed.name()).isEqualTo(200);
            assertThat(feed.url().getHost()).isEqualTo("127.0.0.1");
            int entries = feed.url().getPath().endsWith(".json")
                    ? json(response.body()).get("items").size()
                    : entries(xml(response.body()));
            assertThat(entries).as(feed.name()).isBetween(1, 30);
        }
    }

    @Test
    void rssCarriesTheWholeText() throws Exception {
        HttpResponse<String> response = get("/dala/feed.xml");
        Document feed = xml(response.body());
        Element item = entry(feed, "item", "tag:dala-press.example,2024:imnadze-received-in-astana");

        assertThat(response.headers().firstValue("Content-Type")).contains("application/rss+xml; charset=utf-8");
        assertThat(feed.getDocumentElement().getAttribute("version")).isEqualTo("2.0");
        assertThat(text(item, "title"))
                .isEqualTo("New head of UN preventive diplomacy centre received by Kazakh Foreign Minister");
        assertThat(text(item, "pubDate")).isEqualTo("Thu, 22 Feb 2024 17:40:00 +0600");
        assertThat(((Element) item.getElementsByTagName("guid").item(0)).getAttribute("isPermaLink"))
                .isEqualTo("false");
        assertThat(text(item, "link")).isEqualTo(newsroom.home() + "dala/news/imnadze-received-in-astana");
        String html =
                item.getElementsByTagNameNS(RSS_CONTENT, "encoded").item(0).getTextContent();
        assertThat(html)
                .startsWith("<p>date 2024-02-22 Images | Kazakh MFA</p>\n<p>Kakha Imnadze, ")
                .contains("<p>For reference: UNRCCA works ")
                .contains("<p>&quot;Whoever works for cooperation");
        assertThat(text(item, "description"))
                .startsWith("date 2024-02-22 Images")
                .endsWith("…")
                .hasSizeLessThan(281);
        assertThat(item.getElementsByTagNameNS(DCTERMS, "modified").getLength()).isZero();
    }

    @Test
    void theGetOfAPageAnnouncesFeedAndMetadata() throws Exception {
        String page = get("/dala/news/imnadze-received-in-astana").body();

        assertThat(page)
                .contains("<link rel=\"alternate\" type=\"application/rss+xml\"")
                .contains("<h1>New head of UN preventive diplomacy centre received by Kazakh Foreign Minister</h1>")
                .contains("<meta property=\"article:published_time\" content=\"2024-02-22T17:40:00+06:00\">")
                .contains("<figcaption>Kazakh MFA</figcaption>")
                .contains("<p>For reference: UNRCCA works ");
        String linked = page.replaceFirst("(?s).*<script type=\"application/ld\\+json\">(.*?)</script>.*", "$1");
        JsonNode article = json(linked);
        assertThat(article.get("@type").asText()).isEqualTo("NewsArticle");
        assertThat(article.get("datePublished").asText()).isEqualTo("2024-02-22T17:40:00+06:00");
        assertThat(get("/dala/").body())
                .contains(
                        "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"Dala Press\" href=\"/dala/feed.xml\">");
    }

    @Test
    void whoHasTheContentIsToldSo() throws Exception {
        HttpResponse<String> first = get("/valmora/atom.xml");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        String modified = first.headers().firstValue("Last-Modified").orElseThrow();

        assertThat(etag).matches("\"[0-9a-f]{24}\"");
        assertThat(first.headers().firstValue("Cache-Control")).contains("max-age=5");
        HttpResponse<String> same = get("/valmora/atom.xml", "If-None-Match", etag);
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.headers().firstValue("ETag")).contains(etag);
        assertThat(get("/valmora/atom.xml", "If-None-Match", "W/\"x\", W/" + etag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(get("/valmora/atom.xml", "If-None-Match", "\"x\"").statusCode())
                .isEqualTo(200);
        assertThat(get("/valmora/atom.xml", "If-Modified-Since", modified).statusCode())
                .isEqualTo(304);
        assertThat(get("/valmora/atom.xml", "If-Modified-Since", "Thu, 01 Jan 2026 00:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/valmora/atom.xml", "If-Modified-Since", "yesterday").statusCode())
                .isEqualTo(200);
        // A tag that differs outweighs a date that agrees.
        assertThat(get("/valmora/atom.xml", "If-None-Match", "\"x\"", "If-Modified-Since", modified)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void gzipIsSentToWhoAsksForIt() throws Exception {
        HttpResponse<byte[]> zipped = client.send(
                request("/dala/feed.xml", "Accept-Encoding", "br, gzip;q=0.8").build(),
                HttpResponse.BodyHandlers.ofByteArray());
        String plain = get("/dala/feed.xml").body();

        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(zipped.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(zipped.headers().firstValue("ETag").orElseThrow()).endsWith("-gzip\"");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(plain.getBytes(StandardCharsets.UTF_8));
        assertThat(get("/dala/feed.xml", "Accept-Encoding", "gzip;q=0")
                        .headers()
                        .firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFoundAndNothingCanBePosted() throws Exception {
        assertThat(get("/dala/news/no-such-release").statusCode()).isEqualTo(404);
        assertThat(get("/dala").statusCode()).isEqualTo(404);
        HttpResponse<String> posted = client.send(
                request("/dala/feed.xml")
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().firstValue("Allow")).contains("GET, HEAD");
        HttpResponse<String> head = client.send(
                request("/dala/feed.xml")
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length"))
                .hasValue(get("/dala/feed.xml").body().getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void afterClosingNobodyAnswers() {
        newsroom.close();

        assertThat(catchThrowable(() -> get("/"))).isInstanceOf(ConnectException.class);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(newsroom.home().resolve(URI.create(path)))
                .timeout(Duration.ofSeconds(10));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return client.send(request(path, headers).build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static JsonNode json(String body) throws IOException {
        return new JsonMapper().readTree(body);
    }

    private static Document xml(String body) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static int entries(Document feed) {
        return feed.getElementsByTagName("item").getLength()
                + feed.getElementsByTagName("entry").getLength();
    }

    private static Element entry(Document feed, String name, String id) {
        NodeList entries = feed.getElementsByTagName(name);
        for (int i = 0; i < entries.getLength(); i++) {
            Element entry = (Element) entries.item(i);
            if (List.of(text(entry, "guid"), text(entry, "id"), text(entry, "dc:identifier"))
                    .contains(id)) {
                return entry;
            }
        }
        throw new AssertionError("no entry " + id);
    }

    /** The text of the first element of that name, or nothing. */
    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
