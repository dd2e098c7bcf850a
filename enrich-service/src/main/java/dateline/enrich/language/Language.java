package dateline.enrich.language;

/**
 * The language of a text.
 *
 * @param code BCP 47 tag, {@code und} when it cannot be told
 * @param confidence from 0 to 1
 */
public record Language(String code, double confidence) {

    /** Not to be told. */
    public static final Language UNDETERMINED = new Language("und", 0.0);
}
