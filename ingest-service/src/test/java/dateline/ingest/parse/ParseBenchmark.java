package dateline.ingest.parse;

import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How fast feeds are read, by CPU time, so that a busy machine does not distort it: our parser with sanitising, ROME as it
 * comes without any, and bare extraction of texts with the platform's StAX reader as the floor. Over a generated RSS feed of
 * about a megabyte and over the real snapshots beside the project, where there are any. Run by hand:
 *
 * <pre>
 * mvn -pl ingest-service test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     -Dexec.args="-cp %classpath dateline.ingest.parse.ParseBenchmark"
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
public class ParseBenchmark {

    private static final int ITEMS = 366;
    private static final FeedContext CONTEXT =
            FeedContext.of(URI.create("https://press.example.org/feed.xml"), "application/rss+xml");

    /** Which documents: {@code generated} or {@code real}. */
    @Param({"generated", "real"})
    public String corpus;

    private final FeedParser parser = new FeedParser();
    private List<byte[]> documents;

    @Setup
    public void read() throws IOException {
        documents = documents(corpus);
    }

    @Benchmark
    public int ours() {
        int entries = 0;
        for (byte[] document : documents) {
            if (parser.parse(document, CONTEXT) instanceof ParsedFeed parsed) {
                entries += parsed.entries().size();
            }
        }
        return entries;
    }

    @Benchmark
    public int romeAsItComes() {
        int entries = 0;
        for (byte[] document : documents) {
            try (XmlReader reader = new XmlReader(new ByteArrayInputStream(document), "application/rss+xml", true)) {
                entries += new SyndFeedInput().build(reader).getEntries().size();
            } catch (FeedException | IOException | IllegalArgumentException e) {
                // ROME refuses some of the real feeds.
                entries += 0;
            }
        }
        return entries;
    }

    @Benchmark
    public int staxExtraction() {
        int characters = 0;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        for (byte[] document : documents) {
            try {
                XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
                while (reader.hasNext()) {
                    int event = reader.next();
                    if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                        characters += reader.getText().length();
                    }
                }
            } catch (XMLStreamException e) {
                // Not all real feeds are well-formed; what came before the error counts.
                characters += 0;
            }
        }
        return characters;
    }

    private static List<byte[]> documents(String corpus) throws IOException {
        if (corpus.equals("generated")) {
            return List.of(generated().getBytes(StandardCharsets.UTF_8));
        }
        Path real = Path.of(System.getProperty("dateline.shared", "../shared"), "corpus", "feeds", "real");
        if (!Files.isDirectory(real)) {
            throw new IOException("no real snapshots at " + real);
        }
        List<byte[]> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(real)) {
            for (Path file : files.sorted().toList()) {
                if (!file.toString().endsWith(".tsv")) {
                    documents.add(Files.readAllBytes(file));
                }
            }
        }
        return documents;
    }

    /** Press items of several paragraphs with links, half of them in CDATA, half escaped. */
    private static String generated() {
        String[] words =
                ("port harbour minister announced agreement trade cooperation meeting regional development energy"
                                + " water security digital national company quarterly results growth investment delegation")
                        .split(" ", -1);
        Random random = new Random(366);
        StringBuilder rss = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\""
                + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Press</title>"
                + "<link>https://press.example.org/</link><description>News</description>\n");
        for (int i = 0; i < ITEMS; i++) {
            StringBuilder html = new StringBuilder();
            for (int paragraph = 0; paragraph < 5; paragraph++) {
                html.append("<p class=\"text\">");
                for (int word = 0; word < 35; word++) {
                    String text = words[random.nextInt(words.length)];
                    boolean link = word % 17 == 3;
                    html.append(
                            link
                                    ? "<a href=\"https://press.example.org/" + text + "\" rel=\"nofollow\">" + text
                                            + "</a> "
                                    : text + " ");
                }
                html.append("&amp; <b>more</b></p>\n");
            }
            String description = i % 2 == 0 ? "<![CDATA[" + html + "]]>" : XmlScanner.escaped(html.toString());
            rss.append("<item><title>Minister &amp; delegation ").append(i);
            rss.append("</title><link>https://press.example.org/").append(i);
            rss.append("</link><guid isPermaLink=\"false\">id-").append(i);
            rss.append("</guid><pubDate>Mon, 04 Mar 2024 10:15:30 +0500</pubDate><dc:creator>Desk</dc:creator>");
            rss.append("<category>Trade</category><description>")
                    .append(description)
                    .append("</description></item>\n");
        }
        return rss.append("</channel></rss>").toString();
    }

    /**
     * Runs all benchmarks and prints MB and entries a CPU-second and bytes allocated an entry.
     *
     * @param arguments none
     * @throws RunnerException when a benchmark fails
     * @throws IOException when there are no documents
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(ParseBenchmark.class.getName())
                        .forks(1)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(4))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(3))
                        .addProfiler(CpuProfiler.class)
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        System.out.printf("%-10s %-16s %10s %12s %12s%n", "corpus", "reader", "MB/cpu-s", "entries/cpu-s", "B/entry");
        for (RunResult result : results) {
            String corpus = result.getParams().getParam("corpus");
            List<byte[]> documents = documents(corpus);
            double bytes =
                    documents.stream().mapToLong(document -> document.length).sum();
            ParseBenchmark benchmark = new ParseBenchmark();
            benchmark.documents = documents;
            int entries = benchmark.ours();
            double perSecond = result.getSecondaryResults().get("cpu.ops").getScore();
            double allocated =
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
            String name = result.getParams().getBenchmark();
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %-16s %10.1f %12.0f %12.0f%n",
                    corpus,
                    name.substring(name.lastIndexOf('.') + 1),
                    perSecond * bytes / 1e6,
                    perSecond * entries,
                    allocated / entries);
        }
    }
}
