package dateline.enrich.topic;

import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import dateline.enrich.text.Token;
import dateline.enrich.text.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks which top levels share single words with a text: BM25 (S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework", 2009)
 * over what the labels and aliases of each concept are made of. It needs no model and finds a subject where no whole phrase stands.
 */
final class LabelSearch {

    private static final double SATURATION = 1.2;
    private static final double LENGTH = 0.75;
    private static final int SHORTEST = 3;
    // A top level is as likely as its likest concepts.
    private static final int LIKEST = 3;

    private record Posting(int concept, int count) {}

    private final String language;
    private final List<String> tops;
    private final int[] topOf;
    private final double[] lengths;
    private final double usualLength;
    private final Map<String, List<Posting>> postings = new HashMap<>();

    /** Searches the phrases of a language. */
    LabelSearch(MediaTopics topics, String language) {
        this.language = language;
        this.tops = topics.tops();
        Map<String, ? extends Collection<String>> phrases = topics.phrases(language);
        List<String> codes = phrases.keySet().stream().sorted().toList();
        this.topOf =
                codes.stream().mapToInt(code -> tops.indexOf(topics.top(code))).toArray();
        this.lengths = new double[codes.size()];
        for (int i = 0; i < codes.size(); i++) {
            Map<String, Integer> counts = new HashMap<>();
            for (String phrase : phrases.get(codes.get(i))) {
                PlainText text = PlainText.of(phrase);
                terms(text, Tokens.of(text, new Span(0, text.length())))
                        .forEach(term -> counts.merge(term, 1, Integer::sum));
            }
            int concept = i;
            counts.forEach((term, count) -> {
                postings.computeIfAbsent(term, any -> new ArrayList<>()).add(new Posting(concept, count));
                lengths[concept] += count;
            });
        }
        this.usualLength = Arrays.stream(lengths).average().orElse(1);
    }

    /**
     * The relevance of each top level, in the order of the vocabulary's.
     *
     * @param weights of the text's terms, as {@link #terms} makes them
     */
    double[] tops(Map<String, Double> weights) {
        double[] scores = new double[lengths.length];
        weights.forEach((term, weight) -> {
            List<Posting> found = postings.getOrDefault(term, List.of());
            double rare = Math.log(1 + (lengths.length - found.size() + 0.5) / (found.size() + 0.5));
            for (Posting posting : found) {
                double norm = SATURATION * (1 - LENGTH + LENGTH * lengths[posting.concept()] / usualLength);
                scores[posting.concept()] +=
                        rare * Math.log1p(weight) * posting.count() * (SATURATION + 1) / (posting.count() + norm);
            }
        });
        double[][] likest = new double[tops.size()][LIKEST];
        for (int i = 0; i < scores.length; i++) {
            double[] best = likest[topOf[i]];
            if (scores[i] > best[0]) {
                best[0] = scores[i];
                Arrays.sort(best);
            }
        }
        return Arrays.stream(likest)
                .mapToDouble(best -> Arrays.stream(best).sum() / LIKEST)
                .toArray();
    }

    /** The terms of tokens: stems of words, pairs of neighbours where each sign is a token. */
    List<String> terms(PlainText text, List<Token> tokens) {
        List<String> terms = new ArrayList<>(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            String word = text.read(tokens.get(i).span());
            if (Character.isIdeographic(word.charAt(0))) {
                if (i + 1 < tokens.size()
                        && tokens.get(i + 1).start() == tokens.get(i).end()) {
                    terms.add(word + text.read(tokens.get(i + 1).span()));
                }
            } else if (word.length() >= SHORTEST && Character.isLetter(word.charAt(0))) {
                terms.add(Stem.of(word, language));
            }
        }
        return terms;
    }
}
