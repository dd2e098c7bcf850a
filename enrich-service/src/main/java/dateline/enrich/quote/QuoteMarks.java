package dateline.enrich.quote;

import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what stands between quotation marks: curly, straight, angled, low, CJK and single ones, over several paragraphs where each
 * begins with a mark again, and with one of the two marks missing. A straight mark's side is told by the blanks around it.
 */
final class QuoteMarks {

    private static final String DOUBLE = "\"“”„‟«»＂〝〞";
    private static final String OPENING = "“„«〝";
    private static final String CJK_OPENING = "「『";
    private static final String CJK_CLOSING = "」』";
    // Two apostrophes are a typewriter's mark; the second one reads as this.
    private static final char SECOND = '\uFFFF';
    private static final String SINGLE = "'‘’";
    private static final int FEWEST_CHARS = 12;

    private final PlainText text;
    private final String chars;
    private final List<Span> paragraphs;
    private final List<Quoted> found = new ArrayList<>();
    private int open = -1;
    private int openParagraph;
    private char opened;

    private QuoteMarks(PlainText text, List<Span> paragraphs) {
        this.text = text;
        this.chars = text.chars().replace("''", "\"" + SECOND).replace("``", "\"" + SECOND);
        this.paragraphs = paragraphs;
    }

    /** What is quoted in the paragraphs, in order. */
    static List<Quoted> find(PlainText text, List<Span> paragraphs) {
        QuoteMarks marks = new QuoteMarks(text, paragraphs);
        for (int i = 0; i < paragraphs.size(); i++) {
            marks.read(i);
        }
        return marks.found;
    }

    // At a paragraph's start a mark only says that the speech goes on.
    private void read(int number) {
        Span paragraph = paragraphs.get(number);
        int free = paragraph.start();
        boolean any = open >= 0;
        for (int i = paragraph.start(); i < paragraph.end(); i++) {
            char c = chars.charAt(i);
            if (!isMark(c) || (open < 0 && isInches(i, paragraph))) {
                continue;
            }
            any = true;
            boolean opens = opens(i, paragraph);
            boolean closes = closes(i, paragraph);
            if (open < 0) {
                if (opens || !closes) {
                    begin(i, number);
                } else if (i - free >= FEWEST_CHARS) {
                    // The opening mark was forgotten: what is quoted began with the paragraph, or after the last
                    // quotation.
                    add(text.trim(new Span(free, i + 1)), number, number, false);
                    free = i + 1;
                }
            } else if (matches(c) && (closes || !opens) && i > paragraph.start()) {
                add(new Span(open, i + 1), openParagraph, number, true);
                open = -1;
                free = i + 1;
            } else if (c == '"' && opens && opened == '"' && i > paragraph.start()) {
                // Two opening marks: the first one's end was forgotten.
                open = -1;
                begin(i, number);
            }
        }
        if (!any) {
            single(number, paragraph);
        }
        if (open >= 0 && !goesOn(number)) {
            add(text.trim(new Span(open, paragraph.end())), openParagraph, number, false);
            open = -1;
        }
    }

    private void begin(int at, int paragraph) {
        open = at;
        openParagraph = paragraph;
        opened = chars.charAt(at);
    }

    private void add(Span span, int paragraph, int last, boolean whole) {
        if (span.length() > 2) {
            boolean second = span.end() < chars.length() && chars.charAt(span.end()) == SECOND;
            found.add(new Quoted(second ? new Span(span.start(), span.end() + 1) : span, paragraph, last, whole));
        }
    }

    private boolean goesOn(int number) {
        if (number + 1 >= paragraphs.size()) {
            return false;
        }
        Span next = paragraphs.get(number + 1);
        return isMark(chars.charAt(next.start())) && opens(next.start(), next) && chars.charAt(next.start()) == opened;
    }

    private static boolean isMark(char c) {
        return DOUBLE.indexOf(c) >= 0 || CJK_OPENING.indexOf(c) >= 0 || CJK_CLOSING.indexOf(c) >= 0;
    }

    // 6'2", 24": a measure.
    private boolean isInches(int i, Span paragraph) {
        return chars.charAt(i) == '"' && i > paragraph.start() && Character.isDigit(chars.charAt(i - 1));
    }

    private boolean opens(int i, Span paragraph) {
        char c = chars.charAt(i);
        if (CJK_OPENING.indexOf(c) >= 0) {
            return true;
        }
        if (CJK_CLOSING.indexOf(c) >= 0) {
            return false;
        }
        boolean before = i == paragraph.start() || isOpenBefore(chars.charAt(i - 1));
        boolean after = i + 1 < paragraph.end() && !isBlank(chars.charAt(i + 1));
        // French and Russian set a blank inside the angles.
        boolean inset = c == '«' && (i == paragraph.start() || isOpenBefore(chars.charAt(i - 1)));
        return (before && after) || inset || (c == '“' && opened != '„' && after && open < 0) || (c == '„');
    }

    private boolean closes(int i, Span paragraph) {
        char c = chars.charAt(i);
        if (CJK_CLOSING.indexOf(c) >= 0) {
            return true;
        }
        boolean after = i + 1 >= paragraph.end() || !Character.isLetterOrDigit(chars.charAt(i + 1));
        boolean before = i > paragraph.start() && (!isBlank(chars.charAt(i - 1)) || c == '»' || c == '”');
        return before && (after || c == '”' || c == '»');
    }

    // Whether the mark can end what the last one began.
    private boolean matches(char c) {
        return switch (opened) {
            case '「' -> c == '」';
            case '『' -> c == '』';
            case '„', '‟' -> "“”\"".indexOf(c) >= 0;
            case '«' -> c == '»';
            case '»' -> c == '«';
            case '“', '”' -> c == '”' || c == '"' || c == '“';
            case '"', '＂' -> c == '"' || c == '”' || c == '＂';
            default -> OPENING.indexOf(c) < 0;
        };
    }

    // Single marks quote only where a paragraph has no others, and where the last one follows the end of a clause: it
    // is no apostrophe.
    private void single(int number, Span paragraph) {
        int start = -1;
        for (int i = paragraph.start(); i < paragraph.end(); i++) {
            char c = chars.charAt(i);
            if (SINGLE.indexOf(c) < 0) {
                continue;
            }
            boolean begins = (i == paragraph.start() || isOpenBefore(chars.charAt(i - 1)))
                    && i + 1 < paragraph.end()
                    && Character.isUpperCase(chars.charAt(i + 1));
            boolean ends = i > paragraph.start()
                    && ",.!?…".indexOf(chars.charAt(i - 1)) >= 0
                    && (i + 1 >= paragraph.end() || isBlank(chars.charAt(i + 1)));
            if (start < 0 && begins && c != '’') {
                start = i;
            } else if (start >= 0 && ends && i - start >= FEWEST_CHARS) {
                add(new Span(start, i + 1), number, number, true);
                start = -1;
            }
        }
    }

    private static boolean isOpenBefore(char c) {
        return isBlank(c) || "([{—–-/:>".indexOf(c) >= 0;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
