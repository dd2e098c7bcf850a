package dateline.enrich.entity.crf;

import dateline.enrich.entity.model.NameType;
import java.util.List;

/**
 * The labels of words: outside, or the first, an inner, the last or the only word of a name of a type (BILOU; Ratinov and Roth: Design
 * challenges and misconceptions in named entity recognition, 2009). 0 is outside; 1 + 4 * type + place are the others.
 */
final class Labels {

    static final int OUTSIDE = 0;
    static final int FIRST = 0;
    static final int INNER = 1;
    static final int LAST = 2;
    static final int ONLY = 3;
    static final int COUNT = 13;

    // The order is part of the model's file.
    private static final List<NameType> TYPES = List.of(NameType.PERSON, NameType.ORGANISATION, NameType.PLACE);
    private static final boolean[][] FOLLOWS = follows();

    private Labels() {}

    static int of(NameType type, int place) {
        return 1 + 4 * TYPES.indexOf(type) + place;
    }

    /** The type of a label inside a name. */
    static NameType type(int label) {
        return TYPES.get((label - 1) / 4);
    }

    /** Whether a name may begin a sentence with it. */
    static boolean begins(int label) {
        return label == OUTSIDE || place(label) == FIRST || place(label) == ONLY;
    }

    /** Whether a sentence may end with it. */
    static boolean ends(int label) {
        return label == OUTSIDE || place(label) == LAST || place(label) == ONLY;
    }

    /** Whether the second may stand after the first. */
    static boolean follows(int first, int second) {
        return FOLLOWS[first][second];
    }

    /** FIRST, INNER, LAST or ONLY of a label inside a name. */
    static int place(int label) {
        return (label - 1) % 4;
    }

    private static boolean[][] follows() {
        boolean[][] follows = new boolean[COUNT][COUNT];
        for (int a = 0; a < COUNT; a++) {
            for (int b = 0; b < COUNT; b++) {
                follows[a][b] = ends(a) ? begins(b) : !begins(b) && type(a) == type(b);
            }
        }
        return follows;
    }
}
