package dateline.query.text;

/** Text as Postgres can keep it. */
public final class PostgresText {

    private static final char REPLACEMENT = '\uFFFD';

    private PostgresText() {}

    /**
     * Replaces what Postgres' {@code text} and {@code jsonb} refuse, NUL and lone surrogates, by U+FFFD. Each counts as one code
     * point before and after, so offsets stay true.
     */
    public static String clean(String text) {
        int fault = firstFault(text, 0);
        if (fault < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text);
        while (fault >= 0) {
            clean.setCharAt(fault, REPLACEMENT);
            fault = firstFault(text, fault + 1);
        }
        return clean.toString();
    }

    private static int firstFault(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return i;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
