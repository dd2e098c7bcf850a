package dateline.deploy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dateline.deploy.bench.OpenLoop.Sample;
import dateline.deploy.bench.QueryMix.Search;
import dateline.deploy.local.QueryStand;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code deploy/bench search}: loads releases into a database of its own, then asks the packaged query-service over HTTP in an
 * open loop, and prints how long each class of searches took and what it cost.
 */
public final class SearchBench {

    private static final String USAGE = """
            deploy/bench search [--releases N] [--rate N] [--seconds N] [--corpus DIR] [--data DIR]
              --releases N   how many releases; default 100000
              --rate N       searches a second; default 20
              --seconds N    how long they are measured; default 120
              --corpus DIR   with .jsonl.gz of real releases ({"sender", "text"} a line); default ../shared/corpus/releases
              --data DIR     keeps the database there; one that is filled already is used as it is""";
    private static final int DEEP_PAGES = 20;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final double LONE_SECONDS = 2;
    private static final int LUCENE_WARM_UP = 100;
    private static final int LUCENE_RUNS = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out = System.out;
    private final Path home;
    private final Options options;

    private SearchBench(Path home, Options options) {
        this.home = home;
        this.options = options;
    }

    /** Takes the command line behind {@code search}; the system property dateline.home is the project's directory. */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        new SearchBench(Options.home(), Options.of(USAGE, arguments)).run();
    }

    private void run() throws IOException, SQLException, InterruptedException {
        int releases = options.number("releases", 100_000);
        double rate = options.number("rate", 20);
        Duration time = Duration.ofSeconds(options.number("seconds", 120));
        Path data = Path.of(options.text(
                        "data", home.resolve("deploy/.bench-" + releases).toString()))
                .toAbsolutePath();
        Corpus corpus = Corpus.read(options.corpus());
        Map<String, String> broader = broaderTopics(home);
        List<String> leaves = broader.keySet().stream()
                .filter(code -> !broader.containsValue(code))
                .toList();
        Generator generator = new Generator(corpus, leaves, releases);
        out.printf(
                "%d pieces, %d words%n", corpus.pieces().size(), corpus.words().size());
        try (QueryStand stand = QueryStand.start(home, data)) {
            if (count(stand) == 0) {
                load(stand, generator, broader);
            }
            sizes(stand);
            QueryMix mix = new QueryMix(corpus, generator);
            OpenLoop loop = new OpenLoop(stand.service());
            List<Search> searches = new ArrayList<>(mix.searches());
            searches.addAll(deep(loop, mix.deep()));
            out.printf(
                    "%d searches in %d classes%n",
                    searches.size(), byKind(searches).size());
            loop.run(searches, rate, WARM_UP);
            double service = CpuTime.seconds(stand.servicePid());
            double postgres = CpuTime.seconds(stand.postgresPid());
            List<Sample> samples = loop.run(searches, rate, time);
            service = CpuTime.seconds(stand.servicePid()) - service;
            postgres = CpuTime.seconds(stand.postgresPid()) - postgres;
            // Latencies mean nothing on a machine that others keep busy: the load average tells.
            out.printf(
                    "%nOpen loop, %.0f/s for %d s, load average %.1f on %d cores; CPU per search: service %.1f ms, Postgres %.1f ms%n",
                    rate,
                    time.toSeconds(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                    Runtime.getRuntime().availableProcessors(),
                    1000 * service / samples.size(),
                    1000 * postgres / samples.size());
            print(samples);
            alone(stand, loop, searches);
            yardstick(data.resolve("lucene"), generator, searches);
        }
    }

    private void load(QueryStand stand, Generator generator, Map<String, String> broader)
            throws SQLException, InterruptedException {
        long begin = System.nanoTime();
        double cpu = CpuTime.seconds(stand.postgresPid());
        new Loader(stand.jdbcUrl(), stand.databaseUser(), generator, broader)
                .load(line -> out.printf("  %5.0f s  %s%n", (System.nanoTime() - begin) / 1e9, line));
        double seconds = (System.nanoTime() - begin) / 1e9;
        out.printf(
                "loaded %d releases in %.0f s: %.0f/s, Postgres %.2f ms CPU each, indexes included%n",
                generator.releases(),
                seconds,
                generator.releases() / seconds,
                1000 * (CpuTime.seconds(stand.postgresPid()) - cpu) / generator.releases());
    }

    private List<Search> deep(OpenLoop loop, List<Search> firstPages) throws IOException, InterruptedException {
        List<Search> deep = new ArrayList<>();
        for (Search search : firstPages) {
            String path = search.path();
            for (int page = 0; page < DEEP_PAGES; page++) {
                HttpResponse<String> response = loop.ask(path);
                JsonNode next = JSON.readTree(response.body()).path("next");
                if (!next.isTextual()) {
                    break;
                }
                path = search.path() + "&cursor=" + next.textValue();
            }
            deep.add(new Search(search.kind(), path.replace("limit=100", "limit=20"), ""));
        }
        return deep;
    }

    /** What each class costs when nothing else runs. */
    private void alone(QueryStand stand, OpenLoop loop, List<Search> searches)
            throws IOException, InterruptedException {
        out.printf("%nOne after the other: CPU per search, service and Postgres%n");
        for (Map.Entry<String, List<Search>> kind : byKind(searches).entrySet()) {
            double service = CpuTime.seconds(stand.servicePid());
            double postgres = CpuTime.seconds(stand.postgresPid());
            long begin = System.nanoTime();
            int count = 0;
            while (System.nanoTime() - begin < LONE_SECONDS * 1e9) {
                for (Search search : kind.getValue()) {
                    loop.ask(search.path());
                    count++;
                }
            }
            out.printf(
                    "%-18s %7.2f ms %7.2f ms   (%d, %.1f ms each)%n",
                    kind.getKey(),
                    1000 * (CpuTime.seconds(stand.servicePid()) - service) / count,
                    1000 * (CpuTime.seconds(stand.postgresPid()) - postgres) / count,
                    count,
                    (System.nanoTime() - begin) / 1e6 / count);
        }
    }

    private void yardstick(Path index, Generator generator, List<Search> searches) throws IOException {
        try (Lucene lucene = Lucene.open(index, generator)) {
            List<Search> asked = searches.stream()
                    .filter(search -> !search.words().isEmpty())
                    .toList();
            lucene.warmUp(asked.stream().map(Search::words).toList(), LUCENE_WARM_UP);
            out.printf("%nLucene over the same texts, in this process: CPU per search%n");
            for (Map.Entry<String, List<Search>> kind : byKind(asked).entrySet()) {
                double millis = 0;
                for (Search search : kind.getValue()) {
                    millis += lucene.cpuMillis(search.words(), LUCENE_RUNS);
                }
                out.printf(
                        "%-18s %7.2f ms%n",
                        kind.getKey(), millis / kind.getValue().size());
            }
        }
    }

    private void print(List<Sample> samples) {
        out.printf(
                "%-18s %6s %8s %8s %8s %8s  %s%n", "class", "count", "p50 ms", "p95 ms", "p99 ms", "max ms", "not 200");
        Map<String, List<Sample>> kinds = new LinkedHashMap<>();
        samples.forEach(sample ->
                kinds.computeIfAbsent(sample.kind(), kind -> new ArrayList<>()).add(sample));
        kinds.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(kind -> print(kind.getKey(), kind.getValue()));
        print("ALL", samples);
    }

    private void print(String kind, List<Sample> samples) {
        double[] millis = samples.stream().mapToDouble(Sample::millis).sorted().toArray();
        long bad = samples.stream().filter(sample -> sample.status() != 200).count();
        out.printf(
                "%-18s %6d %8.1f %8.1f %8.1f %8.1f  %d%n",
                kind,
                millis.length,
                quantile(millis, 0.5),
                quantile(millis, 0.95),
                quantile(millis, 0.99),
                millis[millis.length - 1],
                bad);
    }

    static double quantile(double[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
    }

    private void sizes(QueryStand stand) throws SQLException {
        String sql = """
                select coalesce(sum(pg_relation_size(c.oid)), 0), coalesce(sum(pg_table_size(c.oid)), 0),
                  coalesce(sum(pg_indexes_size(c.oid)), 0)
                from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'query.release'::regclass
                """;
        String words = """
                select coalesce(sum(pg_relation_size(i.indexrelid)), 0) from pg_index i join pg_class c on c.oid = i.indexrelid
                  join pg_am a on a.oid = c.relam where a.amname = 'gin'
                """;
        try (Connection connection = open(stand);
                Statement statement = connection.createStatement()) {
            ResultSet size = statement.executeQuery(sql);
            size.next();
            double heap = size.getLong(1) / 1e6;
            double table = size.getLong(2) / 1e6;
            double indexes = size.getLong(3) / 1e6;
            ResultSet gin = statement.executeQuery(words);
            gin.next();
            out.printf(
                    "%d releases: rows %.0f MB, texts and vectors outside the rows %.0f MB, indexes %.0f MB, of which words %.0f MB%n",
                    count(stand), heap, table - heap, indexes, gin.getLong(1) / 1e6);
        }
    }

    private static long count(QueryStand stand) throws SQLException {
        try (Connection connection = open(stand);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from query.place")) {
            count.next();
            return count.getLong(1);
        }
    }

    private static Connection open(QueryStand stand) throws SQLException {
        return DriverManager.getConnection(stand.jdbcUrl(), stand.databaseUser(), "");
    }

    /** The media topic above each, as query-service knows them. */
    static Map<String, String> broaderTopics(Path home) throws IOException {
        try (Stream<String> lines = Files.lines(home.resolve("query-service/src/main/resources/mediatopics.tsv"))) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .collect(Collectors.toMap(
                            columns -> columns[0], columns -> columns[1], (a, b) -> a, LinkedHashMap::new));
        }
    }

    private static Map<String, List<Search>> byKind(List<Search> searches) {
        return searches.stream().collect(Collectors.groupingBy(Search::kind, LinkedHashMap::new, Collectors.toList()));
    }
}
