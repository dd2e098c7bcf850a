package dateline.ingest.extract.block;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Describes each block of a page in numbers: what it says and how, where it stands among the elements, which words name
 * those elements, how it relates to the page's headline, summary and main run of text, and what stands beside it. Two
 * blocks with the same numbers are the same to the classifier.
 *
 * <p>The list of what is measured reads best in one place, and measures share the page's totals; hence the length.
 */
final class PageFeatures {

    /** Tags by number; the trees only need that different tags differ. */
    private static final List<String> TAGS = List.of(
            "?",
            "p",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "td",
            "th",
            "pre",
            "div",
            "figcaption",
            "dd",
            "dt",
            "section",
            "article",
            "body",
            "header",
            "footer",
            "aside",
            "figure",
            "main",
            "ul",
            "ol",
            "tr",
            "label",
            "nav",
            "form");

    private static final Map<String, Integer> TAG_NUMBERS = new HashMap<>();

    static {
        for (int i = 0; i < TAGS.size(); i++) {
            TAG_NUMBERS.put(TAGS.get(i), i);
        }
    }

    /** How far a container's prose counts up the tree. */
    private static final int SCORE_LEVELS = 5;

    /** What a heading governs, in blocks. */
    private static final int HEADING_REACH = 40;

    /** Blocks that look alike: same tag, same classes, same classes of the element around. */
    private static final class Kind {
        private int blocks;
        private int words;
        private int chars;
        private int linkChars;
        private int prose;
    }

    private final List<Block> blocks;
    private final Set<String> titleWords;
    private final Set<String> descriptionWords;
    private final Set<Long> bodyRuns;
    private final Set<Long> descriptionRuns;
    private final int[] cues;
    private final Map<String, Kind> kinds = new HashMap<>();
    private final Map<String, Integer> copies = new HashMap<>();
    private final Map<Region, int[]> childCounts = new HashMap<>();
    private int allChars;
    private int proseChars;
    private Region top;
    private double topScore;
    private int firstLong = -1;
    private int lastLong = -1;
    private int headline = -1;

    private PageFeatures(List<Block> blocks, PageHints hints) {
        this.blocks = blocks;
        titleWords = Words.bag(hints.title());
        descriptionWords = Words.bag(hints.description());
        bodyRuns = Words.runSet(hints.body());
        descriptionRuns = Words.runSet(hints.description());
        cues = new int[blocks.size()];
        for (int i = 0; i < cues.length; i++) {
            cues[i] = TextCues.of(blocks.get(i).text());
        }
    }

    /** One row of numbers for each block. */
    static float[][] of(List<Block> blocks, PageHints hints) {
        return new PageFeatures(blocks, hints).rows(FeatureRow::unnamed);
    }

    /** The names of the numbers, in order. */
    static List<String> names() {
        Block block =
                new Block(new Region(null, new org.jsoup.nodes.Element("p"), new NameWords()), 0, "a", 0, 0, false);
        FeatureRow row = FeatureRow.named();
        new PageFeatures(List.of(block), new PageHints("", "", "")).rows(() -> row);
        return row.names();
    }

    private float[][] rows(Supplier<FeatureRow> supplier) {
        total();
        scoreContainers();
        findMarks();
        float[][] rows = new float[blocks.size()][];
        Place place = new Place();
        for (Block block : blocks) {
            FeatureRow row = supplier.get();
            text(row, block);
            elements(row, block);
            surroundings(row, block);
            position(row, block, place);
            neighbours(row, block);
            rows[block.index] = row.values();
            place.pass(block);
        }
        return rows;
    }

    private void total() {
        for (Block block : blocks) {
            int length = block.text().length();
            allChars += length;
            proseChars += block.isProse() ? length : 0;
            copies.merge(block.text(), 1, Integer::sum);
            Kind kind = kinds.computeIfAbsent(kindOf(block), key -> new Kind());
            kind.blocks++;
            kind.words += block.words;
            kind.chars += length;
            kind.linkChars += block.linkChars;
            kind.prose += block.isProse() ? length : 0;
            int[] counts = childCounts.computeIfAbsent(block.region.above(), key -> new int[2]);
            counts[0]++;
            counts[1] += block.region.is(Region.PARAGRAPH) ? 1 : 0;
        }
    }

    private static String kindOf(Block block) {
        return block.region.signature + '<' + block.region.above().signature;
    }

    /** The prose of each block counts for the elements around it, less with each level, as readability does it. */
    private void scoreContainers() {
        Set<Region> touched = new LinkedHashSet<>();
        for (Block block : blocks) {
            int length = block.text().length();
            if (length < 25 || block.linkDensity() > 0.5) {
                continue;
            }
            double score = (1 + Math.min(3, length / 100.0) + Math.min(6, block.commas)) * (1 - block.linkDensity());
            String tag = block.region.tag();
            boolean leaf = !tag.equals("div") && !tag.equals("section") && !tag.equals("td") && !tag.equals("article");
            Region container = leaf ? block.region.above() : block.region;
            for (int level = 0; level < SCORE_LEVELS && container != null; level++) {
                container.score += level == 0 ? score : level == 1 ? score / 2 : score / (level * 3.0);
                touched.add(container);
                container = container.parent;
            }
        }
        for (Region region : touched) {
            double score = region.score * (1 - Math.min(1, region.linkDensity()));
            boolean better = score > topScore || (score == topScore && top != null && region.depth > top.depth);
            if (better) {
                top = region;
                topScore = score;
            }
        }
    }

    private void findMarks() {
        for (Block block : blocks) {
            if (block.isLong() && top != null && block.region.isWithin(top)) {
                firstLong = firstLong < 0 ? block.index : firstLong;
                lastLong = block.index;
            }
        }
        double best = 0.5;
        for (Block block : blocks) {
            if (block.words <= 40 && !titleWords.isEmpty()) {
                double likeness = Words.overlap(Words.bag(block.text()), titleWords);
                likeness += block.region.tag().equals("h1") ? 0.3 : block.isHeading() ? 0.1 : 0;
                if (likeness > best) {
                    best = likeness;
                    headline = block.index;
                }
            }
        }
        for (int i = 0; headline < 0 && i < blocks.size(); i++) {
            headline = blocks.get(i).region.tag().equals("h1") ? i : headline;
        }
    }

    private void text(FeatureRow row, Block block) {
        String text = block.text();
        int length = text.length();
        row.put("words", block.words);
        row.put("characters", length);
        row.put("wordLength", length / (double) Math.max(1, block.words));
        row.put("linkDensity", block.linkDensity());
        row.put("boldShare", Math.min(1, block.boldChars / (double) length));
        row.put("commas", block.commas);
        row.put("commasPerWord", block.commas / (double) Math.max(1, block.words));
        row.put("sentences", block.sentences);
        row.put("endsSentence", block.endsSentence());
        row.put("endsColon", text.endsWith(":") || text.endsWith("："));
        row.put("capitals", block.capitals / (double) Math.max(1, block.words));
        row.put("numbers", block.numbers / (double) Math.max(1, block.words));
        row.put("startsSmall", Character.isLowerCase(text.codePointAt(0)));
        row.put("timed", block.timed);
        for (int cue = 0; cue < TextCues.COUNT; cue++) {
            row.put("cue", cue, cues[block.index] >> cue & 1);
        }
        row.put("copies", copies.get(text));
    }

    private void elements(FeatureRow row, Block block) {
        Region region = block.region;
        row.put("tag", TAG_NUMBERS.getOrDefault(region.tag(), 0));
        row.put("parentTag", TAG_NUMBERS.getOrDefault(region.above().tag(), 0));
        row.put("depth", region.depth);
        row.put("listDepth", region.listDepth);
        for (int flag = 0; flag < Region.FLAGS; flag++) {
            row.put("within", flag, region.flags >> flag & 1);
        }
        for (int group = 0; group < NameWords.GROUPS; group++) {
            row.put("named", group, region.distances[group]);
        }
        row.put("ownNames", Integer.bitCount(region.words));
        row.put("classed", !region.element.attr("class").isEmpty());
    }

    private void surroundings(FeatureRow row, Block block) {
        Region parent = block.region.above();
        Region grand = parent.above();
        Region great = grand.above();
        double prose = Math.max(1, proseChars);
        row.put("parentProse", parent.proseChars / prose);
        row.put("grandProse", grand.proseChars / prose);
        row.put("greatProse", great.proseChars / prose);
        row.put("ownProse", block.region.proseChars / prose);
        row.put("parentLinks", parent.linkDensity());
        row.put("grandLinks", grand.linkDensity());
        row.put("greatLinks", great.linkDensity());
        row.put("parentScore", parent.score / Math.max(1e-9, topScore));
        row.put("grandScore", grand.score / Math.max(1e-9, topScore));
        row.put("greatScore", great.score / Math.max(1e-9, topScore));
        row.put("inTop", top != null && block.region.isWithin(top));
        row.put("aboveTop", top == null ? 99 : block.region.depth - top.depth);
        row.put("parentBlocks", parent.blocks);
        row.put("grandBlocks", grand.blocks);
        row.put("regionBlocks", block.region.blocks);
        int[] counts = childCounts.get(parent);
        row.put("siblings", counts[0]);
        row.put("siblingParagraphs", counts[1]);
        row.put("picture", block.region.picture);
        row.put("parentPicture", parent.picture && parent.blocks < 8);
        Kind kind = kinds.get(kindOf(block));
        row.put("kindBlocks", kind.blocks);
        row.put("kindWords", kind.words / (double) kind.blocks);
        row.put("kindProse", kind.prose / prose);
        row.put("kindLinks", kind.linkChars / (double) Math.max(1, kind.chars));
        row.put("kindShare", kind.chars / (double) Math.max(1, allChars));
        row.put("pageCharacters", Math.log1p(allChars));
        row.put("pageProse", proseChars / (double) Math.max(1, allChars));
        row.put("pageBlocks", blocks.size());
    }

    private void position(FeatureRow row, Block block, Place place) {
        int index = block.index;
        row.put("index", index / (double) blocks.size());
        row.put("offset", place.chars / (double) Math.max(1, allChars));
        row.put("proseBefore", place.prose / (double) Math.max(1, proseChars));
        row.put("longBefore", place.longBlocks);
        row.put("afterFirst", firstLong < 0 ? -99 : clamp(index - firstLong));
        row.put("afterLast", lastLong < 0 ? 99 : clamp(index - lastLong));
        row.put("amid", firstLong >= 0 && index >= firstLong && index <= lastLong);
        row.put("afterHeadline", headline < 0 ? -99 : clamp(index - headline));
        row.put("sinceLong", index - place.lastLong);
        row.put("longElsewhere", place.lastLongRegion != null && place.lastLongRegion.above() != block.region.above());
        Set<String> bag = block.words <= 80 ? Words.bag(block.text()) : Set.of();
        row.put("likeTitle", Words.overlap(bag, titleWords));
        row.put("likeSummary", Words.overlap(bag, descriptionWords));
        long[] runs = Words.runs(Words.of(block.text()));
        row.put("inSummary", Words.coverage(runs, descriptionRuns));
        row.put("inData", bodyRuns.size() < 40 ? -1 : Words.coverage(runs, bodyRuns));
        boolean governed = place.heading != null && index - place.heading.index <= HEADING_REACH;
        row.put("sinceHeading", governed ? index - place.heading.index : 99);
        row.put("headingAbout", governed ? cues[place.heading.index] & 0b1100_0000_1000_1000_0011 : 0);
        row.put("headingInTop", governed && top != null && place.heading.region.isWithin(top));
        row.put("headingBeside", governed && place.heading.region.above() == block.region.above());
        row.put("sinceLinks", index - place.lastLinked);
    }

    private void neighbours(FeatureRow row, Block block) {
        for (int step : new int[] {-3, -2, -1, 1, 2, 3}) {
            int at = block.index + step;
            Block other = at < 0 || at >= blocks.size() ? null : blocks.get(at);
            row.put("wordsAt", step, other == null ? -1 : other.words);
            row.put("linksAt", step, other == null ? -1 : other.linkDensity());
            row.put("besideAt", step, other == null ? -1 : other.region.above() == block.region.above() ? 1 : 0);
            if (Math.abs(step) < 3) {
                row.put("tagAt", step, other == null ? -1 : TAG_NUMBERS.getOrDefault(other.region.tag(), 0));
                row.put("endsAt", step, other == null ? -1 : other.endsSentence() ? 1 : 0);
                row.put("alikeAt", step, other != null && kindOf(other).equals(kindOf(block)) ? 1 : 0);
                row.put("inTopAt", step, other != null && top != null && other.region.isWithin(top) ? 1 : 0);
            }
        }
    }

    private static int clamp(int distance) {
        return Math.max(-60, Math.min(60, distance));
    }

    /** How far the page has been read. */
    private static final class Place {
        private int chars;
        private int prose;
        private int longBlocks;
        private int lastLong = -99;
        private int lastLinked = -99;
        private Region lastLongRegion;
        private Block heading;

        void pass(Block block) {
            int length = block.text().length();
            chars += length;
            prose += block.isProse() ? length : 0;
            if (block.isLong()) {
                longBlocks++;
                lastLong = block.index;
                lastLongRegion = block.region;
            }
            if (block.linkDensity() > 0.6) {
                lastLinked = block.index;
            }
            boolean boldLine = block.words <= 12 && block.boldChars > 0.8 * length;
            if (block.isHeading() || boldLine) {
                heading = block;
            }
        }
    }
}
