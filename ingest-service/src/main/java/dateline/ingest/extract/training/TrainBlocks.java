package dateline.ingest.extract.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import dateline.ingest.extract.Article;
import dateline.ingest.extract.ArticleExtractor;
import dateline.ingest.extract.EvaluateExtract;
import dateline.ingest.extract.Page;
import dateline.ingest.extract.block.Block;
import dateline.ingest.extract.block.PageBlocks;
import dateline.ingest.extract.block.TreeModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Trains the classifier of blocks: {@code TrainBlocks MODEL OUT CORPUS...}. Each corpus is a folder with {@code cases.jsonl} and
 * {@code gold.jsonl}. First the sites are dealt to five folds; for each fold a model is trained on the others and the whole
 * extractor is run over the fold's pages, whose results go to {@code OUT}, so that every figure is one of sites that the model
 * has not seen. Then the model of all pages is written to {@code MODEL}. The same data gives the same model.
 */
public final class TrainBlocks {

    private static final int FOLDS = 5;

    private static final BoostedTrees.Settings SETTINGS =
            new BoostedTrees.Settings(220, 24, 0.08, 3, 3, 0.7, 0.4, 20240222);

    /** How much the blocks of a page count that is only known by some pieces of its text. */
    private static final double SEGMENT_WEIGHT = 0.3;

    private static final String HEADER = """
            # Which blocks of a page belong to its article: gradient-boosted trees, written by TrainBlocks.
            # Trained on pages of public benchmarks of article extraction: article-extraction-benchmark of Zyte, formerly
            # Scrapinghub (MIT), Fundus (MIT), the evaluation data of trafilatura (Apache-2.0) and WCXB (CC BY 4.0). The pages
            # are the work of their publishers and are no part of this file.
            """;

    /** The measures of a page's blocks with their labels and weights. */
    @SuppressWarnings("ArrayRecordComponent") // a holder that never leaves the training
    private record Examples(LabelledPage page, float[][] rows, float[] labels, float[] weights) {}

    private TrainBlocks() {}

    /**
     * The entry point.
     *
     * @param arguments the file of the model, the folder of results, and the folders of corpora
     * @throws IOException when a corpus cannot be read or a result cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 3) {
            throw new IllegalArgumentException("usage: TrainBlocks MODEL OUT CORPUS...");
        }
        List<Examples> all = new ArrayList<>();
        for (String corpus : Arrays.asList(arguments).subList(2, arguments.length)) {
            for (LabelledPage page : LabelledPage.read(Path.of(corpus))) {
                if (!page.body().isEmpty() || !page.wanted().isEmpty()) {
                    all.add(examples(page));
                }
            }
        }
        crossValidate(all, Path.of(arguments[1]));
        Files.writeString(Path.of(arguments[0]), train(all, page -> true));
    }

    private static Examples examples(LabelledPage page) throws IOException {
        PageBlocks read = ArticleExtractor.blocks(
                Page.of(page.html(), EvaluateExtract.uri(page.url() == null ? "" : page.url()), page.contentType()));
        List<Block> blocks = read.blocks();
        boolean whole = !page.body().isEmpty();
        float[] labels = whole
                ? BlockLabels.of(blocks, page.body())
                : BlockLabels.bySegments(blocks, page.wanted(), page.unwanted());
        float[] weights = new float[labels.length];
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            weights[i] =
                    Float.isNaN(labels[i]) ? 0 : (float) Math.pow(blocks.get(i).words() + 2, 0.6);
            sum += weights[i] * (whole ? labels[i] : 1);
        }
        for (int i = 0; i < labels.length; i++) {
            weights[i] *= (float) ((whole ? 1 : SEGMENT_WEIGHT) * 30 / Math.max(30, sum));
            labels[i] = Float.isNaN(labels[i]) ? 0 : labels[i];
        }
        return new Examples(page, read.rows(), labels, weights);
    }

    private static void crossValidate(List<Examples> all, Path out) throws IOException {
        Files.createDirectories(out);
        Map<String, BodyScore> scores = new TreeMap<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            ArticleExtractor extractor = ArticleExtractor.with(TreeModel.read(train(all, page -> fold(page) != held)));
            for (Examples examples : all) {
                LabelledPage page = examples.page();
                if (fold(page) == held) {
                    Article article = extractor.extract(Page.of(
                            page.html(),
                            EvaluateExtract.uri(page.url() == null ? "" : page.url()),
                            page.contentType()));
                    new ObjectMapper()
                            .writeValue(out.resolve(page.id() + ".json").toFile(), EvaluateExtract.result(article));
                    if (!page.body().isEmpty()) {
                        scores.computeIfAbsent(page.set(), set -> new BodyScore())
                                .add(article.text(), page.body());
                    }
                }
            }
        }
        scores.forEach((set, score) -> System.out.printf(
                "%-12s F1 %.4f precision %.4f recall %.4f pages %d%n",
                set, score.f1(), score.precision(), score.recall(), score.pages()));
    }

    private static int fold(LabelledPage page) {
        return Math.floorMod(page.site().hashCode() * 31, FOLDS);
    }

    private static String train(List<Examples> all, Predicate<LabelledPage> in) {
        List<float[]> rows = new ArrayList<>();
        List<Float> labels = new ArrayList<>();
        List<Float> weights = new ArrayList<>();
        for (Examples examples : all) {
            for (int i = 0; i < examples.rows().length && in.test(examples.page()); i++) {
                if (examples.weights()[i] > 0) {
                    rows.add(examples.rows()[i]);
                    labels.add(examples.labels()[i]);
                    weights.add(examples.weights()[i]);
                }
            }
        }
        List<String> lines = BoostedTrees.train(rows.toArray(new float[0][]), array(labels), array(weights), SETTINGS);
        return HEADER + "features " + String.join(" ", PageBlocks.featureNames()) + '\n' + String.join("\n", lines)
                + '\n';
    }

    private static float[] array(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }
}
