package dateline.ingest.parse.html;

import dateline.ingest.parse.text.Chars;
import dateline.ingest.parse.text.HtmlReferences;

/** Turns HTML, and text that may be HTML, into one line of plain text. */
public final class HtmlText {

    private HtmlText() {}

    /**
     * The text of a fragment of HTML: tags, comments, scripts and style sheets gone, references decoded, white space
     * collapsed.
     *
     * @param html the fragment; only the first {@link Chars#length()} units count
     * @param scratch a buffer to work in
     * @return the text, or null when there is none
     */
    public static String ofHtml(Chars html, Chars scratch) {
        return text(html, scratch, true);
    }

    /**
     * The text of a value that RSS leaves open: it is HTML where it holds tags that HTML knows or references, and anything
     * else in angle brackets stays as it is.
     *
     * @param value the value
     * @param scratch a buffer to work in
     * @return the text, or null when there is none
     */
    public static String ofRss(Chars value, Chars scratch) {
        return text(value, scratch, false);
    }

    /**
     * Plain text on one line.
     *
     * @param value the text
     * @param scratch a buffer to work in
     * @return the text with its white space collapsed, or null when there is none
     */
    public static String ofText(Chars value, Chars scratch) {
        scratch.clear();
        scratch.append(value.array(), 0, value.length());
        return collapsed(scratch);
    }

    private static String text(Chars value, Chars out, boolean everyTag) {
        char[] in = value.array();
        int to = value.length();
        Markup markup = new Markup();
        markup.over(in, to);
        out.clear();
        int index = 0;
        while (index < to) {
            char unit = in[index];
            if (unit == '&') {
                index = HtmlReferences.decode(in, index, to, false, out);
            } else if (unit == '<' && markup.beginsAt(index)) {
                index = afterMarkup(markup, in, index, everyTag, out);
            } else {
                out.append(unit);
                index++;
            }
        }
        return collapsed(out);
    }

    private static int afterMarkup(Markup markup, char[] in, int at, boolean everyTag, Chars out) {
        char next = in[at + 1];
        if (next == '!' || next == '?') {
            return markup.afterDeclaration(at);
        }
        int nameFrom = next == '/' ? at + 2 : at + 1;
        int nameTo = markup.afterName(nameFrom);
        Tag tag = Tag.find(in, nameFrom, nameTo);
        int end = tag == null && !everyTag ? -1 : markup.tagEnd(nameTo);
        if (end < 0) {
            out.append('<');
            return at + 1;
        }
        if (tag != null && tag.block) {
            out.append(' ');
        }
        boolean dropped = tag != null && tag.treatment == Tag.Treatment.DROP && next != '/' && in[end - 1] != '/';
        return dropped ? markup.afterEndTag(tag.name, end + 1) : end + 1;
    }

    /** Collapses white space in place; no-break spaces count as white space in a line of text. */
    private static String collapsed(Chars text) {
        char[] units = text.array();
        int length = 0;
        boolean pending = false;
        for (int i = 0; i < text.length(); i++) {
            char unit = units[i];
            if (unit <= ' ' || unit == '\u00a0' || unit == '\u2028' || unit == '\u2029') {
                pending = length > 0;
            } else {
                if (pending) {
                    units[length++] = ' ';
                    pending = false;
                }
                units[length++] = unit;
            }
        }
        return length == 0 ? null : new String(units, 0, length);
    }
}
