package dateline.ingest.extract.block;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * A block element of a page with what it inherits from the elements around it and, once the page is read, what the text
 * within it amounts to.
 */
final class Region {

    /** What an element or one of its ancestors is; each is one bit. */
    static final int ARTICLE = 1;

    static final int MAIN = 1 << 1;
    static final int BODY_PROPERTY = 1 << 2;
    static final int ASIDE = 1 << 3;
    static final int NAVIGATION = 1 << 4;
    static final int FOOTER = 1 << 5;
    static final int HEADER = 1 << 6;
    static final int FORM = 1 << 7;
    static final int FIGURE = 1 << 8;
    static final int CAPTION = 1 << 9;
    static final int TABLE = 1 << 10;
    static final int LIST = 1 << 11;
    static final int QUOTE = 1 << 12;
    static final int HIDDEN = 1 << 13;
    static final int DEFINITIONS = 1 << 14;
    static final int PARAGRAPH = 1 << 15;
    static final int HEADING = 1 << 16;
    static final int FLAGS = 17;

    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

    /** A distance to a word group that is not there. */
    static final int FAR = 12;

    final Region parent;
    final Element element;
    final int depth;
    final int flags;
    final int listDepth;
    final int words;
    final String signature;
    final byte[] distances;

    /** Characters of text within, those in links, and those of prose: blocks of 25 characters or more, few of them links. */
    int chars;

    int linkChars;
    int proseChars;

    /** Blocks within. */
    int blocks;

    /** How much this looks like the container of the article: the prose right below it counts most. */
    double score;

    /** Whether a picture stands within. */
    boolean picture;

    Region(Region parent, Element element, NameWords names) {
        this.parent = parent;
        this.element = element;
        depth = parent == null ? 0 : parent.depth + 1;
        String name = element.normalName();
        boolean list = name.equals("ul") || name.equals("ol");
        listDepth = (parent == null ? 0 : parent.listDepth) + (list ? 1 : 0);
        flags = (parent == null ? 0 : parent.flags) | ownFlags(name, element);
        String classes = element.attr("class");
        words = names.groups(classes) | names.groups(element.attr("id"));
        signature = name + '.' + classes;
        distances = new byte[NameWords.GROUPS];
        for (int group = 0; group < distances.length; group++) {
            int inherited = parent == null ? FAR : Math.min(FAR, parent.distances[group] + 1);
            distances[group] = (byte) ((words & 1 << group) != 0 ? 0 : inherited);
        }
    }

    boolean is(int flag) {
        return (flags & flag) != 0;
    }

    String tag() {
        return element.normalName();
    }

    Region above() {
        return parent == null ? this : parent;
    }

    boolean isWithin(Region other) {
        Region each = this;
        while (each != null && each.depth > other.depth) {
            each = each.parent;
        }
        return each == other;
    }

    double linkDensity() {
        return linkChars / (double) Math.max(1, chars);
    }

    /** Adds what has been gathered within to the element around; called once, when the element ends. */
    void close() {
        if (parent != null) {
            parent.chars += chars;
            parent.linkChars += linkChars;
            parent.proseChars += proseChars;
            parent.blocks += blocks;
            parent.picture |= picture;
        }
    }

    private static int ownFlags(String name, Element element) {
        int flags = byTag(name);
        if (element.attributesSize() == 0) {
            return flags;
        }
        String property = element.attr("itemprop");
        if (property.contains("articleBody")) {
            flags |= BODY_PROPERTY;
        }
        if (property.contains("caption")) {
            flags |= CAPTION;
        }
        flags |= byRole(element.attr("role"));
        if (isHidden(element)) {
            flags |= HIDDEN;
        }
        return flags;
    }

    private static int byTag(String name) {
        return switch (name) {
            case "article" -> ARTICLE;
            case "main" -> MAIN;
            case "aside" -> ASIDE;
            case "nav", "menu" -> NAVIGATION;
            case "footer" -> FOOTER;
            case "header" -> HEADER;
            case "form", "fieldset" -> FORM;
            case "figure", "picture" -> FIGURE;
            case "figcaption", "caption" -> CAPTION;
            case "table" -> TABLE;
            case "ul", "ol" -> LIST;
            case "blockquote" -> QUOTE;
            case "dl" -> DEFINITIONS;
            case "p" -> PARAGRAPH;
            default -> HEADINGS.contains(name) ? HEADING : 0;
        };
    }

    private static int byRole(String role) {
        return switch (role) {
            case "navigation", "menu", "menubar" -> NAVIGATION;
            case "complementary" -> ASIDE;
            case "contentinfo" -> FOOTER;
            case "banner" -> HEADER;
            case "main" -> MAIN;
            case "article" -> ARTICLE;
            case "form", "search" -> FORM;
            default -> 0;
        };
    }

    private static boolean isHidden(Element element) {
        if (element.hasAttr("hidden") || element.attr("aria-hidden").equals("true")) {
            return true;
        }
        String style = element.attr("style");
        if (style.isEmpty()) {
            return false;
        }
        String compact = style.toLowerCase(Locale.ROOT).replace(" ", "");
        return compact.contains("display:none") || compact.contains("visibility:hidden");
    }

    @Override
    public String toString() {
        return signature + Arrays.toString(distances);
    }
}
