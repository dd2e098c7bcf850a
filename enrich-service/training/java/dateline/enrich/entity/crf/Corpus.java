package dateline.enrich.entity.crf;

import dateline.enrich.entity.model.NameType;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import dateline.enrich.text.Token;
import dateline.enrich.text.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Labelled sentences from a file of token, tab, BIO tag with a blank line after each sentence. Words are cut anew as the service cuts
 * text, so that a model sees in training what it will see at work.
 */
final class Corpus {

    /**
     * A sentence.
     *
     * @param words at least one
     * @param labels one a word
     */
    @SuppressWarnings("ArrayRecordComponent") // large, and never compared
    record Sentence(String[] words, int[] labels) {}

    private record Tagged(String token, String tag) {}

    private static final Map<String, NameType> TYPES =
            Map.of("PER", NameType.PERSON, "ORG", NameType.ORGANISATION, "LOC", NameType.PLACE);
    private static final Map<String, String> SIGNS = Map.of(
            "-LRB-", "(", "-RRB-", ")", "-LSB-", "[", "-RSB-", "]", "``", "\"", "''", "\"", "-LCB-", "{", "-RCB-", "}");

    private Corpus() {}

    static List<Sentence> read(Path file) throws IOException {
        List<Sentence> sentences = new ArrayList<>();
        List<Tagged> tokens = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            int tab = line.lastIndexOf('\t');
            if (tab > 0) {
                String token = line.substring(0, tab);
                tokens.add(new Tagged(SIGNS.getOrDefault(token, token), line.substring(tab + 1)));
            } else if (!tokens.isEmpty()) {
                sentences.add(sentence(joined(tokens)));
                tokens.clear();
            }
        }
        if (!tokens.isEmpty()) {
            sentences.add(sentence(joined(tokens)));
        }
        sentences.removeIf(sentence -> sentence.words().length == 0);
        return sentences;
    }

    // Some corpora cut at hyphens: "Jean - Luc" in one name and "ten - storey" outside names are one word each.
    private static List<Tagged> joined(List<Tagged> tokens) {
        List<Tagged> joined = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Tagged here = tokens.get(i);
            while (i + 2 < tokens.size() && tokens.get(i + 1).token().equals("-") && isOneWord(here, tokens, i)) {
                here = new Tagged(here.token() + "-" + tokens.get(i + 2).token(), here.tag());
                i += 2;
            }
            joined.add(here);
        }
        return joined;
    }

    private static boolean isOneWord(Tagged first, List<Tagged> tokens, int at) {
        Tagged second = tokens.get(at + 2);
        if (!Character.isLetterOrDigit(first.token().charAt(first.token().length() - 1))
                || !Character.isLetterOrDigit(second.token().charAt(0))) {
            return false;
        }
        String inner = tokens.get(at + 1).tag();
        boolean outside =
                first.tag().equals("O") && inner.equals("O") && second.tag().equals("O");
        return outside
                ? Character.isLowerCase(second.token().charAt(0))
                : inner.startsWith("I-")
                        && second.tag().startsWith("I-")
                        && !first.tag().equals("O");
    }

    private static Sentence sentence(List<Tagged> tokens) {
        List<String> words = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        for (Tagged tagged : tokens) {
            PlainText text = PlainText.of(tagged.token());
            boolean first = true;
            for (Token token : Tokens.of(text, new Span(0, text.length()))) {
                words.add(text.read(token.span()));
                tags.add(
                        first || tagged.tag().equals("O")
                                ? tagged.tag()
                                : "I" + tagged.tag().substring(1));
                first = false;
            }
        }
        return new Sentence(words.toArray(String[]::new), labels(tags));
    }

    // A name goes on as long as an I of its type follows; an I without a name before it begins one.
    static int[] labels(List<String> tags) {
        int[] labels = new int[tags.size()];
        for (int i = 0; i < labels.length; ) {
            int end = i + 1;
            if (tags.get(i).equals("O")) {
                labels[i] = Labels.OUTSIDE;
            } else {
                String type = tags.get(i).substring(2);
                while (end < labels.length && tags.get(end).equals("I-" + type)) {
                    end++;
                }
                mark(labels, i, end, TYPES.get(type));
            }
            i = end;
        }
        return labels;
    }

    private static void mark(int[] labels, int from, int to, NameType type) {
        for (int i = from; i < to; i++) {
            int place =
                    to - from == 1 ? Labels.ONLY : i == from ? Labels.FIRST : i == to - 1 ? Labels.LAST : Labels.INNER;
            labels[i] = Labels.of(type, place);
        }
    }
}
