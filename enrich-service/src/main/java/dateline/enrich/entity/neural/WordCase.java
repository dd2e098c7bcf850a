package dateline.enrich.entity.neural;

/** How a word is written, which an uncased encoder reads as the type of its pieces. The numbers are part of the model's file. */
final class WordCase {

    private static final int NO_LETTER = 0;
    private static final int SMALL = 1;
    private static final int CAPITALISED = 2;
    private static final int CAPITALS = 3;
    private static final int ONE_CAPITAL = 4;
    private static final int DIGITS = 5;
    private static final int CAPITALS_INSIDE = 6;
    private static final int MIXED = 7;

    private WordCase() {}

    static int of(String word) {
        int letters = 0;
        int capitals = 0;
        boolean begins = false;
        boolean digits = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (Character.isLetter(c)) {
                boolean capital = Character.isUpperCase(c);
                begins |= capital && letters == 0;
                letters++;
                capitals += capital ? 1 : 0;
            } else {
                digits |= Character.isDigit(c);
            }
        }
        if (letters == 0) {
            return digits ? DIGITS : NO_LETTER;
        }
        if (capitals == 0) {
            return SMALL;
        }
        if (capitals == letters) {
            return letters > 1 ? CAPITALS : ONE_CAPITAL;
        }
        if (begins) {
            return capitals == 1 ? CAPITALISED : CAPITALS_INSIDE;
        }
        return MIXED;
    }
}
