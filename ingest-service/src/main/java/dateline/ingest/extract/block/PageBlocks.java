package dateline.ingest.extract.block;

import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;

/** The blocks of a page with what is measured of each. */
public final class PageBlocks {

    private static final double LIKELY = 0.5;

    /** Words of a byline or the line of a date. */
    private static final int LONGEST_LABEL = 20;

    private final List<Block> blocks;
    private final float[][] rows;
    private final Set<String> headline;

    private PageBlocks(List<Block> blocks, float[][] rows, Set<String> headline) {
        this.headline = headline;
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
        return new PageBlocks(blocks, PageFeatures.of(blocks, hints), Words.bag(hints.title()));
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
     * Which blocks belong to the article as the classifier has it: those it takes for more likely than not. Of these, what
     * stands in comments, sidebars or the frame of the page goes, unless most of the text stands there.
     *
     * @param model the trained trees
     * @return one answer for each block
     */
    public boolean[] byModel(TreeModel model) {
        boolean[] kept = new boolean[rows.length];
        int all = 0;
        int foreign = 0;
        for (Block block : blocks) {
            kept[block.index] = model.probability(rows[block.index]) >= LIKELY;
            all += kept[block.index] ? block.words : 0;
            foreign += kept[block.index] && Rules.isForeign(block) ? block.words : 0;
        }
        dropPreamble(kept);
        if (2 * foreign < all) {
            blocks.forEach(block -> kept[block.index] &= !Rules.isForeign(block));
        }
        return kept;
    }

    /** The headline, the byline and the line of the date stand before the text and are not part of it. */
    private void dropPreamble(boolean[] kept) {
        for (Block block : blocks) {
            if (kept[block.index] && block.isLong()) {
                return;
            }
            boolean label = block.words <= LONGEST_LABEL && TextCues.isLabel(block.text());
            kept[block.index] &= !label && !Words.bag(block.text()).equals(headline);
        }
    }

    /**
     * Which blocks belong to the article by the rules.
     *
     * @return one answer for each block
     */
    public boolean[] byRules() {
        return Rules.keep(blocks);
    }
}
