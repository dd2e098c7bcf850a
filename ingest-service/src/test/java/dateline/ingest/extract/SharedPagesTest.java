package dateline.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dateline.ingest.extract.block.TreeModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the extractor's scores on a corpus of pages, where that lies beside the project. The model has seen part of these pages;
 * its figures on sites that it has not seen are those that the training prints.
 */
class SharedPagesTest {

    private static final Path CORPUS = Path.of(System.getProperty("dateline.shared", "../shared"), "corpus", "pages");

    private static final Map<String, Double> FLOORS = Map.of(
            "scrapinghub body F1", 0.955,
            "fundus body F1", 0.955,
            "wcxb body F1", 0.950,
            "trafilatura segments F1", 0.930,
            "fundus title", 0.84,
            "fundus date", 0.97,
            "trafilatura title", 0.75,
            "trafilatura date", 0.82,
            "htmldate date", 0.86);

    private static final Pattern FIGURE = Pattern.compile("(body F1|segments F1|title|date|an author) (\\d\\.\\d{3})");

    @BeforeAll
    static void corpusIsThere() {
        assumeTrue(Files.isDirectory(CORPUS), () -> "no corpus of pages at " + CORPUS);
    }

    @Test
    void theScoresAreAboveTheirFloorsAndNoPageFails(@TempDir Path out) throws IOException, InterruptedException {
        assumeTrue(hasPython(), "the corpus' scorer needs python3, which is not there");
        Path read = out.resolve("read");
        EvaluateExtract.run(ArticleExtractor.with(TreeModel.shipped()), CORPUS, read);
        try (Stream<Path> results = Files.list(read)) {
            assertThat(results.toList()).hasSizeGreaterThan(1000).noneMatch(SharedPagesTest::failed);
        }
        Path report = out.resolve("score.log");
        Process scorer = new ProcessBuilder(
                        "python3", CORPUS.resolve("score.py").toString(), CORPUS.toString(), read.toString())
                .redirectErrorStream(true)
                .redirectOutput(report.toFile())
                .start();
        assertThat(scorer.waitFor(300, TimeUnit.SECONDS)).isTrue();
        Map<String, Double> figures = new HashMap<>();
        for (String line : Files.readAllLines(report)) {
            Matcher figure = FIGURE.matcher(line);
            while (figure.find()) {
                figures.put(line.split(" ", 2)[0] + ' ' + figure.group(1), Double.parseDouble(figure.group(2)));
            }
        }
        FLOORS.forEach((name, floor) -> assertThat(figures.getOrDefault(name, 0.0))
                .as(name + " in " + figures)
                .isGreaterThanOrEqualTo(floor));
    }

    private static boolean failed(Path result) {
        try {
            return Files.readString(result).contains("\"error\":");
        } catch (IOException e) {
            return true;
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
