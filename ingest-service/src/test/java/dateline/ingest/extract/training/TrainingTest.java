package dateline.ingest.extract.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dateline.ingest.extract.block.PageBlocks;
import dateline.ingest.extract.block.PageHints;
import dateline.ingest.extract.block.TreeModel;
import java.util.List;
import java.util.Random;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class TrainingTest {

    private static final String PAGE = "<body><nav><p>Home</p></nav><div><h1>The lock gates</h1>"
            + "<p>The lock gates at Brindle were hung in oak.</p><p>Really.</p>"
            + "<p>It took eleven men to hang the gates again.</p></div><p>All rights of the web site are reserved.</p></body>";

    @Test
    void blocksAreLabelledByTheKnownArticle() {
        PageBlocks page = PageBlocks.read(Jsoup.parse(PAGE), new PageHints("", "", ""));
        float[] labels = BlockLabels.of(
                page.blocks(),
                "The lock gates at Brindle were hung in oak.\n\nReally.\n\nIt took eleven men to hang the gates again.");
        assertThat(labels).containsExactly(0, 0, 1, 1, 1, 0);
    }

    @Test
    void treesLearnARuleAndTheSameDataGivesTheSameTrees() {
        int features = PageBlocks.featureNames().size();
        Random random = new Random(7);
        float[][] rows = new float[2000][features];
        float[] labels = new float[rows.length];
        float[] weights = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int f = 0; f < features; f++) {
                rows[i][f] = random.nextFloat();
            }
            labels[i] = rows[i][3] > 0.5 ^ rows[i][7] > 0.3 ? 1 : 0;
            weights[i] = 1;
        }
        BoostedTrees.Settings settings = new BoostedTrees.Settings(40, 8, 0.3, 1, 1, 0.8, 1, 1);
        List<String> lines = BoostedTrees.train(rows, labels, weights, settings);
        assertThat(BoostedTrees.train(rows, labels, weights, settings)).isEqualTo(lines);
        TreeModel model = TreeModel.read(
                "features " + String.join(" ", PageBlocks.featureNames()) + '\n' + String.join("\n", lines));
        assertThat(model.size()).isEqualTo(40);
        int right = 0;
        for (int i = 0; i < rows.length; i++) {
            right += model.probability(rows[i]) >= 0.5 == (labels[i] == 1) ? 1 : 0;
        }
        assertThat(right).isGreaterThan(1900);
    }

    @Test
    void aScoreIsTheHarmonicMeanOfMeanPrecisionAndMeanRecall() {
        BodyScore score = new BodyScore();
        score.add("a b c d e", "a b c d e f g h");
        assertThat(score.precision()).isEqualTo(1);
        assertThat(score.recall()).isEqualTo(0.4);
        assertThat(score.f1()).isCloseTo(0.571, within(0.001));
    }
}
