package dateline.enrich.entity.crf;

import java.util.Arrays;

/**
 * The features of the words of one sentence: hashes that say what stands at a word and up to two words around it. The numbers of the
 * templates are part of the model's file. What each brings is told in training/README.md.
 */
final class Features {

    /** Features of a word at most. */
    static final int MOST = 192;

    private static final int AROUND = 2;
    private static final int LONGEST_AFFIX = 4;
    private static final int CLASSES = 20;
    private static final int CLUSTER = 1;
    private static final int WHOLE_PATH = Clusters.DEPTHS - 1;
    private static final long OUTSIDE = -100;
    private static final int[] NO_MARKS = {};

    private final Clusters clusters;
    private final int length;
    private final String[] words;
    private final String[] folded;
    // These stand AROUND places to the right, so that what lies before and after a sentence has a place, too.
    private final long[] form;
    private final long[] shape;
    private final long[] kind;
    private final int[] cluster;
    private final int[][] marks;
    private final boolean shout;

    private long[] out;
    private int count;

    /** Reads a sentence. */
    Features(String[] words, Clusters clusters, Gazetteer gazetteer) {
        this.clusters = clusters;
        this.words = words;
        length = words.length;
        folded = new String[length];
        form = new long[length + 2 * AROUND];
        shape = new long[length + 2 * AROUND];
        kind = new long[length + 2 * AROUND];
        cluster = new int[length + 2 * AROUND];
        Arrays.fill(cluster, -1);
        for (int k = 0; k < form.length; k++) {
            int i = k - AROUND;
            if (i < 0 || i >= length) {
                form[k] = shape[k] = kind[k] = OUTSIDE - (i < 0 ? -i : 10 + i - length);
            } else {
                folded[i] = WordForm.fold(words[i]);
                form[k] = Hashes.of(folded[i]);
                shape[k] = WordForm.shape(words[i]);
                kind[k] = WordForm.kind(words[i]);
                cluster[k] = clusters.find(form[k]);
            }
        }
        shout = WordForm.shout(words);
        marks = marks(words, gazetteer);
    }

    /** Writes the features of a word to the array, which has room for {@link #MOST}; how many they are. */
    int write(int word, long[] into) {
        out = into;
        count = 0;
        int k = word + AROUND;
        writeForms(word, k);
        writeShapes(word, k);
        writeAffixes(folded[word]);
        writeClusters(k);
        writeMarks(word, k);
        return count;
    }

    private void add(long template, long value) {
        out[count++] = Hashes.of(template, value);
    }

    private void writeForms(int word, int k) {
        add(1, 0);
        add(2, form[k]);
        add(3, form[k - 1]);
        add(4, form[k + 1]);
        add(5, form[k - 2]);
        add(6, form[k + 2]);
        add(7, Hashes.of(form[k - 1], form[k]));
        add(8, Hashes.of(form[k], form[k + 1]));
        add(9, Hashes.of(words[word]));
    }

    private void writeShapes(int word, int k) {
        add(10, shape[k]);
        add(11, shape[k - 1]);
        add(12, shape[k + 1]);
        long before = Hashes.of(kind[k - 1], kind[k]);
        long after = Hashes.of(kind[k], kind[k + 1]);
        add(13, before);
        add(14, after);
        add(15, Hashes.of(before, kind[k + 1]));
        add(16, Hashes.of(kind[k - 2], before));
        add(17, Hashes.of(after, kind[k + 2]));
        add(18, Hashes.of(form[k - 1], kind[k]));
        add(19, Hashes.of(form[k + 1], kind[k]));
        if (word == 0) {
            add(20, kind[k]);
        }
        if (shout) {
            add(21, kind[k]);
        }
    }

    private void writeAffixes(String word) {
        for (int n = 1; n <= LONGEST_AFFIX && n <= word.length(); n++) {
            add(22 + n, Hashes.of(word, 0, n));
            add(26 + n, Hashes.of(word, word.length() - n, word.length()));
        }
    }

    private void writeClusters(int k) {
        if (cluster[k] < 0) {
            add(31, kind[k]);
        } else {
            for (int depth = 0; depth < Clusters.DEPTHS; depth++) {
                add(32 + depth, clusters.path(cluster[k], depth));
            }
            add(36, Hashes.of(kind[k], clusters.path(cluster[k], CLUSTER)));
        }
        for (int d = -AROUND; d <= AROUND; d++) {
            int there = cluster[k + d];
            if (d != 0 && there >= 0) {
                add(39 + d, clusters.path(there, CLUSTER));
                add(44 + d, clusters.path(there, WHOLE_PATH));
                if (d == -1 || d == 1) {
                    add(49 + d, Hashes.of(kind[k], clusters.path(there, CLUSTER + 1)));
                }
            }
        }
    }

    private void writeMarks(int word, int k) {
        int[] here = marks[word];
        if (here.length == 0) {
            add(52, kind[k]);
        }
        long all = 0;
        for (int mark : here) {
            add(53, mark);
            add(54, Hashes.of(mark, kind[k]));
            all = Hashes.of(all, mark);
        }
        if (here.length > 0) {
            add(55, all);
        }
        for (int mark : word > 0 ? marks[word - 1] : NO_MARKS) {
            add(56, mark);
        }
        for (int mark : word + 1 < length ? marks[word + 1] : NO_MARKS) {
            add(57, mark);
        }
    }

    // What the gazetteer knows of each word: for each class the longest name that it stands in, and where in it.
    private static int[][] marks(String[] words, Gazetteer gazetteer) {
        int n = words.length;
        long[] hash = new long[n];
        for (int i = 0; i < n; i++) {
            hash[i] = Hashes.of(words[i]);
        }
        int[][] marks = new int[n][];
        byte[][] byClass = new byte[CLASSES][];
        int used = 0;
        int[] longest = new int[CLASSES];
        for (int start = 0; start < n; start++) {
            Arrays.fill(longest, 0);
            int found = 0;
            long run = Gazetteer.begin();
            for (int end = start + 1; end <= n && end - start <= Gazetteer.LONGEST; end++) {
                run = Gazetteer.add(run, hash[end - 1]);
                int classes = gazetteer.classes(run);
                found |= classes;
                for (int rest = classes; rest != 0; rest &= rest - 1) {
                    longest[Integer.numberOfTrailingZeros(rest)] = end - start;
                }
                if (!gazetteer.mayGoOn(run)) {
                    break;
                }
            }
            used |= found;
            for (int rest = found; rest != 0; rest &= rest - 1) {
                int type = Integer.numberOfTrailingZeros(rest);
                if (byClass[type] == null) {
                    byClass[type] = new byte[n];
                }
                mark(byClass[type], start, longest[type]);
            }
        }
        int[] here = new int[CLASSES];
        for (int i = 0; i < n; i++) {
            int size = 0;
            for (int rest = used; rest != 0; rest &= rest - 1) {
                int type = Integer.numberOfTrailingZeros(rest);
                if (byClass[type][i] != 0) {
                    here[size++] = type << 8 | byClass[type][i];
                }
            }
            marks[i] = size == 0 ? NO_MARKS : Arrays.copyOf(here, size);
        }
        return marks;
    }

    // Place in the name (1 only, 2 first, 3 inner, 4 last word) times 8, plus the name's words, 7 at most.
    private static void mark(byte[] marks, int start, int words) {
        if ((marks[start] & 7) >= words) {
            return;
        }
        int size = Math.min(words, 7);
        for (int i = 0; i < words; i++) {
            int place = words == 1 ? 1 : i == 0 ? 2 : i == words - 1 ? 4 : 3;
            marks[start + i] = (byte) (place * 8 + size);
        }
    }
}
