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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
    private static final Catalogue CATALOGUE = Catalogue.load();
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
            assertThat(entries).as(feed.name()).isBetween(3, 30);
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
    void rssOfExcerptsLeavesTheTextToThePage() throws Exception {
        Document feed = xml(get("/calder/rss.xml").body());
        Element item = entry(feed, "item", "tag:calderbio.example,2024:keeper-phase-3-results");

        assertThat(text(item, "description"))
                .startsWith("CAMBRIDGE, Mass., Nov. 17, 2026 /Presslane/ -- Calder Biologics Inc.")
                .endsWith("…");
        assertThat(text(item, "pubDate")).isEqualTo("Tue, 17 Nov 2026 06:30:00 -0500");
        assertThat(feed.getElementsByTagNameNS(RSS_CONTENT, "encoded").getLength())
                .isZero();
        URI page = URI.create(text(item, "link"));
        assertThat(get(page.getPath()).body())
                .contains(
                        "<h1>Calder Biologics' CLB-204 Halves Loss of Kidney Function After Transplant in Phase 3 Trial</h1>")
                .contains("4.3 milliliters per minute in patients who received a placebo (p&lt;0.001).</p>")
                .contains("<p>SOURCE Calder Biologics Inc.</p>");
    }

    @Test
    void rdfNamesItsItemsInTheirOrder() throws Exception {
        Document feed = xml(get("/iatc/index.rdf").body());
        Element item = entry(feed, "item", "tag:iatc.example,2024:soveshchanie-samarkand");

        assertThat(feed.getDocumentElement().getNamespaceURI())
                .isEqualTo("http://www.w3.org/1999/02/22-rdf-syntax-ns#");
        assertThat(item.getNamespaceURI()).isEqualTo("http://purl.org/rss/1.0/");
        assertThat(text(item, "dc:date")).isEqualTo("2026-10-02T15:30:00+04:00");
        assertThat(text(item, "dc:language")).isEqualTo("ru");
        assertThat(text(item, "content:encoded")).startsWith("<p>САМАРКАНД, 2 октября 2026 года – ");
        NodeList listed = feed.getElementsByTagName("rdf:li");
        NodeList items = feed.getElementsByTagName("item");
        assertThat(listed.getLength()).isEqualTo(items.getLength()).isGreaterThanOrEqualTo(5);
        for (int i = 0; i < listed.getLength(); i++) {
            assertThat(((Element) listed.item(i)).getAttribute("rdf:resource"))
                    .isEqualTo(((Element) items.item(i)).getAttribute("rdf:about"));
        }
    }

    @Test
    void atomCarriesHtmlAsEscapedText() throws Exception {
        Document feed = xml(get("/valmora/atom.xml").body());
        Element entry = entry(feed, "entry", "tag:mfa-valmora.example,2024:communique-dakar");

        assertThat(feed.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
        assertThat(text(feed.getDocumentElement(), "id")).isEqualTo("tag:mfa-valmora.example,2024:feed");
        assertThat(entry.getAttribute("xml:lang")).isEqualTo("fr");
        assertThat(text(entry, "published")).isEqualTo("2026-11-10T17:20:00-01:00");
        assertThat(text(entry, "updated")).isEqualTo(text(entry, "published"));
        Element content = (Element) entry.getElementsByTagName("content").item(0);
        assertThat(content.getAttribute("type")).isEqualTo("html");
        assertThat(content.getTextContent()).contains("<p>« Nos pêcheurs partagent le même océan, ");
    }

    @Test
    void jsonFeedKeepsEveryScript() throws Exception {
        JsonNode feed = json(get("/lanjiang/feed.json").body());
        List<String> ids = feed.get("items").findValuesAsText("id");
        JsonNode item = feed.get("items").get(ids.indexOf("tag:lanjiang.example,2024:hangzhou-xin-gongchang"));

        assertThat(feed.get("version").asText()).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(feed.get("feed_url").asText()).isEqualTo(newsroom.home() + "lanjiang/feed.json");
        assertThat(item.get("title").asText()).isEqualTo("澜江机器人杭州新工厂投产 年产能达两万台");
        assertThat(item.get("language").asText()).isEqualTo("zh");
        assertThat(item.get("date_published").asText()).isEqualTo("2026-11-09T09:30:00+08:00");
        assertThat(item.get("content_html").asText()).startsWith("<p>杭州，2026年11月9日——");
        assertThat(item.get("tags").get(1).asText()).isEqualTo("制造业");
        assertThat(item.has("date_modified")).isFalse();
    }

    @Test
    void arabicPagesRunFromRightToLeft() throws Exception {
        assertThat(get("/openrivers/news/ahwar-alaman").body()).contains("<html lang=\"ar\" dir=\"rtl\">");
        assertThat(get("/openrivers/news/rio-que-vuelve").body()).contains("<html lang=\"es\" dir=\"ltr\">");
    }

    @Test
    void whatIsHeldBackAppearsWhileItRuns() throws Exception {
        String etag = get("/helvion/feed.xml").headers().firstValue("ETag").orElseThrow();
        assertThat(get("/helvion/news/zhambyl-wind-order").statusCode()).isEqualTo(404);
        clock.forward(Duration.ofSeconds(14));
        assertThat(get("/helvion/feed.xml", "If-None-Match", etag).statusCode()).isEqualTo(304);

        clock.forward(Duration.ofSeconds(2));
        HttpResponse<String> changed = get("/helvion/feed.xml", "If-None-Match", etag);

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("Last-Modified")).contains("Tue, 24 Nov 2026 09:00:15 GMT");
        Element newest =
                (Element) xml(changed.body()).getElementsByTagName("item").item(0);
        assertThat(text(newest, "guid")).isEqualTo("tag:helvion.example,2024:zhambyl-wind-order");
        assertThat(text(newest, "pubDate")).isEqualTo("Tue, 24 Nov 2026 10:00:15 +0100");
        assertThat(get("/helvion/news/zhambyl-wind-order").statusCode()).isEqualTo(200);
    }

    @Test
    void anUpdateKeepsGuidAndPublicationAndChangesTheText() throws Exception {
        String guid = "tag:mfa-valmora.example,2024:iceland-fisheries-talks";
        Element before = entry(xml(get("/valmora/atom.xml").body()), "entry", guid);
        clock.forward(Duration.ofSeconds(82));
        Element after = entry(xml(get("/valmora/atom.xml").body()), "entry", guid);

        assertThat(text(before, "content"))
                .contains("2.9 million tonnes, a fifth less")
                .doesNotContain("2.6 million");
        assertThat(text(after, "content"))
                .startsWith("<p>Correction: This release has been changed")
                .contains("2.6 million tonnes, more than a quarter less")
                .contains("for 14 January 2027 in Reykjavík");
        assertThat(text(after, "published"))
                .isEqualTo(text(before, "published"))
                .isEqualTo("2026-11-19T11:00:00-01:00");
        assertThat(text(after, "updated")).isEqualTo("2026-11-24T08:01:22-01:00");
        assertThat(get("/valmora/news/iceland-fisheries-talks").body()).contains("Updated November 24, 2026");
    }

    @Test
    void aRestartRepeatsNothingAndChangesNoDate() throws Exception {
        clock.forward(Duration.ofSeconds(40));
        String dala = get("/dala/feed.xml").body();
        int port = newsroom.home().getPort();
        newsroom.close();
        clock.forward(Duration.ofDays(2));
        newsroom = Newsroom.start(port, directory.resolve("newsroom.json"), clock);

        assertThat(get("/dala/feed.xml").body()).isEqualTo(dala);
        assertThat(get("/healthwatch/news/measles-cross-border-update").statusCode())
                .isEqualTo(404);
        clock.forward(Duration.ofSeconds(25));
        assertThat(get("/healthwatch/news/measles-cross-border-update").statusCode())
                .isEqualTo(200);
        assertThat(get("/dala/feed.xml").body()).isEqualTo(dala);
    }

    @Test
    void inTheEndTheExchangeGoesOn() throws Exception {
        Duration written = CATALOGUE.programme().steps().stream()
                .map(Programme.Step::after)
                .reduce(Duration.ZERO, Duration::plus);
        clock.forward(written.plusMinutes(60));
        Document feed = xml(get("/meridian/feed.xml").body());

        NodeList items = feed.getElementsByTagName("item");
        assertThat(items.getLength()).isEqualTo(30);
        assertThat(text((Element) items.item(0), "title")).startsWith("Market bulletin No. 60: Meridian 50 ");
        assertThat(text((Element) items.item(29), "guid"))
                .isEqualTo("tag:meridian-exchange.example,2024:market-bulletin-000031");
        Element corrected = entry(feed, "item", "tag:meridian-exchange.example,2024:market-bulletin-000055");
        assertThat(text(corrected, "description")).startsWith("Correction: In market bulletin No. 55 ");
        assertThat(text(corrected, "dcterms:modified")).isNotEmpty();
        assertThat(get("/meridian/news/market-bulletin-000001").statusCode()).isEqualTo(200);
    }

    @Test
    void everyLinkOfEveryFeedLeadsToItsArticle() throws Exception {
        clock.forward(Duration.ofMinutes(10));
        for (Publisher publisher : CATALOGUE.publishers()) {
            String body = get(publisher.feedPath()).body();
            List<String> paths = Pattern.compile(publisher.path() + "news/[a-z0-9-]+")
                    .matcher(body)
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .toList();
            assertThat(paths).as(publisher.id()).hasSizeGreaterThanOrEqualTo(3);
            for (String path : paths) {
                assertThat(get(path).body()).as(path).contains("<div class=\"article-body\">\n<");
            }
        }
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
