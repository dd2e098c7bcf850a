package dateline.ingest.parse.html;

/**
 * Where tags and comments of one text end, by the rules of HTML's tokeniser (WHATWG HTML, section 13.2.5), with a way out
 * where something is never closed. Whether it is closed at all is looked up once for the text, so that hostile text cannot
 * make every tag search to the end.
 */
final class Markup {

    private static final int UNKNOWN = -2;

    private char[] in;
    private int to;
    private int lastTagEnd;
    private int lastDoubleQuote;
    private int lastSingleQuote;
    private int lastCommentEnd;

    /** Turns to another text. */
    void over(char[] text, int end) {
        in = text;
        to = end;
        lastTagEnd = UNKNOWN;
        lastDoubleQuote = UNKNOWN;
        lastSingleQuote = UNKNOWN;
        lastCommentEnd = UNKNOWN;
    }

    /** Whether a less-than sign begins a tag, a comment or a declaration; if not, it is text. */
    boolean beginsAt(int at) {
        if (at + 1 >= to) {
            return false;
        }
        char next = in[at + 1];
        if (isLetter(next) || next == '?') {
            return true;
        }
        if (next == '/') {
            return at + 2 < to && (isLetter(in[at + 2]) || in[at + 2] == '>');
        }
        // A CDATA section is none in HTML; what browsers make of it would swallow text up to the next '>'.
        return next == '!' && at + 2 < to && (in[at + 2] == '-' || isLetter(in[at + 2]) || in[at + 2] == '>');
    }

    /** The index after a comment, declaration or processing instruction that begins at a less-than sign. */
    int afterDeclaration(int at) {
        boolean comment = at + 3 < to && in[at + 1] == '!' && in[at + 2] == '-' && in[at + 3] == '-';
        if (comment && at + 3 < lastCommentEnd()) {
            for (int i = at + 4; i < to; i++) {
                if (in[i] == '>' && endsComment(i, at + 2)) {
                    return i + 1;
                }
            }
        }
        for (int i = at + 2; i < to; i++) {
            if (in[i] == '>') {
                return i + 1;
            }
        }
        return to;
    }

    private boolean endsComment(int at, int from) {
        return (in[at - 1] == '-' && in[at - 2] == '-' && at - 2 >= from)
                || (in[at - 1] == '!' && in[at - 2] == '-' && in[at - 3] == '-' && at - 3 >= from + 2);
    }

    /** The index after the name that begins at an index; of a name that is longer than any known one, a part is enough. */
    int afterName(int from) {
        int index = from;
        int limit = Math.min(to, from + 40);
        while (index < limit && in[index] > ' ' && in[index] != '>' && in[index] != '/') {
            index++;
        }
        return index;
    }

    /**
     * The index of the {@code >} that ends a tag. A quoted value hides it, if the quote is ever closed.
     *
     * @return the index, -1 when there is none
     */
    int tagEnd(int from) {
        if (from > lastTagEnd()) {
            return -1;
        }
        int firstHidden = -1;
        char quote = 0;
        boolean afterEquals = false;
        for (int i = from; i < to; i++) {
            char unit = in[i];
            if (quote != 0) {
                if (unit == quote) {
                    quote = 0;
                } else if (unit == '>' && firstHidden < 0) {
                    firstHidden = i;
                }
            } else if (unit == '>') {
                return i;
            } else if (afterEquals && (unit == '"' || unit == '\'')) {
                if (i < lastQuote(unit)) {
                    quote = unit;
                }
                afterEquals = false;
            } else if (unit == '=') {
                afterEquals = true;
            } else if (unit > ' ') {
                afterEquals = false;
            }
        }
        return firstHidden;
    }

    /** The index after the end tag of an element whose content is not markup; the end of the text when there is none. */
    int afterEndTag(String name, int from) {
        int length = name.length();
        for (int i = from; i + length + 1 < to; i++) {
            if (in[i] == '<' && in[i + 1] == '/' && Tag.matches(name, in, i + 2, i + 2 + length)) {
                int end = tagEnd(i + 2 + length);
                return end < 0 ? to : end + 1;
            }
        }
        return to;
    }

    private int lastTagEnd() {
        if (lastTagEnd == UNKNOWN) {
            lastTagEnd = last('>');
        }
        return lastTagEnd;
    }

    private int lastQuote(char quote) {
        if (quote == '"') {
            if (lastDoubleQuote == UNKNOWN) {
                lastDoubleQuote = last('"');
            }
            return lastDoubleQuote;
        }
        if (lastSingleQuote == UNKNOWN) {
            lastSingleQuote = last('\'');
        }
        return lastSingleQuote;
    }

    private int lastCommentEnd() {
        if (lastCommentEnd == UNKNOWN) {
            int index = to - 1;
            while (index >= 3 && !(in[index] == '>' && endsComment(index, 0))) {
                index--;
            }
            lastCommentEnd = index < 3 ? -1 : index;
        }
        return lastCommentEnd;
    }

    private int last(char unit) {
        int index = to - 1;
        while (index >= 0 && in[index] != unit) {
            index--;
        }
        return index;
    }

    private static boolean isLetter(char unit) {
        return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
    }
}
