package dateline.query.text;

/** Text as the database's parser shall see it, the same for what is indexed and what is searched. */
public final class SearchText {

    private SearchText() {}

    /** The text with its angle brackets as spaces, which the parser would take for tags, and with {@link Bigrams}. */
    public static String of(String text) {
        return Bigrams.of(text.replace('<', ' ').replace('>', ' '));
    }
}
