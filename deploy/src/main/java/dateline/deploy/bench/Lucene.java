package dateline.deploy.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * The yardstick: the same texts in a Lucene index that is sorted by date, asked for the same pages in this process. It counts to
 * the same cap and loads what it shows; it makes no snippets, knows one language and answers no HTTP.
 */
final class Lucene implements AutoCloseable {

    private static final int COUNT_CAP = 1_000;
    private static final int PAGE = 20;
    private static final double BUFFER_MB = 128;
    private static final Sort NEWEST = new Sort(new SortField("published", SortField.Type.LONG, true));

    private final Directory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private Lucene(Directory directory, DirectoryReader reader) {
        this.directory = directory;
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        // Each query is run many times: its answer must not come from a cache.
        searcher.setQueryCache(null);
    }

    /** Opens the index in a directory, which is filled with all releases unless it is there. */
    static Lucene open(Path path, Generator generator) throws IOException {
        Directory directory = FSDirectory.open(path);
        if (!DirectoryReader.indexExists(directory)) {
            fill(directory, generator);
        }
        return new Lucene(directory, DirectoryReader.open(directory));
    }

    private static void fill(Directory directory, Generator generator) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(new EnglishAnalyzer());
        config.setIndexSort(NEWEST).setRAMBufferSizeMB(BUFFER_MB);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (int number = 0; number < generator.releases(); number++) {
                Draft draft = generator.release(number);
                Document document = new Document();
                document.add(new StoredField("id", draft.id()));
                document.add(new TextField("text", draft.title() + "\n" + draft.text(), Field.Store.YES));
                document.add(
                        new NumericDocValuesField("published", draft.published().toEpochMilli()));
                writer.addDocument(document);
            }
        }
    }

    /** Milliseconds of CPU time of the calling thread for a query's newest page, the mean of some runs. */
    double cpuMillis(String words, int runs) throws IOException {
        long begin = threads.getCurrentThreadCpuTime();
        for (int run = 0; run < runs; run++) {
            ask(words);
        }
        return (threads.getCurrentThreadCpuTime() - begin) / 1e6 / runs;
    }

    /** Asks each of the queries some times, so that what is measured afterwards is compiled. */
    void warmUp(List<String> queries, int rounds) throws IOException {
        for (int round = 0; round < rounds; round++) {
            for (String words : queries) {
                ask(words);
            }
        }
    }

    private void ask(String words) throws IOException {
        QueryParser parser = new QueryParser("text", new EnglishAnalyzer());
        parser.setDefaultOperator(QueryParser.Operator.AND);
        try {
            TopFieldDocs page =
                    searcher.search(parser.parse(words), new TopFieldCollectorManager(NEWEST, PAGE, null, COUNT_CAP));
            for (ScoreDoc hit : page.scoreDocs) {
                searcher.storedFields().document(hit.doc, Set.of("id", "text"));
            }
        } catch (ParseException e) {
            throw new IllegalStateException("not a query: " + words, e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
    }
}
