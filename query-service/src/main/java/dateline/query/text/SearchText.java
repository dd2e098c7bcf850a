package dateline.query.text;

/** Text as the database's parser shall see it, the same for what is indexed and what is searched. */
public final class SearchText {

    private SearchText() {}

    /** The text with its angle brackets as spaces, which the parser would take for tags, and with {@link Bigrams}. */
    public static String of(String text) {
        return Bigrams.of(text.replace('<', ' ').replace('>', ' '));
    }

    /** Whether a text has letters that lose something when accents are folded: Latin, Greek and the Cyrillic io. */
    public static boolean accented(String text) {
        return text.chars()
                .anyMatch(c -> (c >= 0xC0 && c < 0x250)
                        || (c >= 0x370 && c < 0x400)
                        || (c >= 0x1E00 && c < 0x2000)
                        || c == 'Ё'
                        || c == 'ё');
    }
}
