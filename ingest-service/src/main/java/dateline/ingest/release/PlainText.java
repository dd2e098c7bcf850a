package dateline.ingest.release;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * HTML as a person would type it: paragraphs apart by one blank line, list items and table rows on lines of their own, every
 * other run of white space one space.
 *
 * <p>A fragment that marks no paragraphs (neither {@code p} nor {@code br}) is text that was put into a feed as it is: there a
 * blank line parts paragraphs, and so does a line end where the lines are too long to be wrapped ones.
 */
final class PlainText {

    private static final Set<String> PARAGRAPHS = Set.of(
            "p",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "section",
            "article",
            "aside",
            "header",
            "footer",
            "main",
            "nav",
            "figure",
            "figcaption",
            "ul",
            "ol",
            "dl",
            "table",
            "caption",
            "pre",
            "hr",
            "address",
            "details",
            "summary",
            "fieldset",
            "form",
            "center");
    private static final Set<String> LINES = Set.of("li", "tr", "dt", "dd");
    private static final Set<String> SILENT = Set.of(
            "script", "style", "template", "noscript", "head", "iframe", "object", "svg", "math", "textarea", "select");
    private static final Pattern BLANK_LINE = Pattern.compile("\\R[\\h]*\\R[\\s\\h]*");
    private static final Pattern LINE_END = Pattern.compile("\\R[\\h]*");
    // Nobody wraps lines at more columns than this.
    private static final int WRAPPED_LINE = 120;

    private PlainText() {}

    /**
     * The text of an HTML fragment.
     *
     * @param html an HTML fragment, or null
     * @return the text, empty where there is none
     */
    static String of(String html) {
        if (html == null) {
            return "";
        }
        Element body = parse(html);
        Writer writer = new Writer(paragraphBreak(body));
        NodeTraversor.traverse(writer, body);
        return writer.text();
    }

    /** Whether a fragment holds no markup, only text and character references. */
    static boolean isPlain(String html) {
        return parse(html).childrenSize() == 0;
    }

    /** One line of plain text: every run of white space one space, what cannot be seen dropped. */
    static String line(String text) {
        return text == null ? "" : fold(text).strip();
    }

    private static Element parse(String html) {
        return Jsoup.parseBodyFragment(html).body();
    }

    // What parts the paragraphs inside text nodes, null where markup does it.
    private static Pattern paragraphBreak(Element body) {
        if (body.selectFirst("p, br") != null) {
            return null;
        }
        String text = body.wholeText();
        if (BLANK_LINE.matcher(text.strip()).find()) {
            return BLANK_LINE;
        }
        boolean longLines = text.lines().anyMatch(line -> line.strip().length() > WRAPPED_LINE);
        return longLines && body.selectFirst("div, li, td, h1, h2, h3, h4") == null ? LINE_END : BLANK_LINE;
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    // Format characters that only steer line breaking, and what no text should hold.
    private static boolean isInvisible(int c) {
        return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF || (Character.isISOControl(c) && !isSpace(c));
    }

    private static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isSpace(c)) {
                if (folded.length() == 0 || folded.charAt(folded.length() - 1) != ' ') {
                    folded.append(' ');
                }
            } else if (!isInvisible(c)) {
                folded.appendCodePoint(c);
            }
        });
        return folded.toString();
    }

    private static final class Writer implements NodeVisitor {

        private final Pattern paragraphBreak;
        private final StringBuilder text = new StringBuilder();
        private final Deque<Integer> ordered = new ArrayDeque<>();
        private int newlines;
        private boolean space;
        private String mark = "";
        private int silent;
        private int verbatim;
        private int items;
        private int cells;

        Writer(Pattern paragraphBreak) {
            this.paragraphBreak = paragraphBreak;
        }

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode leaf && silent == 0) {
                write(leaf.getWholeText());
            } else if (node instanceof Element element) {
                enter(element, element.normalName());
            }
        }

        private void enter(Element element, String name) {
            if (SILENT.contains(name)) {
                silent++;
            } else if (name.equals("br")) {
                newlines = Math.min(2, newlines + 1);
            } else if (PARAGRAPHS.contains(name)) {
                separate();
            } else if (LINES.contains(name)) {
                newlines = Math.max(newlines, 1);
            }
            switch (name) {
                case "ul" -> ordered.push(-1);
                case "ol" -> ordered.push(0);
                case "li" -> {
                    items++;
                    mark = bullet();
                }
                case "td", "th" -> {
                    cells++;
                    if (element.previousElementSibling() != null) {
                        mark = "| ";
                        space = true;
                    }
                }
                case "pre" -> verbatim++;
                default -> {}
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (!(node instanceof Element element)) {
                return;
            }
            String name = element.normalName();
            switch (name) {
                case "ul", "ol" -> ordered.pop();
                case "li" -> items--;
                case "td", "th" -> cells--;
                case "pre" -> verbatim--;
                default -> {}
            }
            if (SILENT.contains(name)) {
                silent--;
            } else if (PARAGRAPHS.contains(name)) {
                separate();
            } else if (LINES.contains(name)) {
                newlines = Math.max(newlines, 1);
                mark = "";
            }
        }

        // A paragraph inside a list item starts a line, inside a table's cell it does not even do that.
        private void separate() {
            if (cells > 0) {
                space = true;
            } else {
                newlines = Math.max(newlines, items > 0 ? 1 : 2);
            }
        }

        private String bullet() {
            if (ordered.isEmpty() || ordered.peek() < 0) {
                return "\u2022 ";
            }
            int number = ordered.pop() + 1;
            ordered.push(number);
            return number + ". ";
        }

        private void write(String raw) {
            if (verbatim > 0) {
                String[] lines = raw.split("\\R", -1);
                for (int i = 0; i < lines.length; i++) {
                    if (i > 0) {
                        newlines = Math.min(2, newlines + 1);
                    }
                    append(lines[i].stripTrailing());
                }
            } else if (paragraphBreak == null) {
                append(fold(raw));
            } else {
                String[] paragraphs = paragraphBreak.split(raw, -1);
                for (int i = 0; i < paragraphs.length; i++) {
                    if (i > 0) {
                        separate();
                    }
                    append(fold(paragraphs[i]));
                }
            }
        }

        private void append(String piece) {
            if (piece.isBlank()) {
                space |= !piece.isEmpty();
                return;
            }
            boolean indented = verbatim > 0 && newlines > 0;
            String words = indented ? piece : piece.stripLeading();
            boolean leading = words.length() < piece.length();
            if (text.length() > 0) {
                if (newlines > 0) {
                    text.append("\n".repeat(newlines));
                } else if (space || leading) {
                    text.append(' ');
                }
            }
            text.append(mark).append(words.stripTrailing());
            mark = "";
            newlines = 0;
            space = !words.equals(words.stripTrailing());
        }

        String text() {
            return text.toString();
        }
    }
}
