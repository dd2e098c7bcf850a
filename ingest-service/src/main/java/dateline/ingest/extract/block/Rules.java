package dateline.ingest.extract.block;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps blocks by rules that a person can read, for when the classifier is switched off. The container is the element whose
 * prose counts most; in it, prose is kept, and what is short only between kept prose, as headings and list items are.
 */
final class Rules {

    private static final int COMMENTS = 3;
    private static final int FRAME = 10;
    private static final int OUTSIDE = Region.NAVIGATION | Region.FOOTER;

    /** The name groups of {@link NameWords} that speak against a block: pictures, other stories, sharing, comments, and so on. */
    private static final int[] FOREIGN = {0, 1, 2, COMMENTS, 4, 7};

    /** How near the element with such a name must be. */
    private static final int NEAR = 3;

    private static final int AGAINST = Region.ASIDE
            | Region.NAVIGATION
            | Region.FOOTER
            | Region.FORM
            | Region.FIGURE
            | Region.CAPTION
            | Region.HIDDEN;

    private static final double MOST_LINKED = 0.4;

    private Rules() {}

    /** Which blocks are the article's. */
    static boolean[] keep(List<Block> blocks) {
        boolean[] kept = new boolean[blocks.size()];
        Optional<Region> container = blocks.stream()
                .map(block -> block.region.is(Region.PARAGRAPH) ? block.region.above() : block.region)
                .distinct()
                .max(Comparator.comparingDouble(region -> region.score * (1 - Math.min(1, region.linkDensity()))));
        if (container.isEmpty()) {
            return kept;
        }
        for (Block block : blocks) {
            kept[block.index] = isProse(block) && block.region.isWithin(container.get());
        }
        boolean[] prose = Arrays.copyOf(kept, kept.length);
        for (int i = 1; i < kept.length - 1; i++) {
            Block block = blocks.get(i);
            boolean structural = block.isHeading() || block.region.is(Region.LIST) || block.region.is(Region.QUOTE);
            boolean amid = kept[i - 1] && (prose[i + 1] || (i + 2 < kept.length && prose[i + 2]));
            if (structural && amid && isOwn(block) && block.linkDensity() < MOST_LINKED) {
                kept[i] = true;
            }
        }
        return kept;
    }

    /** Whether a block stands in comments, a sidebar or the frame of the page by the names of the elements right around it. */
    static boolean isForeign(Block block) {
        byte[] distances = block.region.distances;
        return distances[COMMENTS] < NEAR || distances[FRAME] < NEAR - 1 || (block.region.flags & OUTSIDE) != 0;
    }

    private static boolean isProse(Block block) {
        boolean sentence = block.words >= 5 && (block.endsSentence() || block.words >= 15);
        return sentence && block.linkDensity() < MOST_LINKED && isOwn(block);
    }

    private static boolean isOwn(Block block) {
        Region region = block.region;
        if ((region.flags & AGAINST) != 0) {
            return false;
        }
        for (int group : FOREIGN) {
            if (region.distances[group] < 2) {
                return false;
            }
        }
        return true;
    }
}
