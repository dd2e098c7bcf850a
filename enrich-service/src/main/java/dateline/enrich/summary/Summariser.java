package dateline.enrich.summary;

import dateline.enrich.text.Part;
import dateline.enrich.text.PartKind;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Sentences;
import dateline.enrich.text.Span;
import dateline.enrich.text.Structure;
import dateline.enrich.text.TextSpan;
import dateline.enrich.text.Token;
import dateline.enrich.text.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Picks the phrases and the two sentences that sum a release up. Phrases are runs of content words that come back, and names, weighed by
 * how often they do and how early they stand, no two with a word in common; the summary is the first sentence and the one after it with
 * most of the words that come back.
 */
public final class Summariser {

    /** Its name in events. */
    public static final String NAME = "summary";

    /** Its version in events. */
    public static final String VERSION = "2026.2";

    private static final int MOST_PHRASES = 8;
    private static final int LONGEST_PHRASE = 4;
    // Of two phrases that come back as often the longer says more.
    private static final double LONG = 1.5;
    private static final int WORD_COMES_BACK = 3;
    private static final int MOST_TOKENS = 20_000;
    private static final int SHORTEST_SENTENCE = 40;
    private static final int LONGEST_SENTENCE = 600;
    private static final Set<String> FUNCTION_WORDS = Set.copyOf(Arrays.asList(
            ("the a an and or but of to in on at by for from with as is are was were be been being has have had will would can could may might shall should must do does did not no nor so than then that this "
                            + "these those it its he she they we you i his her their our your my me him them us who whom whose which what when where why how all any both each few more most other some such only own same "
                            + "too very just also about above after again against before below between during into through under over up down out off once here there if because while until said says say according new "
                            + "one two three first last year years today monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december "
                            + "le la les un une des du de et ou en dans pour par sur avec que qui est sont a au aux ce cette ces il elle ils elles nous vous se ne pas plus son sa ses leur leurs "
                            + "der die das den dem des ein eine einer eines einem einen und oder in im am an auf aus bei mit nach von zu zum zur für über ist sind war wird werden hat haben sich nicht auch als dass es er sie wir ihr "
                            + "el los las una unos unas y o en del al por para con sin sobre que es son fue ha han se su sus lo como más no "
                            + "и в во на с со к по о об от до за из у не что как это его ее её их он она они мы для при или а но также был была были будет году года год "
                            + "және мен бен пен үшін бұл осы сол бір де да деп болып туралы бойынша ол олар біз")
                    .split(" ", -1)));

    /**
     * What sums a release up.
     *
     * @param keyphrases the weightiest first
     * @param sentences at most two, in order of the text
     */
    public record Summary(List<TextSpan> keyphrases, List<Span> sentences) {

        /** Nothing to say. */
        public static final Summary NONE = new Summary(List.of(), List.of());

        public Summary {
            keyphrases = List.copyOf(keyphrases);
            sentences = List.copyOf(sentences);
        }
    }

    /** A phrase so far. */
    private static final class Phrase {
        private final Span first;
        private final int words;
        private int count;

        Phrase(Span first, int words) {
            this.first = first;
            this.words = words;
        }
    }

    private Summariser() {}

    /** Sums the release's news up. */
    public static Summary summarise(PlainText text, Structure structure) {
        Map<String, Integer> weights = new HashMap<>();
        Map<String, Phrase> phrases = new LinkedHashMap<>();
        List<Span> sentences = new ArrayList<>();
        int budget = MOST_TOKENS;
        for (Part part : structure.news()) {
            if (part.kind() == PartKind.HEADLINE || part.kind() == PartKind.HEADING || budget <= 0) {
                continue;
            }
            sentences.addAll(Sentences.of(text, part.span()));
            List<Token> tokens = Tokens.of(text, part.span());
            budget -= tokens.size();
            collect(text, tokens, weights, phrases);
        }
        return new Summary(best(text, phrases), picked(text, sentences, weights));
    }

    // Every run of up to four content words with one sign, a blank or hyphen, between each two.
    private static void collect(
            PlainText text, List<Token> tokens, Map<String, Integer> weights, Map<String, Phrase> phrases) {
        for (int from = 0; from < tokens.size(); from++) {
            for (int to = from; to < tokens.size() && to - from < LONGEST_PHRASE; to++) {
                boolean touches = to == from
                        || tokens.get(to).start() - tokens.get(to - 1).end() == 1;
                if (!touches || !isContent(text.read(tokens.get(to).span()))) {
                    break;
                }
                Span span = new Span(tokens.get(from).start(), tokens.get(to).end());
                String key = key(text, span);
                int words = to - from + 1;
                phrases.computeIfAbsent(key, any -> new Phrase(span, words)).count++;
                if (words == 1) {
                    weights.merge(key, 1, Integer::sum);
                }
            }
        }
    }

    // What is said once is no subject, but for names: a run of capitalised words.
    private static List<TextSpan> best(PlainText text, Map<String, Phrase> phrases) {
        List<Map.Entry<String, Phrase>> ranked = new ArrayList<>();
        phrases.entrySet().stream()
                .filter(entry -> entry.getValue().count >= (entry.getValue().words > 1 ? 2 : WORD_COMES_BACK)
                        || (entry.getValue().words > 1 && isName(text.read(entry.getValue().first))))
                .forEach(ranked::add);
        ranked.sort(Comparator.comparingDouble((Map.Entry<String, Phrase> entry) -> -weight(entry.getValue()))
                .thenComparingInt(entry -> entry.getValue().first.start()));
        List<TextSpan> best = new ArrayList<>();
        Set<String> said = new HashSet<>();
        for (Map.Entry<String, Phrase> entry : ranked) {
            List<String> words = List.of(entry.getKey().split("[ -]", -1));
            if (best.size() < MOST_PHRASES && words.stream().noneMatch(said::contains)) {
                said.addAll(words);
                best.add(text.textSpan(entry.getValue().first));
            }
        }
        return best;
    }

    private static double weight(Phrase phrase) {
        double early = 1.0 / (1 + Math.log1p(phrase.first.start() / 200.0));
        return phrase.count * Math.pow(phrase.words, LONG) * early;
    }

    private static boolean isName(String phrase) {
        for (String word : phrase.split(" ", -1)) {
            if (!Character.isUpperCase(word.charAt(0))) {
                return false;
            }
        }
        return true;
    }

    // Words that come back are the subject; those that the first sentence has not said yet count double.
    private static List<Span> picked(PlainText text, List<Span> sentences, Map<String, Integer> weights) {
        List<Span> fit = sentences.stream()
                .filter(sentence -> sentence.length() >= SHORTEST_SENTENCE && sentence.length() <= LONGEST_SENTENCE)
                .toList();
        if (fit.isEmpty()) {
            return sentences.isEmpty() || sentences.get(0).length() > LONGEST_SENTENCE
                    ? List.of()
                    : List.of(sentences.get(0));
        }
        Span second = null;
        double most = -1;
        Set<String> said = words(text, fit.get(0));
        for (int i = 1; i < fit.size(); i++) {
            Set<String> words = words(text, fit.get(i));
            double sum = words.stream()
                    .mapToDouble(word -> (weights.getOrDefault(word, 1) - 1) * (said.contains(word) ? 0.5 : 1))
                    .sum();
            double score = sum / Math.sqrt(words.size() + 5.0) / (1 + 0.1 * i);
            if (score > most) {
                most = score;
                second = fit.get(i);
            }
        }
        return second == null ? List.of(fit.get(0)) : List.of(fit.get(0), second);
    }

    private static Set<String> words(PlainText text, Span sentence) {
        Set<String> words = new HashSet<>();
        for (Token token : Tokens.of(text, sentence)) {
            if (isContent(text.read(token.span()))) {
                words.add(key(text, token.span()));
            }
        }
        return words;
    }

    private static boolean isContent(String word) {
        return word.length() > 1
                && Character.isLetter(word.charAt(0))
                && !FUNCTION_WORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    private static String key(PlainText text, Span span) {
        return text.read(span).toLowerCase(Locale.ROOT);
    }
}
