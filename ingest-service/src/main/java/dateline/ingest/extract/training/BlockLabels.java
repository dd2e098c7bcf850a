package dateline.ingest.extract.training;

import dateline.ingest.extract.block.Block;
import dateline.ingest.extract.block.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which blocks of a page belong to its known article. A block with four words or more belongs as far as its runs of words
 * occur in the article's text; a text that stands on the page twice belongs where its neighbours do. A shorter block
 * belongs when it occurs in the text right behind the words of the block before it or right before those of the next.
 */
final class BlockLabels {

    /** How many words of a neighbour are joined to a short block. */
    private static final int JOINED = 3;

    private final List<Block> blocks;
    private final List<List<String>> words = new ArrayList<>();
    private final Set<String> runs = new HashSet<>();
    private final String flat;

    private BlockLabels(List<Block> blocks, String article) {
        this.blocks = blocks;
        List<String> articleWords = Words.of(article);
        runs.addAll(runs(articleWords));
        flat = ' ' + String.join(" ", articleWords) + ' ';
        blocks.forEach(block -> words.add(Words.of(block.text())));
    }

    /** One share for each block, 0 to 1. */
    static float[] of(List<Block> blocks, String article) {
        return new BlockLabels(blocks, article).label();
    }

    /** 1 for blocks that contain a wanted piece, 0 for those with an unwanted one, NaN for the others. */
    static float[] bySegments(List<Block> blocks, List<String> wanted, List<String> unwanted) {
        float[] labels = new float[blocks.size()];
        for (int i = 0; i < labels.length; i++) {
            String text = blocks.get(i).text();
            boolean in = wanted.stream().anyMatch(piece -> text.contains(collapse(piece)));
            boolean out = unwanted.stream().anyMatch(piece -> text.contains(collapse(piece)));
            labels[i] = in == out ? Float.NaN : in ? 1 : 0;
        }
        return labels;
    }

    private static String collapse(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private float[] label() {
        float[] labels = new float[blocks.size()];
        Map<String, Integer> copies = new HashMap<>();
        for (Block block : blocks) {
            copies.merge(block.text(), 1, Integer::sum);
        }
        for (int i = 0; i < labels.length; i++) {
            List<String> own = runs(words.get(i));
            if (words.get(i).size() >= Words.RUN) {
                labels[i] = (float) own.stream().filter(runs::contains).count() / own.size();
            }
        }
        for (int i = 0; i < labels.length; i++) {
            boolean isShort = words.get(i).size() < Words.RUN;
            boolean copied = labels[i] >= 0.5 && copies.get(blocks.get(i).text()) > 1;
            if (isShort || copied) {
                labels[i] = follows(i, labels) || precedes(i, labels) ? 1 : 0;
            }
        }
        return labels;
    }

    private boolean follows(int index, float[] labels) {
        for (int before = index - 1; before >= Math.max(0, index - 4); before--) {
            if (labels[before] >= 0.5) {
                List<String> tail = words.get(before);
                return contains(tail.subList(Math.max(0, tail.size() - JOINED), tail.size()), words.get(index));
            }
        }
        return false;
    }

    private boolean precedes(int index, float[] labels) {
        for (int after = index + 1; after < Math.min(labels.length, index + 5); after++) {
            if (labels[after] >= 0.5 && words.get(after).size() >= Words.RUN) {
                return contains(words.get(index), words.get(after).subList(0, JOINED));
            }
        }
        return false;
    }

    private boolean contains(List<String> first, List<String> second) {
        return flat.contains(' ' + String.join(" ", first) + ' ' + String.join(" ", second) + ' ');
    }

    private static List<String> runs(List<String> words) {
        List<String> runs = new ArrayList<>();
        for (int i = 0; i + Words.RUN <= words.size(); i++) {
            runs.add(String.join(" ", words.subList(i, i + Words.RUN)));
        }
        return runs;
    }
}
