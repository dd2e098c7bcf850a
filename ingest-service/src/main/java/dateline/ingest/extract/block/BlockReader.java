package dateline.ingest.extract.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * Cuts a page into blocks in document order. One walk, without recursion, so that no nesting is too deep; beyond
 * {@link #MOST_BLOCKS} blocks the rest of the page is left out.
 */
final class BlockReader implements NodeFilter {

    /** No article has as many; a page that has is a list or an attack. */
    static final int MOST_BLOCKS = 12_000;

    /** Deeper elements share the region of the element at this depth. */
    private static final int DEEPEST = 400;

    private static final Set<String> BREAKING = Set.of(
            "html body article section nav aside header footer main hgroup search p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd pre div blockquote hr"
                    .concat(
                            " address figure figcaption picture form fieldset legend table caption thead tbody tfoot tr td th details summary")
                    .concat(" center menu dir video audio label")
                    .split(" ", -1));

    private static final Set<String> SKIPPED = Set.of(
            "script style noscript template svg math select option textarea iframe object canvas head datalist meter progress rp rt"
                    .split(" ", -1));

    private static final Pattern OVERLAY =
            Pattern.compile("tooltip|rollover|popover|hovercard|visually-?hidden|sr-only|screen-?reader-?text");

    private final NameWords names = new NameWords();
    private final List<Block> blocks = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Region region;
    private Region textRegion;
    private int links;
    private int bolds;
    private int times;
    private int deeper;
    private int linkChars;
    private int boldChars;
    private boolean timed;

    private BlockReader() {}

    /** The blocks of a document's body. */
    static List<Block> read(Document document) {
        BlockReader reader = new BlockReader();
        Element body = document.body();
        org.jsoup.select.NodeTraversor.filter(reader, body);
        reader.endBlock();
        return reader.blocks;
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (blocks.size() >= MOST_BLOCKS) {
            return FilterResult.STOP;
        }
        if (node instanceof TextNode textNode) {
            text(textNode.getWholeText());
        } else if (node instanceof Element element) {
            String name = element.normalName();
            if (isSkipped(element, name)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            open(element, name);
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element && !isSkipped(element, element.normalName())) {
            close(element.normalName());
        }
        return FilterResult.CONTINUE;
    }

    /** Boxes that open over a word are no part of the sentence that the word stands in. */
    private static boolean isSkipped(Element element, String name) {
        if (SKIPPED.contains(name)) {
            return true;
        }
        return (name.equals("span") || name.equals("div"))
                && OVERLAY.matcher(element.attr("class")).find();
    }

    private void open(Element element, String name) {
        if (isBreaking(name)) {
            endBlock();
            if (region != null && region.depth >= DEEPEST) {
                deeper++;
            } else {
                region = new Region(region, element, names);
            }
        }
        switch (name) {
            case "br" -> {
                if (isBreak(element.previousSibling())) {
                    endBlock();
                } else {
                    text.append('\n');
                }
            }
            case "img", "video" -> region.picture = true;
            case "a", "button" -> links++;
            case "b", "strong" -> bolds++;
            case "time" -> times++;
            default -> {}
        }
    }

    private void close(String name) {
        switch (name) {
            case "a", "button" -> links--;
            case "b", "strong" -> bolds--;
            case "time" -> times--;
            default -> {}
        }
        if (isBreaking(name)) {
            endBlock();
            if (deeper > 0) {
                deeper--;
            } else {
                region.close();
                region = region.parent;
            }
        }
    }

    private static boolean isBreaking(String name) {
        return BREAKING.contains(name) || name.indexOf('-') > 0;
    }

    /** Two line breaks with nothing between them part paragraphs. */
    private static boolean isBreak(Node before) {
        Node node = before;
        while (node instanceof TextNode blank && blank.isBlank()) {
            node = node.previousSibling();
        }
        return node instanceof Element element && element.normalName().equals("br");
    }

    private void text(String written) {
        if (region == null) {
            return;
        }
        boolean blank = written.isBlank();
        if (!blank && textRegion == null) {
            textRegion = region;
        }
        text.append(written);
        if (!blank) {
            int length = written.strip().length();
            linkChars += links > 0 ? length : 0;
            boldChars += bolds > 0 ? length : 0;
            timed |= times > 0;
        }
    }

    private void endBlock() {
        if (textRegion != null) {
            String collapsed = collapse(text);
            if (hasLetterOrDigit(collapsed)) {
                Block block = new Block(textRegion, blocks.size(), collapsed, linkChars, boldChars, timed);
                blocks.add(block);
                count(block);
            }
        }
        text.setLength(0);
        textRegion = null;
        linkChars = 0;
        boldChars = 0;
        timed = false;
    }

    private static void count(Block block) {
        Region home = block.region;
        home.chars += block.text().length();
        home.linkChars += block.linkChars;
        home.proseChars += block.isProse() ? block.text().length() : 0;
        home.blocks++;
    }

    private static boolean hasLetterOrDigit(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** White space of any kind to one space; zero-width characters are dropped. */
    private static String collapse(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit <= ' ' || unit == '\u00a0' || (unit > 0x1000 && Character.isSpaceChar(unit))) {
                space = !out.isEmpty();
            } else if (unit != '\u200b' && unit != '\ufeff' && unit != '\u2060') {
                if (space) {
                    out.append(' ');
                    space = false;
                }
                out.append(unit);
            }
        }
        return out.toString();
    }
}
