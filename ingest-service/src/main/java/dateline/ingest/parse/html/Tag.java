package dateline.ingest.parse.html;

/**
 * The elements that HTML knows and what becomes of each. What is not listed is unknown: its tags are dropped, its content
 * stays.
 */
final class Tag {

    /** What the sanitiser does with an element. */
    enum Treatment {
        /** Tags stay, with the attributes that are allowed. */
        KEEP,
        /** Tags are dropped, the content stays and is itself sanitised. */
        UNWRAP,
        /** The element is dropped with its content, which is no text for readers. */
        DROP
    }

    private static final int SLOTS = 1024;
    private static final Tag[] TABLE = new Tag[SLOTS];
    private static int count;

    private static final String INLINE =
            "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark"
                    + " meter output progress q rb rbc rp rt rtc ruby s samp small source span strike strong sub sup time track tt"
                    + " u var wbr area map picture audio video col colgroup legend";
    private static final String BLOCK =
            "address article aside blockquote br caption center dd details dialog dir div dl dt"
                    + " fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section"
                    + " summary table tbody td tfoot th thead tr ul multicol";
    private static final String UNWRAPPED =
            "html head body form input button select option optgroup textarea object embed"
                    + " applet param iframe frame frameset noframes noscript noembed link meta base basefont bgsound blink marquee"
                    + " layer ilayer isindex keygen nobr plaintext listing xmp spacer svg math canvas template slot portal title"
                    + " datalist command image amp-img";
    private static final String DROPPED = "script style";
    private static final String VOID = "area br col hr img source track wbr";
    /** Start tags that end an open paragraph (WHATWG HTML, section 13.2.6.4.7). */
    private static final String ENDS_PARAGRAPH =
            "address article aside blockquote center details dialog dir div dl fieldset"
                    + " figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary"
                    + " table ul li dd dt";

    static {
        add(INLINE, Treatment.KEEP, false);
        add(BLOCK, Treatment.KEEP, true);
        add(UNWRAPPED, Treatment.UNWRAP, false);
        add(DROPPED, Treatment.DROP, false);
    }

    static final Tag P = find("p");
    static final Tag BR = find("br");
    private static final Tag LI = find("li");
    private static final Tag DT = find("dt");
    private static final Tag DD = find("dd");
    private static final Tag TR = find("tr");
    private static final Tag TD = find("td");
    private static final Tag TH = find("th");

    final String name;
    final int id;
    final Treatment treatment;
    final boolean block;
    final boolean hasNoContent;
    private final boolean endsParagraph;

    private Tag(String name, int id, Treatment treatment, boolean block) {
        this.name = name;
        this.id = id;
        this.treatment = treatment;
        this.block = block;
        this.hasNoContent = listed(VOID, name);
        this.endsParagraph = listed(ENDS_PARAGRAPH, name);
    }

    /** How many elements there are; ids are below this. */
    static int count() {
        return count;
    }

    /** Whether the start tag of this element ends the innermost open one, whose end tag may be omitted in HTML. */
    boolean ends(Tag open) {
        if (open == P) {
            return endsParagraph;
        }
        if (open == LI) {
            return this == LI;
        }
        if (open == DT || open == DD) {
            return this == DT || this == DD;
        }
        if (open == TD || open == TH) {
            return this == TD || this == TH || this == TR;
        }
        return open == TR && this == TR;
    }

    /**
     * The element of a name.
     *
     * @param in the text that holds the name, in any case
     * @return the element, or null when HTML knows none of that name
     */
    static Tag find(char[] in, int from, int to) {
        int slot = slot(in, from, to);
        for (Tag tag = TABLE[slot]; tag != null; tag = TABLE[slot]) {
            if (matches(tag.name, in, from, to)) {
                return tag;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        return null;
    }

    static Tag find(String name) {
        return find(name.toCharArray(), 0, name.length());
    }

    static boolean matches(String lowerCaseName, char[] in, int from, int to) {
        if (lowerCaseName.length() != to - from) {
            return false;
        }
        for (int i = 0; i < lowerCaseName.length(); i++) {
            if (lowerCaseName.charAt(i) != lower(in[from + i])) {
                return false;
            }
        }
        return true;
    }

    static char lower(char unit) {
        return unit >= 'A' && unit <= 'Z' ? (char) (unit + 32) : unit;
    }

    private static int slot(char[] in, int from, int to) {
        int hash = 7;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + lower(in[i]);
        }
        return (hash ^ (hash >>> 10)) & (SLOTS - 1);
    }

    private static boolean listed(String names, String name) {
        return (" " + names + " ").contains(" " + name + " ");
    }

    private static void add(String names, Treatment treatment, boolean block) {
        for (String name : names.split(" ", -1)) {
            int slot = slot(name.toCharArray(), 0, name.length());
            while (TABLE[slot] != null) {
                slot = (slot + 1) & (SLOTS - 1);
            }
            TABLE[slot] = new Tag(name, count++, treatment, block);
        }
    }
}
