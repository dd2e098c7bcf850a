package dateline.enrich.topic;

import dateline.enrich.text.Part;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import dateline.enrich.text.Structure;
import dateline.enrich.text.Tokens;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the words of a release say of its topics, without a model: its phrases, and the words it shares with labels. Thread-safe. */
final class WordReader {

    private static final double TITLE = 2;
    private static final double LEAD = 1;
    private static final double BODY = 0.5;
    private static final double MENTIONED = 0.5;
    private static final double SHARED_WORDS = 1.5;
    // What is shared by chance: a text that shares no more says little.
    private static final double QUIET = 5;

    private final MediaTopics vocabulary;
    private final List<String> tops;
    private final PhraseTagger phrases;
    private final Map<String, LabelSearch> searches = new HashMap<>();

    /** A release's topics by phrases, and how loud all its words speak for each top level, from 0 to 2.5. */
    static final class Reading {
        private final List<Topic> topics;
        private final double[] tops;

        private Reading(List<Topic> topics, double[] tops) {
            this.topics = topics;
            this.tops = tops;
        }

        /** By phrases: what it is about, the loudest first, then what it mentions. */
        List<Topic> topics() {
            return topics;
        }

        /** In the order of the vocabulary's top levels. */
        double[] tops() {
            return tops;
        }
    }

    WordReader(MediaTopics vocabulary) {
        this.vocabulary = vocabulary;
        this.tops = vocabulary.tops();
        this.phrases = new PhraseTagger(vocabulary);
        vocabulary.languages().forEach(language -> searches.put(language, new LabelSearch(vocabulary, language)));
        searches.put("no", searches.get("nb"));
    }

    /**
     * Reads a release.
     *
     * @param text its text
     * @param structure its parts
     * @param title its title, may be empty
     * @param language BCP 47 tag of its language; English labels are tried where none are known for it
     */
    Reading read(PlainText text, Structure structure, String title, String language) {
        List<Topic> said = phrases.tag(text, structure, title, language);
        double[] loud = new double[tops.size()];
        for (Topic topic : said) {
            int top = tops.indexOf(vocabulary.top(topic.uri().substring(MediaTopics.SCHEME.length())));
            double confidence = topic.confidence() * (topic.rel() == Relation.ABOUT ? 1 : MENTIONED);
            loud[top] = Math.max(loud[top], confidence);
        }
        double[] shared = shared(searches.getOrDefault(language, searches.get("en")), text, structure, title);
        double most = Arrays.stream(shared).max().orElse(0);
        for (int i = 0; i < loud.length && most > 0; i++) {
            loud[i] += SHARED_WORDS * shared[i] / (most + QUIET);
        }
        return new Reading(said, loud);
    }

    private static double[] shared(LabelSearch search, PlainText text, Structure structure, String title) {
        Map<String, Double> weights = new HashMap<>();
        PlainText heading = PlainText.of(title);
        search.terms(heading, Tokens.of(heading, new Span(0, heading.length())))
                .forEach(term -> weights.merge(term, TITLE, Double::sum));
        double weight = LEAD;
        for (Part part : structure.news()) {
            for (String term : search.terms(text, Tokens.of(text, part.span()))) {
                weights.merge(term, weight, Double::sum);
            }
            weight = BODY;
        }
        return search.tops(weights);
    }
}
