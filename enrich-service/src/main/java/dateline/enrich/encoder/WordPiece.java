package dateline.enrich.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts a text into the pieces that uncased BERT models read: lower case, accents off, words and punctuation apart, each word as the
 * longest known pieces from its start (J. Devlin and others, "BERT", 2019, section 3). Thread-safe.
 */
public final class WordPiece {

    private static final int LONGEST_WORD = 100;
    private static final String CONTINUED = "##";

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int first;
    private final int last;

    private WordPiece(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
        this.unknown = id("[UNK]");
        this.first = id("[CLS]");
        this.last = id("[SEP]");
    }

    /**
     * From the tokenizer's file as the Tokenizers library writes it.
     *
     * @throws IllegalArgumentException when it is none for uncased BERT models
     */
    public static WordPiece of(JsonNode file) {
        JsonNode model = file.path("model");
        if (!model.path("vocab").isObject()
                || !file.path("normalizer").path("lowercase").asBoolean()
                || !CONTINUED.equals(model.path("continuing_subword_prefix").asText(CONTINUED))) {
            throw new IllegalArgumentException("not a tokenizer of an uncased BERT model");
        }
        Map<String, Integer> vocabulary = new HashMap<>();
        model.path("vocab")
                .properties()
                .forEach(
                        entry -> vocabulary.put(entry.getKey(), entry.getValue().intValue()));
        return new WordPiece(vocabulary);
    }

    /**
     * The ids of a text's pieces between those of the start and the end.
     *
     * @param most ids at most, start and end included; what follows is left out
     */
    long[] ids(String text, int most) {
        List<Integer> ids = new ArrayList<>();
        ids.add(first);
        for (String word : words(text)) {
            if (ids.size() >= most - 1) {
                break;
            }
            add(word, ids);
        }
        List<Integer> kept = ids.subList(0, Math.min(ids.size(), most - 1));
        long[] all = new long[kept.size() + 1];
        for (int i = 0; i < kept.size(); i++) {
            all[i] = kept.get(i);
        }
        all[kept.size()] = last;
        return all;
    }

    /** The ids of a single word's pieces, without those of the start and the end; empty where nothing is left of it. */
    public int[] pieces(String word) {
        List<Integer> ids = new ArrayList<>();
        words(word).forEach(part -> add(part, ids));
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The id of the piece that every text begins with. */
    public int first() {
        return first;
    }

    /** The id of the piece that every text ends with. */
    public int last() {
        return last;
    }

    /** The id of what has no pieces. */
    public int unknown() {
        return unknown;
    }

    private void add(String word, List<Integer> ids) {
        if (word.length() > LONGEST_WORD) {
            ids.add(unknown);
            return;
        }
        int before = ids.size();
        for (int start = 0; start < word.length(); ) {
            int end = word.length();
            Integer id = null;
            while (end > start) {
                id = vocabulary.get(start == 0 ? word.substring(0, end) : CONTINUED + word.substring(start, end));
                if (id != null) {
                    break;
                }
                end--;
            }
            if (id == null) {
                ids.subList(before, ids.size()).clear();
                ids.add(unknown);
                return;
            }
            ids.add(id);
            start = end;
        }
    }

    private static List<String> words(String text) {
        String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        plain.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                flush(word, words);
            } else if (isPunctuation(c, type) || Character.isIdeographic(c)) {
                flush(word, words);
                words.add(Character.toString(c));
            } else if (type != Character.NON_SPACING_MARK
                    && type != Character.CONTROL
                    && type != Character.FORMAT
                    && type != Character.SURROGATE
                    && c != 0xFFFD) {
                word.appendCodePoint(c);
            }
        });
        flush(word, words);
        return words;
    }

    // Every ASCII sign that is no letter or digit counts as punctuation for BERT.
    private static boolean isPunctuation(int c, int type) {
        boolean ascii = c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
        return ascii
                || type == Character.CONNECTOR_PUNCTUATION
                || type == Character.DASH_PUNCTUATION
                || type == Character.START_PUNCTUATION
                || type == Character.END_PUNCTUATION
                || type == Character.INITIAL_QUOTE_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION
                || type == Character.OTHER_PUNCTUATION;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (word.length() > 0) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private int id(String piece) {
        Integer id = vocabulary.get(piece);
        if (id == null) {
            throw new IllegalArgumentException("a tokenizer without " + piece);
        }
        return id;
    }
}
