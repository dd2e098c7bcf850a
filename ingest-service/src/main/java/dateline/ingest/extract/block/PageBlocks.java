package dateline.ingest.extract.block;

import java.util.List;
import org.jsoup.nodes.Document;

/** The blocks of a page with what is measured of each. */
public final class PageBlocks {

    private final List<Block> blocks;
    private final float[][] rows;

    private PageBlocks(List<Block> blocks, float[][] rows) {
        this.blocks = List.copyOf(blocks);
        this.rows = rows;
    }

    /**
     * Cuts a page into blocks and measures them.
     *
     * @param document the page; not changed
     * @param hints what the page says about its article
     * @return the blocks
     */
    public static PageBlocks read(Document document, PageHints hints) {
        List<Block> blocks = BlockReader.read(document);
        return new PageBlocks(blocks, PageFeatures.of(blocks, hints));
    }

    /**
     * The blocks.
     *
     * @return the blocks in document order
     */
    public List<Block> blocks() {
        return blocks;
    }

    /**
     * The measures of all blocks, for training.
     *
     * @return one row for each block, in the order of {@link #featureNames()}
     */
    public float[][] rows() {
        return rows;
    }

    /**
     * What is measured.
     *
     * @return the names of the measures
     */
    public static List<String> featureNames() {
        return PageFeatures.names();
    }

    /**
     * How likely each block belongs to the article.
     *
     * @param model the trained trees
     * @return one probability for each block
     */
    public double[] probabilities(TreeModel model) {
        double[] probabilities = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            probabilities[i] = model.probability(rows[i]);
        }
        return probabilities;
    }
}
