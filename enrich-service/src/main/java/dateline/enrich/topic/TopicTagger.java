package dateline.enrich.topic;

import dateline.enrich.encoder.SentenceEncoder;
import dateline.enrich.text.Part;
import dateline.enrich.text.PartKind;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Structure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what a release is about and what it mentions. Phrases are found in every language. For English releases a model decides which
 * top levels the release is about; finer concepts are told only beneath those, and what the phrases say of others is a mention. Without a
 * model, and in other languages, the phrases decide alone. Thread-safe.
 */
public final class TopicTagger {

    /** Its name in events. */
    public static final String NAME = "topics";

    private static final String MODEL_LANGUAGE = "en";
    private static final int LEAD_WORDS = 60;
    // The surest top level is told from half this confidence on: a release is about something.
    private static final double ABOUT = 0.5;
    private static final double SUREST = 0.25;
    private static final double SURE = 0.99;
    // A finer concept by its label's likeness alone: rarely wrong from here on, and never very sure.
    private static final double LIKE = 0.3;
    private static final double LIKE_CONFIDENCE = 0.5;
    private static final double DEMOTED = 0.7;

    private final MediaTopics vocabulary;
    private final PhraseTagger phrases;
    private final AboutModel model;

    private TopicTagger(MediaTopics vocabulary, AboutModel model) {
        this.vocabulary = vocabulary;
        this.phrases = new PhraseTagger(vocabulary);
        this.model = model;
    }

    /** By phrases alone. */
    public static TopicTagger ofPhrases() {
        return new TopicTagger(MediaTopics.load(), null);
    }

    /**
     * With the model; by phrases alone where this machine cannot run it.
     *
     * @param head what an operator's training has written, or null for the head that comes with the project
     * @throws IllegalArgumentException when the head is for another encoder or other top levels
     */
    public static TopicTagger ofModel(Path head) {
        MediaTopics vocabulary = MediaTopics.load();
        Optional<SentenceEncoder> encoder = SentenceEncoder.load();
        return new TopicTagger(
                vocabulary,
                encoder.map(loaded -> new AboutModel(
                                loaded, vocabulary, head == null ? TopicHead.load() : TopicHead.load(head)))
                        .orElse(null));
    }

    /** Its version in events: the rules', the head's where a model works, and the vocabulary's. */
    public String version() {
        String head = model == null ? "phrases" : SentenceEncoder.MODEL + " " + model.version();
        return "2026.2, " + head + ", Media Topics " + vocabulary.version();
    }

    /**
     * The topics of a release: what it is about, the surest first, then what it mentions.
     *
     * @param text its text
     * @param structure its parts
     * @param title its title, may be empty
     * @param language BCP 47 tag of its language; English labels are tried where none are known for it
     */
    public List<Topic> tag(PlainText text, Structure structure, String title, String language) {
        List<Topic> spoken = phrases.tag(text, structure, title, language);
        String lead = lead(text, structure, title);
        if (model == null || !language.equals(MODEL_LANGUAGE) || lead.isBlank()) {
            return spoken;
        }
        return fused(spoken, model.read(lead, byTop(vocabulary, model.concepts().tops(), spoken)));
    }

    /** The title and the first words of the news, without dateline, header and tail. */
    static String lead(PlainText text, Structure structure, String title) {
        StringBuilder lead = new StringBuilder(title.isBlank() ? "" : title.strip() + ". ");
        int words = 0;
        for (Part part : structure.news()) {
            boolean repeats = part.kind() == PartKind.HEADLINE && !title.isBlank();
            int from = structure.dateline() == null
                    ? part.start()
                    : Math.max(
                            part.start(),
                            Math.min(part.end(), structure.dateline().end()));
            String[] read = text.chars().substring(from, part.end()).strip().split("\\s+", LEAD_WORDS + 1);
            for (int i = 0; i < Math.min(read.length, LEAD_WORDS) && !repeats && words < LEAD_WORDS; i++) {
                lead.append(read[i]).append(' ');
                words++;
            }
        }
        return lead.toString().strip();
    }

    /** What phrases say of each top level, from 0 to 1. */
    static double[] byTop(MediaTopics vocabulary, List<String> tops, List<Topic> spoken) {
        double[] said = new double[tops.size()];
        for (Topic topic : spoken) {
            int top = tops.indexOf(vocabulary.top(code(topic)));
            double confidence = topic.confidence() * (topic.rel() == Relation.ABOUT ? 1 : 0.5);
            said[top] = Math.max(said[top], confidence);
        }
        return said;
    }

    private List<Topic> fused(List<Topic> spoken, AboutModel.Reading reading) {
        Map<String, Topic> byCode = new HashMap<>();
        spoken.forEach(topic -> byCode.put(code(topic), topic));
        Map<String, Double> accepted = accepted(reading);
        List<Topic> about = new ArrayList<>();
        List<Topic> mentions = new ArrayList<>();
        accepted.forEach((top, confidence) -> {
            Topic said = byCode.remove(top);
            about.add(topic(top, Relation.ABOUT, confidence, said));
        });
        byCode.forEach((code, said) -> {
            Double confidence = accepted.get(vocabulary.top(code));
            if (said.rel() == Relation.ABOUT && confidence != null) {
                about.add(topic(code, Relation.ABOUT, Math.min(confidence, said.confidence()), said));
            } else if (said.rel() == Relation.MENTIONS) {
                mentions.add(said);
            } else if (!said.evidence().isEmpty()) {
                mentions.add(topic(code, Relation.MENTIONS, DEMOTED * said.confidence(), said));
            }
        });
        likest(accepted, reading)
                .filter(code -> about.stream().noneMatch(topic -> code(topic).equals(code)))
                .ifPresent(code -> {
                    mentions.removeIf(topic -> code(topic).equals(code));
                    double confidence = LIKE_CONFIDENCE * accepted.get(vocabulary.top(code));
                    about.add(topic(code, Relation.ABOUT, confidence, byCode.get(code)));
                });
        Comparator<Topic> surestFirst =
                Comparator.comparingDouble(Topic::confidence).reversed().thenComparing(Topic::uri);
        about.sort(surestFirst);
        mentions.sort(surestFirst);
        about.addAll(mentions);
        return about;
    }

    private Map<String, Double> accepted(AboutModel.Reading reading) {
        List<String> tops = model.concepts().tops();
        double[] confidence = reading.confidence();
        int surest = 0;
        for (int i = 0; i < confidence.length; i++) {
            surest = confidence[i] > confidence[surest] ? i : surest;
        }
        Map<String, Double> accepted = new HashMap<>();
        for (int i = 0; i < confidence.length; i++) {
            if (confidence[i] >= ABOUT || (i == surest && confidence[i] >= SUREST)) {
                accepted.put(tops.get(i), Math.min(SURE, confidence[i]));
            }
        }
        return accepted;
    }

    private Optional<String> likest(Map<String, Double> accepted, AboutModel.Reading reading) {
        return accepted.keySet().stream()
                .flatMap(top -> model.concepts().beneath(top, reading.unusual()).entrySet().stream())
                .filter(entry -> entry.getValue() >= LIKE)
                .max(Map.Entry.<String, Float>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    private Topic topic(String code, Relation relation, double confidence, Topic said) {
        return new Topic(
                MediaTopics.SCHEME + code,
                vocabulary.concept(code).label(),
                relation,
                Math.round(confidence * 100) / 100.0,
                said == null ? List.of() : said.evidence());
    }

    private static String code(Topic topic) {
        return topic.uri().substring(MediaTopics.SCHEME.length());
    }
}
