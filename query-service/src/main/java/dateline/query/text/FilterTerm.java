package dateline.query.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The terms that stand beside the words in a release's {@code tsvector}, so that one index answers words and filters together.
 * They begin with an at sign, which no word of Postgres' parser does.
 */
public final class FilterTerm {

    // A lexeme may have 2046 octets; 500 code units are at most 1500.
    private static final int MAX_LENGTH = 500;
    /** The term of a near-duplicate of a release that came before it. */
    public static final String COPY = "@d:copy";

    /** The term of a release that was changed since it came, and is not withdrawn. */
    public static final String UPDATED = "@r:updated";

    /** The term of a release that its source took back. */
    public static final String WITHDRAWN = "@r:withdrawn";

    /** How the lexemes of words in quotations begin; the words themselves stand in the vector beside them. */
    public static final String QUOTED_WORD = "@\"";

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private FilterTerm() {}

    /** The term of a source's id. */
    public static String source(String id) {
        return term("s", id);
    }

    /** The term of an ISO 3166 country code. */
    public static String country(String code) {
        return term("c", code.toUpperCase(Locale.ROOT));
    }

    /** The term of a language, by the primary subtag. */
    public static String language(String tag) {
        return term("l", TextConfiguration.primary(tag));
    }

    /** The term of the text search configuration that a release was indexed with. */
    public static String configuration(String name) {
        return term("k", name);
    }

    /** The term of an entity's id. */
    public static String entity(String id) {
        return term("e", id);
    }

    /** The term of a topic's code, the last part of its URI: {@code 20000639}. */
    public static String topic(String code) {
        return term("t", code);
    }

    /** The term of an entity that is quoted, by its id. */
    public static String speaker(String entityId) {
        return term("q", entityId);
    }

    /** The term of an entity that a quotation names, by its id. */
    public static String quotedAbout(String entityId) {
        return term("a", entityId);
    }

    /** The term of a group of near-duplicates. */
    public static String group(String id) {
        return term("g", id);
    }

    /** A name as it is compared: case, accents and spacing folded. */
    public static String fold(String name) {
        String decomposed = Normalizer.normalize(name, Normalizer.Form.NFKD);
        String bare = MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
        String folded = SPACES.matcher(bare).replaceAll(" ").strip();
        return folded.length() > MAX_LENGTH ? folded.substring(0, MAX_LENGTH) : folded;
    }

    private static String term(String kind, String value) {
        String term = "@" + kind + ":" + PostgresText.clean(value);
        return term.length() > MAX_LENGTH ? PostgresText.clean(term.substring(0, MAX_LENGTH)) : term;
    }
}
