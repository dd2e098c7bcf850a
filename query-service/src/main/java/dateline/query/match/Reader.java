package dateline.query.match;

/** Walks the text of a {@code tsvector} or {@code tsquery}. */
final class Reader {

    private final String text;
    private int at = 0;

    Reader(String text) {
        this.text = text;
    }

    /** Goes on to what is not a space; whether there is any. */
    boolean skipSpaces() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    /** The next character without taking it, or 0 at the end. */
    char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    /** Takes the character if it comes next. */
    boolean accept(char expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    void expect(char expected) {
        if (!accept(expected)) {
            throw fault("expected " + expected);
        }
    }

    /** A lexeme in quotation marks; doubled ones and backslashes stand for themselves. */
    String lexeme() {
        expect('\'');
        int end = text.indexOf('\'', at);
        if (end < 0) {
            throw fault("a quotation mark is missing");
        }
        // Mostly there is nothing to undo.
        if (text.startsWith("''", end) || text.lastIndexOf('\\', end) >= at) {
            return escaped();
        }
        String lexeme = text.substring(at, end);
        at = end + 1;
        return lexeme;
    }

    private String escaped() {
        StringBuilder lexeme = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                lexeme.append(text.charAt(at++));
            } else if (c != '\'') {
                lexeme.append(c);
            } else if (accept('\'')) {
                lexeme.append('\'');
            } else {
                return lexeme.toString();
            }
        }
        throw fault("a quotation mark is missing");
    }

    int number() {
        int start = at;
        int number = 0;
        while (peek() >= '0' && peek() <= '9') {
            number = number * 10 + (text.charAt(at++) - '0');
        }
        if (at == start || at - start > 6) {
            throw fault("expected a number");
        }
        return number;
    }

    /** The weight that a letter stands for, 3 for A to 0 for D; 0 without a letter. */
    int weight() {
        char c = peek();
        if (c < 'A' || c > 'D') {
            return 0;
        }
        at++;
        return 'D' - c;
    }

    IllegalArgumentException fault(String what) {
        return new IllegalArgumentException(what + " at " + at + " of " + text);
    }
}
