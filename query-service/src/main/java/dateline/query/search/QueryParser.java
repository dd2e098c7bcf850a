package dateline.query.search;

import dateline.query.problem.ProblemException;
import dateline.query.search.Query.All;
import dateline.query.search.Query.Any;
import dateline.query.search.Query.Dated;
import dateline.query.search.Query.Kind;
import dateline.query.search.Query.Named;
import dateline.query.search.Query.Near;
import dateline.query.search.Query.Not;
import dateline.query.search.Query.Part;
import dateline.query.search.Query.Phrase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the query language.
 *
 * <pre>
 * any     = all {("OR" | "|") all}
 * all     = one {["AND"] one}
 * one     = ("-" | "NOT") one | near
 * near    = primary ["near/" number primary]
 * primary = "(" any ")" | field ":" (word | phrase | "(" any ")") | word ["*"] | phrase
 * </pre>
 */
final class QueryParser {

    private static final int MAX_LEAVES = 100;
    private static final int MAX_DEPTH = 30;
    private static final int MAX_DISTANCE = 10;
    // Each distance repeats both phrases.
    private static final int MAX_NEAR_LENGTH = 100;
    private static final int END = -1;

    private static final Map<String, Part> PARTS =
            Map.of("title", Part.TITLE, "body", Part.BODY, "quote", Part.QUOTATION);
    private static final Map<String, Kind> KINDS = new TreeMap<>(Map.of(
            "source", Kind.SOURCE,
            "entity", Kind.ENTITY,
            "person", Kind.PERSON,
            "org", Kind.ORGANISATION,
            "place", Kind.PLACE,
            "speaker", Kind.SPEAKER,
            "topic", Kind.TOPIC,
            "lang", Kind.LANGUAGE,
            "country", Kind.COUNTRY));
    private static final List<String> FIELDS = List.of(
            "after", "before", "body", "country", "entity", "lang", "org", "person", "place", "quote", "source",
            "speaker", "title", "topic");

    private final String text;
    private final Instant now;
    private int at = 0;
    private int leaves = 0;
    private int depth = 0;

    private QueryParser(String text, Instant now) {
        this.text = text;
        this.now = now;
    }

    /**
     * Reads a query.
     *
     * @param text what was written, not blank
     * @param now what relative dates count from
     * @return the tree
     * @throws ProblemException 400 on {@code q} with the column, when it cannot be understood
     */
    static Query parse(String text, Instant now) {
        QueryParser parser = new QueryParser(text, now);
        Query query = parser.any(Part.ANYWHERE);
        if (parser.peek() == ')') {
            throw fault(parser.at, "This parenthesis closes none.");
        }
        return query;
    }

    private Query any(Part part) {
        List<Query> queries = new ArrayList<>();
        queries.add(all(part));
        while (keyword("OR") || keyword("|")) {
            queries.add(all(part));
        }
        if (queries.size() == 1) {
            return queries.get(0);
        }
        queries.forEach(query -> refuseDates(query));
        return new Any(queries);
    }

    private Query all(Part part) {
        List<Query> queries = new ArrayList<>();
        queries.add(one(part));
        while (true) {
            boolean and = keyword("AND") || keyword("&");
            int next = peek();
            if (!and && (next == END || next == ')' || next == '|' || ahead("OR"))) {
                return queries.size() == 1 ? queries.get(0) : new All(queries);
            }
            queries.add(one(part));
        }
    }

    private Query one(Part part) {
        int start = start();
        if (peek() == '-' || peek() == '!' || ahead("NOT")) {
            at += ahead("NOT") ? 3 : 1;
            descend(start);
            Query negated = one(part);
            depth--;
            refuseDates(negated);
            return new Not(negated);
        }
        Query left = primary(part);
        int distance = near();
        if (distance == 0) {
            return left;
        }
        int right = start();
        if (left instanceof Phrase a && primary(part) instanceof Phrase b) {
            if (Math.max(a.text().length(), b.text().length()) > MAX_NEAR_LENGTH) {
                throw fault(right, "near/ takes phrases of at most " + MAX_NEAR_LENGTH + " characters.");
            }
            return new Near(a, b, distance);
        }
        throw fault(right, "near/ stands between two words or phrases.");
    }

    private Query primary(Part part) {
        int start = start();
        switch (peek()) {
            case END -> throw fault(start, "A word is missing here.");
            case ')' -> throw fault(start, start == 0 ? "This parenthesis closes none." : "A word is missing here.");
            case '(' -> {
                at++;
                descend(start);
                Query inner = any(part);
                depth--;
                if (peek() != ')') {
                    throw fault(start, "This parenthesis is never closed.");
                }
                at++;
                return inner;
            }
            case '"' -> {
                return leaf(start, new Phrase(quoted(), part, false));
            }
            default -> {
                String field = field();
                return field.isEmpty() ? word(part) : fielded(field, start);
            }
        }
    }

    private Query fielded(String field, int start) {
        Part part = PARTS.get(field);
        if (part != null) {
            return primary(part);
        }
        int valueAt = start();
        String value = peek() == '"' ? quoted() : bare();
        if (value.isBlank()) {
            throw fault(valueAt, "A value is missing here.");
        }
        if (field.equals("after")) {
            return new Dated(Dates.start(value, now, valueAt), null);
        }
        if (field.equals("before")) {
            return new Dated(null, Dates.start(value, now, valueAt));
        }
        Kind kind = KINDS.get(field);
        if (kind == null) {
            throw fault(start, "There is no field \"" + field + "\"; did you mean \"" + nearest(field) + "\"?");
        }
        return leaf(start, new Named(kind, value));
    }

    private Query word(Part part) {
        int start = at;
        String word = bare();
        boolean prefix = word.length() > 1 && word.endsWith("*");
        return leaf(start, new Phrase(prefix ? word.substring(0, word.length() - 1) : word, part, prefix));
    }

    private Query leaf(int start, Query query) {
        if (++leaves > MAX_LEAVES) {
            throw fault(start, "A query has at most " + MAX_LEAVES + " words.");
        }
        return query;
    }

    // A field is letters and a colon with a value right behind it; a URL's scheme is none.
    private String field() {
        int end = at;
        while (end < text.length() && isAsciiLetter(text.charAt(end))) {
            end++;
        }
        boolean field = end > at
                && end + 1 < text.length()
                && text.charAt(end) == ':'
                && !Character.isWhitespace(text.charAt(end + 1))
                && text.charAt(end + 1) != '/'
                && text.charAt(end + 1) != ')';
        if (!field) {
            return "";
        }
        String name = text.substring(at, end).toLowerCase(Locale.ROOT);
        at = end + 1;
        return name;
    }

    private String bare() {
        int start = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && "()\"|".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
            throw fault(at, "This quotation mark is never closed.");
        }
        String content = text.substring(at + 1, end);
        at = end + 1;
        return content;
    }

    private int near() {
        start();
        if (!text.regionMatches(true, at, "near/", 0, 5)) {
            return 0;
        }
        int start = at;
        at += 5;
        String number = bare();
        if (number.matches("[1-9]|10")) {
            return Integer.parseInt(number);
        }
        throw fault(start, "near/ takes a number from 1 to " + MAX_DISTANCE + ".");
    }

    private boolean keyword(String word) {
        start();
        if (!ahead(word)) {
            return false;
        }
        at += word.length();
        return true;
    }

    // Operators are written in capitals, so that "or" may be looked for.
    private boolean ahead(String word) {
        if (!text.startsWith(word, at)) {
            return false;
        }
        int end = at + word.length();
        return !isAsciiLetter(word.charAt(0))
                || end == text.length()
                || Character.isWhitespace(text.charAt(end))
                || text.charAt(end) == '('
                || text.charAt(end) == ')';
    }

    private int peek() {
        start();
        return at == text.length() ? END : text.charAt(at);
    }

    private int start() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private void descend(int start) {
        if (++depth > MAX_DEPTH) {
            throw fault(start, "This is nested too deeply.");
        }
    }

    private void refuseDates(Query query) {
        if (query instanceof Dated
                || (query instanceof All all && all.queries().stream().anyMatch(Dated.class::isInstance))) {
            throw fault(Math.min(at, text.length() - 1), "before: and after: cannot stand under OR or NOT.");
        }
    }

    private static String nearest(String field) {
        String nearest = FIELDS.get(0);
        for (String candidate : FIELDS) {
            if (Distance.between(field, candidate) < Distance.between(field, nearest)) {
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static ProblemException fault(int offset, String detail) {
        return ProblemException.badParameter("q", offset + 1, detail);
    }
}
