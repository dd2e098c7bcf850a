package dateline.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the parser's score on the public conformance corpus, where that lies beside the project. */
class SharedCorpusTest {

    private static final Path CORPUS = Path.of(System.getProperty("dateline.shared", "../shared"), "corpus", "feeds");

    /** The least share of cases that must pass in the groups that matter most; 85 % in all others. */
    private static final Map<String, Double> FLOORS =
            Map.of("dates-weird", 0.90, "sanitise", 0.98, "hostile", 1.0, "illformed", 0.92);

    @BeforeAll
    static void corpusIsThere() {
        assumeTrue(Files.isDirectory(CORPUS), () -> "no conformance corpus at " + CORPUS);
    }

    @Test
    void theScoreIsAboveItsFloors(@TempDir Path out) throws IOException, InterruptedException {
        assumeTrue(hasPython(), "the corpus' scorer needs python3, which is not there");
        EvaluateParse.run(CORPUS, out.resolve("read"));
        Path scores = out.resolve("scores.json");
        Process scorer = new ProcessBuilder(
                        "python3",
                        CORPUS.resolve("score.py").toString(),
                        CORPUS.resolve("expected.jsonl").toString(),
                        out.resolve("read").toString(),
                        "--json",
                        scores.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.resolve("score.log").toFile())
                .start();
        assertThat(scorer.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(scorer.exitValue())
                .as(Files.readString(out.resolve("score.log")))
                .isZero();
        JsonNode report = new ObjectMapper().readTree(scores.toFile());
        List<Double> shares = new ArrayList<>();
        report.get("groups").properties().forEach(group -> {
            double share = group.getValue().get("cases_passed").asDouble()
                    / group.getValue().get("cases").asDouble();
            shares.add(share);
            assertThat(share).as(group.getKey()).isGreaterThanOrEqualTo(FLOORS.getOrDefault(group.getKey(), 0.85));
        });
        double all = report.get("total").get(0).asDouble()
                / report.get("total").get(1).asDouble();
        assertThat(all).isGreaterThanOrEqualTo(0.97);
        assertThat(shares.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                .isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void everyRealSnapshotIsReadWithoutReplacementCharacters() throws IOException {
        FeedParser parser = new FeedParser();
        List<Path> files;
        try (Stream<Path> listed = Files.list(CORPUS.resolve("real"))) {
            files = listed.filter(file -> !file.toString().endsWith(".tsv"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(100);
        for (Path file : files) {
            byte[] body = Files.readAllBytes(file);
            ParseOutcome outcome =
                    parser.parse(body, FeedContext.of(URI.create("https://press.example.org/feed"), "text/xml"));
            assertThat(outcome).as(file.toString()).isInstanceOf(ParsedFeed.class);
            assertThat(((ParsedFeed) outcome).entries().toString())
                    .as(file.toString())
                    .doesNotContain("\ufffd");
        }
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
