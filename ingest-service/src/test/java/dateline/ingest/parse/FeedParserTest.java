package dateline.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.ingest.parse.text.Decoder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the corpus of traits cannot show: limits, places of failures, roads, threads. */
class FeedParserTest {

    private static final FeedContext CONTEXT =
            FeedContext.of(URI.create("https://press.example.org/feed.xml"), "application/rss+xml");

    private final FeedParser parser = new FeedParser();

    @Test
    void aFailureNamesReasonPlaceAndRepairs() {
        ParseFailure failure = (ParseFailure) parse("<rss version=\"2.0\">\n<channel>\n<title>a & b");
        assertThat(failure.reason()).isEqualTo(FailureReason.BROKEN);
        assertThat(failure.position()).isEqualTo(new Position(3, 13));
        assertThat(failure.describe()).isEqualTo("broken: the document ends before any entry (line 3, column 13)");
        assertThat(failure.repairs())
                .extracting(Repair::kind)
                .containsExactly(Repair.Kind.BARE_AMPERSAND, Repair.Kind.CUT_OFF);
    }

    @Test
    void brokenJsonNamesItsPlace() {
        ParseFailure failure =
                (ParseFailure) parse("{\"version\": \"https://jsonfeed.org/version/1\",\n \"items\": [}");
        assertThat(failure.reason()).isEqualTo(FailureReason.BROKEN);
        assertThat(failure.position().line()).isEqualTo(2);
    }

    @Test
    void repairsAreCountedWithTheFirstPlace() {
        ParsedFeed parsed =
                (ParsedFeed) parse("<rss version=\"2.0\"><channel>\n<title>a & b & c</title></channel></rss>");
        assertThat(parsed.repairs()).containsExactly(new Repair(Repair.Kind.BARE_AMPERSAND, 2, new Position(2, 10)));
    }

    @Test
    void aDocumentBeyondTheLimitIsRefusedUnread() {
        byte[] large = new byte[FeedParser.MAX_BYTES + 1];
        ParseFailure failure = (ParseFailure) parser.parse(large, CONTEXT);
        assertThat(failure.reason()).isEqualTo(FailureReason.TOO_LARGE);
    }

    @Test
    void aDocumentAtTheLimitIsReadInBoundedTime() {
        String item = "<item><title>t</title><link>/1</link><description><![CDATA[<p>" + "word ".repeat(2000)
                + "</p>]]></description></item>";
        String rss = "<rss version=\"2.0\"><channel>" + item.repeat((FeedParser.MAX_BYTES - 100) / item.length())
                + "</channel></rss>";
        long start = System.nanoTime();
        ParsedFeed parsed = (ParsedFeed) parse(rss);
        assertThat(parsed.entries()).hasSizeGreaterThan(3000);
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(20_000);
    }

    @Test
    void hostileRepetitionTakesLinearTime() {
        List<String> pieces = List.of(
                "<a x=\"",
                "<a x='",
                "<![CDATA[",
                "<!--",
                "<?x ",
                "<x:y ",
                "&",
                "&#",
                "<item>",
                "</item>",
                "<a>",
                "</b>",
                "<item><title>",
                "<!DOCTYPE a [",
                "\"<",
                "<entry/>",
                "<media:group>",
                "xmlns:a='b' ");
        for (String piece : pieces) {
            String hostile =
                    "<rss version=\"2.0\"><channel><item><title>t</title>" + piece.repeat(2_000_000 / piece.length());
            long start = System.nanoTime();
            parse(hostile);
            assertThat((System.nanoTime() - start) / 1_000_000).as(piece).isLessThan(5_000);
        }
    }

    @Test
    void aHundredThousandValuesOfOneKindTakeLinearTime() {
        StringBuilder deep = new StringBuilder("<rss version=\"2.0\"><channel><item><title>t</title>");
        for (int i = 0; i < 100_000; i++) {
            deep.append("<category>c")
                    .append(i)
                    .append("</category><enclosure url='/")
                    .append(i)
                    .append("'/>");
        }
        for (int i = 0; i < 400; i++) {
            deep.append("<x ");
            for (int j = 0; j < 60; j++) {
                deep.append("xmlns:p").append(i).append('x').append(j).append("='u' ");
            }
            deep.append('>');
        }
        deep.append("<q:y/>".repeat(100_000));
        long start = System.nanoTime();
        ParsedFeed parsed = (ParsedFeed) parse(deep.toString());
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(5_000);
        assertThat(parsed.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.categories()).hasSize(500);
            assertThat(entry.enclosures()).hasSize(500);
        });
    }

    @Test
    void moreEntriesThanAnyFeedHasAreLeftOut() {
        ParsedFeed parsed = (ParsedFeed) parse(
                "<rss version=\"2.0\"><channel>" + "<item><title>t</title></item>".repeat(30_000) + "</channel></rss>");
        assertThat(parsed.entries()).hasSizeBetween(20_000, 20_001);
        assertThat(parsed.repairs()).extracting(Repair::kind).contains(Repair.Kind.LIMIT);
    }

    @Test
    void rdfGoesThroughRome() {
        String rdf =
                "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\">"
                        + "<channel><title>Press</title></channel><item><title>Port</title></item></rdf:RDF>";
        Decoder.Decoded text = Decoder.decode(rdf.getBytes(StandardCharsets.UTF_8), null);
        RdfFeedReader reader = new RdfFeedReader("https://press.example.org/", null, false);
        assertThat(reader.read(PreparedDocument.of(new XmlScanner(text.units(), text.length(), new RepairLog()))))
                .isTrue();
        assertThat(reader.entries()).extracting(Entry::title).containsExactly("Port");
    }

    @Test
    void oneParserServesManyThreads() throws Exception {
        byte[] body =
                "<rss version=\"2.0\"><channel><item><title>Port</title><description>&lt;b&gt;x</description></item></channel></rss>"
                        .getBytes(StandardCharsets.UTF_8);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<ParseOutcome>> tasks = IntStream.range(0, 200)
                    .<Callable<ParseOutcome>>mapToObj(i -> () -> parser.parse(body, CONTEXT))
                    .toList();
            for (Future<ParseOutcome> outcome : threads.invokeAll(tasks)) {
                assertThat(((ParsedFeed) outcome.get()).entries())
                        .singleElement()
                        .extracting(Entry::title, Entry::summaryHtml)
                        .containsExactly("Port", "<b>x</b>");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private ParseOutcome parse(String text) {
        return parser.parse(text.getBytes(StandardCharsets.UTF_8), CONTEXT);
    }
}
