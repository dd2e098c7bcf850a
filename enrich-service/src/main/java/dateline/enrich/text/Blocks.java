package dateline.enrich.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a text into paragraphs. */
final class Blocks {

    private static final int WRAPPED_LINE = 50;
    private static final Pattern ATTRIBUTION = Pattern.compile("[―–—-]\\s*\\p{Lu}[^.!?]{2,40}$");

    private Blocks() {}

    /**
     * The paragraphs without the blanks around them, in order. They are separated by blank lines; where a text has none and its
     * lines are not hard-wrapped, each line is one. A line that opens or closes a part of a release stands for itself.
     */
    static List<Span> of(PlainText text) {
        List<Span> lines = lines(text);
        boolean spaced = isSpaced(text, lines);
        List<Span> blocks = new ArrayList<>();
        int open = -1;
        int end = -1;
        for (Span line : lines) {
            if (line.length() == 0) {
                open = close(text, blocks, open, end);
                continue;
            }
            boolean alone = !spaced || PartHeads.standsAlone(text.read(line));
            if (alone
                    || (open >= 0
                            && (PartHeads.opens(text.read(line))
                                    || isNextQuotation(text, new Span(open, end), line)))) {
                open = close(text, blocks, open, end);
            }
            if (alone) {
                blocks.add(line);
            } else {
                open = open < 0 ? line.start() : open;
                end = line.end();
            }
        }
        close(text, blocks, open, end);
        return blocks;
    }

    private static int close(PlainText text, List<Span> blocks, int open, int end) {
        if (open >= 0) {
            blocks.add(text.trim(new Span(open, end)));
        }
        return -1;
    }

    // A line that opens with a quotation mark, under one that has come to its end.
    private static boolean isNextQuotation(PlainText text, Span above, Span line) {
        boolean quotes = "\"“”«„".indexOf(text.chars().charAt(line.start())) >= 0;
        String tail = text.chars().substring(Math.max(above.start(), above.end() - 60), above.end());
        return quotes
                && (endsSentence(text.chars().charAt(above.end() - 1))
                        || ATTRIBUTION.matcher(tail).find());
    }

    private static boolean isSpaced(PlainText text, List<Span> lines) {
        boolean blankBetween = false;
        int filled = 0;
        int wrapped = 0;
        Span before = null;
        boolean gap = false;
        for (Span line : lines) {
            if (line.length() == 0) {
                gap = before != null;
                continue;
            }
            blankBetween |= gap;
            gap = false;
            filled++;
            if (before != null
                    && before.length() >= WRAPPED_LINE
                    && !endsSentence(text.chars().charAt(before.end() - 1))) {
                wrapped++;
            }
            before = line;
        }
        return blankBetween || filled < 2 || wrapped * 2 > filled - 1;
    }

    private static boolean endsSentence(char c) {
        return ".!?:;。！？\"”»".indexOf(c) >= 0;
    }

    // Every line without the blanks at its ends; an empty range for a blank line.
    private static List<Span> lines(PlainText text) {
        String chars = text.chars();
        List<Span> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= chars.length(); i++) {
            if (i == chars.length() || chars.charAt(i) == '\n' || chars.charAt(i) == '\r') {
                boolean crlf = i + 1 < chars.length() && chars.charAt(i) == '\r' && chars.charAt(i + 1) == '\n';
                lines.add(text.trim(new Span(start, i)));
                i += crlf ? 1 : 0;
                start = i + 1;
            }
        }
        return lines;
    }
}
