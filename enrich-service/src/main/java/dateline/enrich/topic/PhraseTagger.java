package dateline.enrich.topic;

import dateline.enrich.text.Part;
import dateline.enrich.text.PartKind;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import dateline.enrich.text.Structure;
import dateline.enrich.text.Token;
import dateline.enrich.text.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds Media Topics by their labels and aliases in the title and the news of a release, never in its header or tail. A phrase
 * speaks for its concept and, the less the further up, for those above; title and lead speak louder than the rest. What is loud
 * enough the release is about, the rest it mentions. Thread-safe.
 */
final class PhraseTagger {

    private static final double TITLE = 3;
    private static final double LEAD = 2;
    private static final double BODY = 1;
    private static final double UPWARD = 0.6;
    // About: at least this loud, and at least this share of the loudest concept.
    private static final double LOUD = 3;
    private static final double SHARE = 0.34;
    private static final int MOST_EVIDENCE = 20;
    private static final int MOST_MENTIONS = 20;
    private static final int LONGEST_PHRASE = 10;

    /** A step of the phrases' tree: by the stem of the next word. */
    private static final class Node {
        private final Map<String, Node> next = new HashMap<>();
        private final Set<String> codes = new HashSet<>();
    }

    /** How loud a text speaks of one concept. */
    private static final class Voice {
        private final List<Span> evidence = new ArrayList<>();
        private final Set<String> stems = new HashSet<>();
        private double own;
        private double total;
        private boolean leads;
    }

    private record Match(int firstToken, int tokens, Set<String> codes, String stems) {}

    private final MediaTopics topics;
    private final Map<String, Node> trees = new HashMap<>();

    PhraseTagger(MediaTopics topics) {
        this.topics = topics;
        for (String language : topics.languages()) {
            Node root = new Node();
            topics.phrases(language)
                    .forEach((code, phrases) -> phrases.forEach(phrase -> plant(root, phrase, code, language)));
            trees.put(language, root);
        }
        trees.put("no", trees.get("nb"));
    }

    /**
     * The topics of a release: what it is about, the loudest first, then what it mentions.
     *
     * @param text its text
     * @param structure its parts
     * @param title its title, may be empty
     * @param language BCP 47 tag of its language; English labels are tried where none are known for it
     */
    List<Topic> tag(PlainText text, Structure structure, String title, String language) {
        String spoken = trees.containsKey(language) ? language : "en";
        Map<String, Voice> voices = new HashMap<>();
        PlainText heading = PlainText.of(title);
        for (Match match : matches(heading, new Span(0, heading.length()), spoken)) {
            match.codes().forEach(code -> speak(voices, code, TITLE, null, match.stems()));
        }
        for (Part part : structure.news()) {
            double weight = part.kind() == PartKind.LEAD || part.kind() == PartKind.HEADLINE ? LEAD : BODY;
            List<Token> tokens = Tokens.of(text, part.span());
            for (Match match : matches(text, tokens, spoken)) {
                Span span = new Span(
                        tokens.get(match.firstToken()).start(),
                        tokens.get(match.firstToken() + match.tokens() - 1).end());
                match.codes().forEach(code -> speak(voices, code, weight, span, match.stems()));
            }
        }
        return ranked(voices);
    }

    private List<Match> matches(PlainText text, Span span, String language) {
        return matches(text, Tokens.of(text, span), language);
    }

    private List<Match> matches(PlainText text, List<Token> tokens, String language) {
        List<String> stems = tokens.stream()
                .map(token -> Stem.of(text.read(token.span()), language))
                .toList();
        List<Match> matches = new ArrayList<>();
        Node root = trees.get(language);
        for (int i = 0; i < stems.size(); ) {
            Node node = root;
            Match longest = null;
            for (int j = i; j < stems.size() && j - i < LONGEST_PHRASE; j++) {
                node = node.next.get(stems.get(j));
                if (node == null) {
                    break;
                }
                if (!node.codes.isEmpty()) {
                    longest = new Match(i, j - i + 1, node.codes, String.join(" ", stems.subList(i, j + 1)));
                }
            }
            if (longest == null) {
                i++;
            } else {
                matches.add(longest);
                i += longest.tokens();
            }
        }
        return matches;
    }

    // The same phrase again and again says less each time.
    private static void speak(Map<String, Voice> voices, String code, double weight, Span span, String stems) {
        Voice voice = voices.computeIfAbsent(code, any -> new Voice());
        voice.own += voice.stems.add(stems) ? weight : weight / 2;
        voice.leads |= weight > BODY;
        if (span != null && voice.evidence.size() < MOST_EVIDENCE) {
            voice.evidence.add(span);
        }
    }

    private List<Topic> ranked(Map<String, Voice> voices) {
        for (String code : List.copyOf(voices.keySet())) {
            Voice voice = voices.get(code);
            double share = voice.own;
            voice.total += voice.own;
            for (String above = topics.concept(code).broader();
                    above != null;
                    above = topics.concept(above).broader()) {
                share *= UPWARD;
                Voice upper = voices.computeIfAbsent(above, any -> new Voice());
                upper.total += share;
                upper.leads |= voice.leads;
                voice.evidence.stream()
                        .limit(MOST_EVIDENCE - (long) upper.evidence.size())
                        .forEach(upper.evidence::add);
            }
        }
        double loudest =
                voices.values().stream().mapToDouble(voice -> voice.total).max().orElse(0);
        // A short or quiet release is about its loudest concepts all the same; its confidence says how quiet it is.
        double loud = Math.min(LOUD, Math.max(LEAD, loudest));
        List<Topic> about = new ArrayList<>();
        List<Topic> mentions = new ArrayList<>();
        voices.forEach((code, voice) -> {
            if (voice.leads && voice.total >= loud && voice.total >= SHARE * loudest) {
                about.add(topic(
                        code, Relation.ABOUT, 0.5 + 0.45 * voice.total / loudest * saturation(voice.total), voice));
            } else if (voice.own > 0 && !voice.evidence.isEmpty()) {
                mentions.add(topic(code, Relation.MENTIONS, 0.4 + 0.4 * saturation(voice.own), voice));
            }
        });
        Comparator<Topic> surestFirst =
                Comparator.comparingDouble(Topic::confidence).reversed().thenComparing(Topic::uri);
        about.sort(surestFirst);
        mentions.sort(surestFirst);
        about.addAll(mentions.subList(0, Math.min(MOST_MENTIONS, mentions.size())));
        return about;
    }

    private Topic topic(String code, Relation relation, double confidence, Voice voice) {
        List<Span> evidence = voice.evidence.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Span::start))
                .toList();
        return new Topic(
                MediaTopics.SCHEME + code,
                topics.concept(code).label(),
                topics.version(),
                relation,
                Math.round(confidence * 100) / 100.0,
                evidence);
    }

    private static double saturation(double voice) {
        return voice / (voice + LOUD);
    }

    private static void plant(Node root, String phrase, String code, String language) {
        PlainText text = PlainText.of(phrase);
        Node node = root;
        for (Token token : Tokens.of(text, new Span(0, text.length()))) {
            node = node.next.computeIfAbsent(Stem.of(text.read(token.span()), language), any -> new Node());
        }
        node.codes.add(code);
    }
}
