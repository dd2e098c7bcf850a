package dateline.deploy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * The searches of the bench, by class. They are drawn from the texts themselves by how many pieces have a word, and every class
 * has several, so that no answer is merely remembered.
 */
final class QueryMix {

    /**
     * One search.
     *
     * @param kind its class
     * @param path path and query of the request
     * @param words the plain words, for the yardstick; empty when the class has none there
     */
    record Search(String kind, String path, String words) {}

    private static final int EACH = 6;
    private static final Pattern PAIR = Pattern.compile("\\b(\\p{L}+) (?=(\\p{L}+))");

    private final Corpus corpus;
    private final Generator generator;
    private final SplittableRandom random = new SplittableRandom(7);

    QueryMix(Corpus corpus, Generator generator) {
        this.corpus = corpus;
        this.generator = generator;
    }

    /** All searches but those that follow others, class after class. */
    List<Search> searches() {
        List<Search> searches = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            String rare = "ref" + random.nextInt(generator.releases());
            String infrequent = word(0.0002, 0.001);
            String middle = word(0.005, 0.02);
            String common = word(0.05, 0.5);
            String common2 = word(0.05, 0.5);
            Draft some = generator.release(random.nextInt(generator.releases()));
            String phrase = phrase(some.paragraphs().get(0));
            String name = name();
            searches.add(words("rare", rare));
            searches.add(words("infrequent", infrequent));
            searches.add(words("middle", middle));
            searches.add(words("common", common));
            searches.add(words("two common", common + " " + common2));
            searches.add(words("common and rare", common + " " + infrequent));
            searches.add(words("absent", "xq" + i + "zzj"));
            searches.add(words("phrase", "\"" + phrase + "\""));
            searches.add(plain("or", "/releases?q=" + encoded(middle + " OR " + infrequent)));
            searches.add(plain("not", "/releases?q=" + encoded(common + " -" + common2)));
            searches.add(plain("prefix", "/releases?q=" + encoded(middle.substring(0, 4) + "*")));
            searches.add(plain("near", "/releases?q=" + encoded(common + " near/5 " + common2)));
            searches.add(plain("title", "/releases?q=" + encoded("title:" + middle)));
            searches.add(plain("source and word", "/releases?source=" + some.sender() + "&q=" + encoded(common)));
            searches.add(plain("entity", "/releases?entity=" + encoded(name)));
            searches.add(plain("entity and word", "/releases?entity=" + encoded(name) + "&q=" + encoded(common)));
            searches.add(plain("topic", "/releases?topic=" + some.topics().get(0)));
            searches.add(plain(
                    "dates and word",
                    "/releases?from=2024-0" + (1 + i) + "-01&to=2024-0" + (2 + i) + "-15&q=" + encoded(middle)));
            searches.add(plain("all", "/releases?limit=" + (10 + i)));
            searches.add(plain("facets", "/releases/facets?q=" + encoded(i % 2 == 0 ? common : middle)));
            searches.add(plain(
                    "histogram", "/releases/histogram?interval=month&q=" + encoded(i % 2 == 0 ? common : middle)));
            searches.add(plain(
                    "relevance",
                    "/releases?order=relevance&q=" + encoded(i % 2 == 0 ? common : middle + " " + common)));
            searches.add(plain("collapsed", "/releases?duplicates=collapse&q=" + encoded(middle)));
            searches.add(plain("release", "/releases/" + some.id()));
            searches.add(plain("suggestion", "/entities?q=" + encoded(name.substring(0, 3 + i % 3))));
            searches.add(plain("quote", "/releases?q=" + encoded("quote:" + middle)));
            searches.add(plain("speaker and word", "/releases?speaker=" + encoded(name) + "&q=" + encoded(common)));
            searches.add(plain("entity page", "/entities/" + encoded(Draft.entity(name))));
            searches.add(plain("quotations", "/quotations?speaker=" + encoded(Draft.entity(name))));
            searches.add(plain("topics", "/topics?q=" + encoded(middle)));
            searches.add(plain("similar", "/releases/" + some.id() + "/similar"));
            searches.add(plain("changes", "/releases?limit=100&updated-since=0"));
        }
        return searches;
    }

    /** Searches whose later pages are asked for: their first pages, in hundreds. */
    List<Search> deep() {
        List<Search> searches = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            searches.add(plain(
                    "deep cursor",
                    "/releases?limit=100&q=" + encoded(i % 2 == 0 ? word(0.05, 0.5) : word(0.02, 0.05))));
        }
        return searches;
    }

    private static Search words(String kind, String words) {
        return new Search(kind, "/releases?q=" + encoded(words), words);
    }

    private static Search plain(String kind, String path) {
        return new Search(kind, path, "");
    }

    /** A word that this share of the pieces has. */
    private String word(double from, double to) {
        int pieces = corpus.pieces().size();
        List<String> candidates = corpus.words().stream()
                .filter(entry -> entry.getValue() >= from * pieces && entry.getValue() <= to * pieces)
                .map(java.util.Map.Entry::getKey)
                .filter(word -> !STOP.contains(word))
                .toList();
        return candidates.get(random.nextInt(candidates.size()));
    }

    private String name() {
        while (true) {
            List<String> names =
                    corpus.names().get(random.nextInt(corpus.names().size()));
            if (!names.isEmpty()) {
                return names.get(random.nextInt(names.size()));
            }
        }
    }

    /** Two words that stand beside each other, without marks that would be operators. */
    private String phrase(String text) {
        List<String> pairs = PAIR.matcher(text)
                .results()
                .map(pair -> pair.group(1) + " " + pair.group(2))
                .toList();
        return pairs.isEmpty() ? "press office" : pairs.get(random.nextInt(pairs.size()));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    // What English searches leave out anyway.
    private static final List<String> STOP = List.of(
            "that", "with", "from", "have", "this", "will", "their", "more", "they", "been", "which", "were", "these",
            "would", "other", "than", "when", "also", "into", "such", "them", "there", "those", "what", "about",
            "through", "over", "after", "where", "while", "some", "only", "under", "because", "should", "being", "most",
            "both");
}
