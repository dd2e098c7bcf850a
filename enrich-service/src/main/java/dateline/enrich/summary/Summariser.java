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
 * Picks the phrases and the two sentences that sum a release up. Phrases are runs of content words, weighed by how often they come
 * back and how early they stand; the summary is the lead's first sentence and the one after it that shares most of the weighty words.
 */
public final class Summariser {

    /** Its name in events. */
    public static final String NAME = "summary";

    /** Its version in events. */
    public static final String VERSION = "2026.1";

    private static final int MOST_PHRASES = 8;
    private static final int LONGEST_PHRASE = 4;
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
        return new Summary(best(text, phrases, weights), picked(text, sentences, weights));
    }

    private static void collect(
            PlainText text, List<Token> tokens, Map<String, Integer> weights, Map<String, Phrase> phrases) {
        int start = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            boolean content =
                    i < tokens.size() && isContent(text.read(tokens.get(i).span()));
            if (content) {
                weights.merge(key(text, tokens.get(i).span()), 1, Integer::sum);
                int before = i == start
                        ? tokens.get(i).start() - 1
                        : tokens.get(i - 1).end();
                boolean touches = tokens.get(i).start() - before == 1;
                if (touches && i - start < LONGEST_PHRASE) {
                    continue;
                }
            }
            add(text, tokens, start, i, phrases);
            start = content ? i : i + 1;
        }
    }

    private static void add(PlainText text, List<Token> tokens, int from, int to, Map<String, Phrase> phrases) {
        if (to > from) {
            Span span = new Span(tokens.get(from).start(), tokens.get(to - 1).end());
            phrases.computeIfAbsent(key(text, span), any -> new Phrase(span, to - from)).count++;
        }
    }

    private static List<TextSpan> best(PlainText text, Map<String, Phrase> phrases, Map<String, Integer> weights) {
        Map<Phrase, Double> scores = new HashMap<>();
        phrases.forEach((key, phrase) -> {
            double sum = 0;
            for (String word : key.split(" ", -1)) {
                sum += Math.max(0, weights.getOrDefault(word, 1) - 1);
            }
            double early = 1.0 / (1 + Math.log1p(phrase.first.start() / 200.0));
            scores.put(phrase, (sum + phrase.count) * early * (phrase.words > 1 ? 1.5 : 1) / Math.sqrt(phrase.words));
        });
        List<Phrase> ranked = new ArrayList<>(phrases.values());
        ranked.removeIf(phrase -> phrase.words == 1 && phrase.count < 2);
        ranked.sort(Comparator.comparingDouble((Phrase phrase) -> -scores.get(phrase))
                .thenComparingInt(phrase -> phrase.first.start()));
        return ranked.stream()
                .limit(MOST_PHRASES)
                .map(phrase -> text.textSpan(phrase.first))
                .toList();
    }

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
        double most = 0;
        Set<String> said = words(text, fit.get(0));
        for (int i = 1; i < fit.size(); i++) {
            Set<String> words = words(text, fit.get(i));
            double sum = words.stream()
                    .filter(word -> !said.contains(word))
                    .mapToInt(word -> weights.getOrDefault(word, 0))
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
