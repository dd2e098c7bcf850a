package dateline.ingest.extract.block;

import org.jsoup.nodes.Element;

/**
 * A run of text between two block boundaries of a page: a paragraph, a heading, a list item, a caption, a menu entry.
 *
 * <p>Words are runs of letters and digits; in scripts that put no spaces between words two characters count as one.
 */
public final class Block {

    final Region region;
    final int index;
    final int linkChars;
    final int boldChars;
    final int words;
    final int capitals;
    final int numbers;
    final int commas;
    final int sentences;
    final boolean timed;
    private final String text;

    Block(Region region, int index, String text, int linkChars, int boldChars, boolean timed) {
        this.region = region;
        this.index = index;
        this.text = text;
        this.linkChars = linkChars;
        this.boldChars = boldChars;
        this.timed = timed;
        int words0 = 0;
        int capitals0 = 0;
        int numbers0 = 0;
        int commas0 = 0;
        int sentences0 = 0;
        int unspaced = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            boolean wordUnit = Character.isLetterOrDigit(unit) || Character.isSurrogate(unit) || unit == '_';
            if (wordUnit && !inWord) {
                words0++;
                capitals0 += Character.isUpperCase(unit) ? 1 : 0;
                numbers0 += Character.isDigit(unit) ? 1 : 0;
            }
            unspaced += unit >= 0x0e00 && isUnspaced(unit) ? 1 : 0;
            commas0 += isComma(unit) ? 1 : 0;
            sentences0 += isSentenceEnd(unit) ? 1 : 0;
            inWord = wordUnit;
        }
        words = words0 + unspaced / 2;
        capitals = capitals0;
        numbers = numbers0;
        commas = commas0;
        sentences = sentences0;
    }

    /**
     * The text.
     *
     * @return the text, white space collapsed, never blank
     */
    public String text() {
        return text;
    }

    /**
     * The place among the blocks of the page.
     *
     * @return 0 for the first
     */
    public int index() {
        return index;
    }

    /**
     * The block element that holds the text.
     *
     * @return the nearest block element
     */
    public Element element() {
        return region.element;
    }

    /**
     * Whether the block is a heading by its markup.
     *
     * @return whether it stands in {@code h1} to {@code h6}
     */
    public boolean isHeading() {
        return region.is(Region.HEADING);
    }

    /**
     * The size.
     *
     * @return the number of words
     */
    public int words() {
        return words;
    }

    /**
     * The share of the text that is linked.
     *
     * @return 0 to 1
     */
    public double linkDensity() {
        return Math.min(1, linkChars / (double) Math.max(1, text.length()));
    }

    boolean isProse() {
        return text.length() >= 25 && linkDensity() < 0.5;
    }

    /** A paragraph of some length that is hardly linked: what articles are made of. */
    boolean isLong() {
        return words >= 20 && linkDensity() < 0.3;
    }

    boolean endsSentence() {
        int end = text.length();
        while (end > 0 && "\"'”’»)]“」』".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end > 0 && isSentenceEnd(text.charAt(end - 1));
    }

    private static boolean isComma(char unit) {
        return switch (unit) {
            case ',', ';', ':', '，', '、', '،', '；', '：' -> true;
            default -> false;
        };
    }

    private static boolean isSentenceEnd(char unit) {
        return switch (unit) {
            case '.', '!', '?', '。', '！', '？', '…', '؟', '۔', '।' -> true;
            default -> false;
        };
    }

    /** Thai, Lao, Khmer, Burmese, kana and Han: no spaces between words. */
    private static boolean isUnspaced(char unit) {
        return unit <= 0x0eff
                || (unit >= 0x1000 && unit <= 0x109f)
                || (unit >= 0x1780 && unit <= 0x17ff)
                || (unit >= 0x3040 && unit <= 0x30ff)
                || (unit >= 0x3400 && unit <= 0x9fff);
    }
}
