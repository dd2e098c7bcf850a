package dateline.query.search;

/** How unlike two words are: insertions, deletions and replacements from one to the other (Levenshtein, 1966). */
final class Distance {

    private static final int LONGEST = 40;

    private Distance() {}

    /** The number of edits; of a very long word only the beginning counts. */
    static int between(String from, String to) {
        String a = from.length() > LONGEST ? from.substring(0, LONGEST) : from;
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
