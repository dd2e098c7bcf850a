package dateline.query.text;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;

/** Which of the database's text search configurations (the Snowball set of Postgres 17, in schema {@code query}) a language has. */
public final class TextConfiguration {

    /** The configuration of a language that has no stemmer: words as they are, case and accents folded. */
    public static final String SIMPLE = "simple";

    private static final Map<String, String> BY_LANGUAGE = Map.ofEntries(
            entry("ar", "arabic"),
            entry("ca", "catalan"),
            entry("da", "danish"),
            entry("de", "german"),
            entry("el", "greek"),
            entry("en", "english"),
            entry("es", "spanish"),
            entry("eu", "basque"),
            entry("fi", "finnish"),
            entry("fr", "french"),
            entry("ga", "irish"),
            entry("hi", "hindi"),
            entry("hu", "hungarian"),
            entry("hy", "armenian"),
            entry("id", "indonesian"),
            entry("it", "italian"),
            entry("lt", "lithuanian"),
            entry("nb", "norwegian"),
            entry("ne", "nepali"),
            entry("nl", "dutch"),
            entry("nn", "norwegian"),
            entry("no", "norwegian"),
            entry("pt", "portuguese"),
            entry("ro", "romanian"),
            entry("ru", "russian"),
            entry("sr", "serbian"),
            entry("sv", "swedish"),
            entry("ta", "tamil"),
            entry("tr", "turkish"),
            entry("yi", "yiddish"));

    private TextConfiguration() {}

    /**
     * The configuration of a language.
     *
     * @param language a BCP 47 tag; only its primary subtag counts
     * @return the name of a configuration in schema {@code query}
     */
    public static String of(String language) {
        return BY_LANGUAGE.getOrDefault(primary(language), SIMPLE);
    }

    /** The primary subtag of a BCP 47 tag, in lower case: {@code pt} of {@code pt-BR}. */
    public static String primary(String language) {
        int end = 0;
        while (end < language.length() && language.charAt(end) != '-' && language.charAt(end) != '_') {
            end++;
        }
        return language.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
