package dateline.query.topic;

import dateline.query.text.FilterTerm;
import dateline.query.text.TopicTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Suggests topics while a label is typed. Typing mistakes are tolerated as Postgres' pg_trgm does: by the share of the typed
 * triples of letters that the label has too. The vocabulary is small and fixed, so it is looked through in memory.
 */
final class TopicSuggestions {

    private static final double LIKE = 0.6;
    private static final int SHORTEST_ALIKE = 3;

    /**
     * A topic.
     *
     * @param code the last part of its URI
     * @param label in English
     * @param path the labels of the topics above it, the topmost first
     */
    record Suggestion(String code, String label, List<String> path) {}

    private record Label(String code, String text, String folded, Set<String> triples) {}

    private record Ranked(Label label, double rank) {}

    private final TopicTree tree;
    private final Map<String, String> texts;
    private final List<Label> labels = new ArrayList<>();

    TopicSuggestions(TopicTree tree) {
        this.tree = tree;
        this.texts = tree.labels();
        texts.forEach((code, text) ->
                labels.add(new Label(code, text, FilterTerm.fold(text), triples(FilterTerm.fold(text)))));
    }

    /** At most so many topics, the best first. */
    List<Suggestion> of(String typed, int limit) {
        String folded = FilterTerm.fold(typed);
        Set<String> triples = triples(folded);
        return labels.stream()
                .map(label -> new Ranked(label, rank(label, folded, triples)))
                .filter(ranked -> ranked.rank() > 0)
                .sorted(Comparator.comparingDouble((Ranked ranked) -> -ranked.rank())
                        .thenComparing(ranked -> ranked.label().folded().length())
                        .thenComparing(ranked -> ranked.label().code()))
                .limit(limit)
                .map(ranked -> suggestion(ranked.label()))
                .toList();
    }

    // From 0 for no match: alike up to 1, a word of it begins so, the label begins so, the label itself.
    private static double rank(Label label, String typed, Set<String> triples) {
        if (typed.isEmpty()) {
            return 0;
        } else if (label.folded().equals(typed)) {
            return 4;
        } else if (label.folded().startsWith(typed)) {
            return 3;
        } else if (label.folded().contains(" " + typed)) {
            return 2;
        } else if (typed.length() < SHORTEST_ALIKE) {
            return 0;
        }
        long common = triples.stream().filter(label.triples()::contains).count();
        double share = (double) common / triples.size();
        return share >= LIKE ? share : 0;
    }

    // Each word counts with two spaces before it and one behind it.
    private static Set<String> triples(String folded) {
        Set<String> triples = new HashSet<>();
        for (String word : folded.split("[^\\p{L}\\p{N}]+", -1)) {
            String padded = "  " + word + " ";
            for (int i = 0; !word.isEmpty() && i + 3 <= padded.length(); i++) {
                triples.add(padded.substring(i, i + 3));
            }
        }
        return triples;
    }

    private Suggestion suggestion(Label label) {
        List<String> path = new ArrayList<>();
        for (String code : tree.upwards(label.code())) {
            if (!code.equals(label.code())) {
                path.add(0, texts.getOrDefault(code, code));
            }
        }
        return new Suggestion(label.code(), label.text(), path);
    }
}
