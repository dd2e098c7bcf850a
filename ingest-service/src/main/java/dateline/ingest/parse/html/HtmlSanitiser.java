package dateline.ingest.parse.html;

import dateline.ingest.parse.text.Chars;
import dateline.ingest.parse.text.HtmlReferences;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes a fragment of HTML safe to show: one pass over the text, an allow-list of elements and attributes, and output that
 * is written anew: every tag closed, every attribute quoted and escaped, so that no browser can read it otherwise. Style
 * sheets and style attributes, scripts, event handlers, forms, frames, plug-ins, ids and names are left out; links are
 * made absolute and kept only with a harmless scheme.
 *
 * <p>The markup is read by HTML's own tokeniser rules (WHATWG HTML, section 13.2.5). Of its tree construction only that is
 * followed which matters to a reader: optional end tags, and end tags without a start. An instance keeps its buffers and
 * serves one thread.
 *
 * <p>One pass over one array with a stack of open elements; reading and writing are one step here, which makes it fast and
 * this file long.
 */
public final class HtmlSanitiser {

    /** Elements nested deeper than this lose their tags, not their text. */
    private static final int DEPTH_LIMIT = 200;

    private enum Value {
        TEXT,
        LINK,
        IMAGE,
        IMAGE_SET
    }

    private record Attribute(String name, int bit, Value value) {}

    private static final Map<String, Attribute> ATTRIBUTES = attributes();

    private final Chars out = new Chars(1024);
    private final Chars value = new Chars(128);
    private final Markup markup = new Markup();
    private final Tag[] open = new Tag[DEPTH_LIMIT];
    private final int[] openCount = new int[Tag.count()];
    private final char[] name = new char[16];
    private int depth;

    /**
     * Whether HTML knows an element.
     *
     * @param name the name in lower case
     * @return whether it is an element of HTML, of any version
     */
    public static boolean isElement(String name) {
        return Tag.find(name) != null;
    }

    /**
     * Whether an element of HTML never has content and so no end tag.
     *
     * @param name the name in lower case
     * @return whether it is such an element
     */
    public static boolean hasNoContent(String name) {
        Tag tag = Tag.find(name);
        return tag != null && tag.hasNoContent;
    }

    /**
     * Sanitises a fragment.
     *
     * @param html the fragment
     * @param base the absolute URL that relative links are resolved against
     * @return the safe fragment
     */
    public String sanitise(String html, String base) {
        return sanitise(html.toCharArray(), 0, html.length(), base);
    }

    /**
     * Sanitises a fragment in an array.
     *
     * @param in the array
     * @param from where the fragment begins
     * @param to where it ends, exclusive
     * @param base the absolute URL that relative links are resolved against
     * @return the safe fragment without white space at its ends, or null when nothing is left
     */
    public String sanitise(char[] in, int from, int to, String base) {
        out.clear();
        markup.over(in, to);
        depth = 0;
        int index = from;
        while (index < to) {
            int run = index;
            while (index < to && in[index] != '<' && in[index] != '&') {
                index++;
            }
            out.append(in, run, index);
            if (index == to) {
                break;
            }
            index = in[index] == '&' ? reference(in, index, to) : markup(in, index, to, base);
        }
        while (depth > 0) {
            close();
        }
        return out.trimmedOrNull();
    }

    private int reference(char[] in, int at, int to) {
        int mark = out.length();
        int next = HtmlReferences.decode(in, at, to, false, out);
        boolean plain = true;
        for (int i = mark; i < out.length() && plain; i++) {
            char unit = out.array()[i];
            plain = unit != '<' && unit != '&' && unit != '>';
        }
        if (!plain) {
            String decoded = new String(out.array(), mark, out.length() - mark);
            out.truncate(mark);
            for (int i = 0; i < decoded.length(); i++) {
                escape(decoded.charAt(i));
            }
        }
        return next;
    }

    private int markup(char[] in, int at, int to, String base) {
        if (!markup.beginsAt(at)) {
            out.append("&lt;");
            return at + 1;
        }
        char next = in[at + 1];
        if (next == '!' || next == '?') {
            return markup.afterDeclaration(at);
        }
        boolean isEnd = next == '/';
        int nameFrom = isEnd ? at + 2 : at + 1;
        int nameTo = markup.afterName(nameFrom);
        int end = markup.tagEnd(nameTo);
        if (end < 0) {
            return to;
        }
        Tag tag = Tag.find(in, nameFrom, nameTo);
        if (tag == null) {
            return end + 1;
        }
        if (isEnd) {
            end(tag);
            return end + 1;
        }
        if (tag.treatment == Tag.Treatment.DROP) {
            return in[end - 1] == '/' ? end + 1 : markup.afterEndTag(tag.name, end + 1);
        }
        if (tag.treatment == Tag.Treatment.KEEP) {
            start(tag, in, nameTo, end, base);
        }
        return end + 1;
    }

    private void start(Tag tag, char[] in, int from, int end, String base) {
        while (depth > 0 && tag.ends(open[depth - 1])) {
            close();
        }
        if (depth == DEPTH_LIMIT) {
            return;
        }
        out.append('<');
        out.append(tag.name);
        if (from < end) {
            attributes(in, from, end, base);
        }
        out.append('>');
        if (!tag.hasNoContent) {
            open[depth++] = tag;
            openCount[tag.id]++;
        }
    }

    private void end(Tag tag) {
        if (tag == Tag.BR) {
            out.append("<br>");
            return;
        }
        if (openCount[tag.id] == 0) {
            return;
        }
        Tag closed;
        do {
            closed = open[depth - 1];
            close();
        } while (closed != tag);
    }

    private void close() {
        Tag tag = open[--depth];
        openCount[tag.id]--;
        out.append("</");
        out.append(tag.name);
        out.append('>');
    }

    private void attributes(char[] in, int from, int end, String base) {
        long seen = 0;
        int index = from;
        while (index < end) {
            while (index < end && (in[index] <= ' ' || in[index] == '/')) {
                index++;
            }
            int nameFrom = index;
            while (index < end && in[index] > ' ' && in[index] != '/' && (in[index] != '=' || index == nameFrom)) {
                index++;
            }
            int nameTo = index;
            while (index < end && in[index] <= ' ') {
                index++;
            }
            int valueFrom = index;
            int valueTo = index;
            if (index < end && in[index] == '=') {
                index++;
                while (index < end && in[index] <= ' ') {
                    index++;
                }
                char quote = index < end ? in[index] : 0;
                if (quote == '"' || quote == '\'') {
                    valueFrom = ++index;
                    while (index < end && in[index] != quote) {
                        index++;
                    }
                    valueTo = index++;
                } else {
                    valueFrom = index;
                    while (index < end && in[index] > ' ') {
                        index++;
                    }
                    valueTo = index;
                    // A quote at the end lost its partner at the beginning.
                    if (valueTo > valueFrom && (in[valueTo - 1] == '"' || in[valueTo - 1] == '\'')) {
                        valueTo--;
                    }
                }
            }
            Attribute attribute = attribute(in, nameFrom, nameTo);
            if (attribute != null && (seen & (1L << attribute.bit())) == 0) {
                seen |= 1L << attribute.bit();
                attribute(attribute, in, valueFrom, Math.min(valueTo, end), base);
            }
        }
    }

    private Attribute attribute(char[] in, int from, int to) {
        int length = to - from;
        if (length == 0 || length > name.length) {
            return null;
        }
        for (int i = 0; i < length; i++) {
            name[i] = Tag.lower(in[from + i]);
        }
        return ATTRIBUTES.get(new String(name, 0, length));
    }

    private void attribute(Attribute attribute, char[] in, int from, int to, String base) {
        if (attribute.value() != Value.TEXT && isPlainUrl(in, from, to)) {
            openAttribute(attribute);
            out.append(in, from, to);
            out.append('"');
            return;
        }
        value.clear();
        int index = from;
        while (index < to) {
            int run = index;
            while (index < to && in[index] != '&') {
                index++;
            }
            value.append(in, run, index);
            if (index < to) {
                index = HtmlReferences.decode(in, index, to, true, value);
            }
        }
        String text = switch (attribute.value()) {
            case TEXT -> value.toString();
            case LINK -> Links.absolute(base, value.toString());
            case IMAGE -> Links.image(base, value.toString());
            case IMAGE_SET -> imageSet(base, value.toString());
        };
        if (text == null) {
            return;
        }
        openAttribute(attribute);
        for (int i = 0; i < text.length(); i++) {
            escape(text.charAt(i));
        }
        out.append('"');
    }

    private void openAttribute(Attribute attribute) {
        out.append(' ');
        out.append(attribute.name());
        out.append("=\"");
    }

    /** An absolute web address without anything that must be decoded, resolved or escaped: most links are like that. */
    private static boolean isPlainUrl(char[] in, int from, int to) {
        if (to - from < 10 || in[from] != 'h' || in[from + 1] != 't' || in[from + 2] != 't' || in[from + 3] != 'p') {
            return false;
        }
        int colon = in[from + 4] == 's' ? from + 5 : from + 4;
        if (in[colon] != ':' || in[colon + 1] != '/' || in[colon + 2] != '/') {
            return false;
        }
        for (int i = colon; i < to; i++) {
            char unit = in[i];
            if (unit <= ' '
                    || unit >= 0x7f
                    || unit == '&'
                    || unit == '"'
                    || unit == '<'
                    || unit == '>'
                    || unit == '\\'
                    || unit == ',') {
                return false;
            }
        }
        return true;
    }

    /** The candidates of {@code srcset}: an address and, after a space, a width or a density. */
    private static String imageSet(String base, String set) {
        StringBuilder kept = new StringBuilder();
        for (String candidate : set.split(",(?=\\s)|,$|(?<=\\d[wx]),", -1)) {
            String[] parts = candidate.strip().split("\\s+", 2);
            String url = parts[0].isEmpty() ? null : Links.absolute(base, parts[0]);
            if (url != null) {
                kept.append(kept.length() == 0 ? "" : ", ").append(url);
                if (parts.length == 2) {
                    kept.append(' ').append(parts[1].replaceAll("[^0-9.wxh ]", ""));
                }
            }
        }
        return kept.length() == 0 ? null : kept.toString();
    }

    private void escape(char unit) {
        switch (unit) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            default -> out.append(unit);
        }
    }

    private static Map<String, Attribute> attributes() {
        Map<String, Attribute> attributes = new HashMap<>();
        String text = "abbr align alt axis border cellpadding cellspacing char charoff clear color cols colspan compact"
                + " controls coords datetime dir face frame headers height hreflang hspace label lang loop media noshade"
                + " nowrap open reversed rows rowspan rules scope shape size sizes span start summary title type valign"
                + " value vspace width kind srclang";
        for (String name : text.split(" ", -1)) {
            attributes.put(name, new Attribute(name, attributes.size(), Value.TEXT));
        }
        for (String name : "href cite longdesc".split(" ", -1)) {
            attributes.put(name, new Attribute(name, attributes.size(), Value.LINK));
        }
        for (String name : "src poster".split(" ", -1)) {
            attributes.put(name, new Attribute(name, attributes.size(), Value.IMAGE));
        }
        attributes.put("srcset", new Attribute("srcset", attributes.size(), Value.IMAGE_SET));
        if (attributes.size() > Long.SIZE) {
            throw new IllegalStateException("more attributes than bits: " + attributes.size());
        }
        return Map.copyOf(attributes);
    }
}
