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
 * top levels the release is about, for others and without a model all its words do; finer concepts are told only beneath those, and
 * what the phrases say of others is a mention. Thread-safe.
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

    // Without a model: fitted to the labelled news, constant, loudness and lead over the best other.
    private static final double[] WORDS = {-2.14, 1.71, 1.82};

    private final MediaTopics vocabulary;
    private final WordReader words;
    private final AboutModel model;

    private TopicTagger(MediaTopics vocabulary, AboutModel model) {
        this.vocabulary = vocabulary;
        this.words = new WordReader(vocabulary);
        this.model = model;
    }

    /**
     * Without a model.
     *
     * @param vocabulary an update of the vocabulary, as IPTC publishes it, or null for the one that comes with the project
     * @throws IllegalArgumentException when the file is no vocabulary
     */
    public static TopicTagger ofWords(Path vocabulary) {
        return new TopicTagger(MediaTopics.load(vocabulary), null);
    }

    /**
     * With the model; without it where this machine cannot run it.
     *
     * @param head what an operator's training has written, or null for the head that comes with the project
     * @param vocabulary an update of the vocabulary, as IPTC publishes it, or null for the one that comes with the project
     * @throws IllegalArgumentException when the head is for another encoder or other top levels, or the file is no vocabulary
     */
    public static TopicTagger ofModel(Path head, Path vocabulary) {
        MediaTopics topics = MediaTopics.load(vocabulary);
        Optional<SentenceEncoder> encoder = SentenceEncoder.load();
        return new TopicTagger(
                topics,
                encoder.map(loaded ->
                                new AboutModel(loaded, topics, head == null ? TopicHead.load() : TopicHead.load(head)))
                        .orElse(null));
    }

    /** Its version in events: the rules', the head's where a model works, and the vocabulary's. */
    public String version() {
        String head = model == null ? "words" : SentenceEncoder.MODEL + " " + model.version();
        return "2026.3, " + head + ", Media Topics " + vocabulary.version();
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
        WordReader.Reading read = words.read(text, structure, title, language);
        String lead = lead(text, structure, title);
        if (model == null || !language.equals(MODEL_LANGUAGE) || lead.isBlank()) {
            return byWords(read);
        }
        AboutModel.Reading reading = model.read(lead, read.tops());
        return layered(read.topics(), accepted(vocabulary.tops(), reading.confidence()), reading);
    }

    /** The same without the model, at a tenth of the time. */
    public List<Topic> tagByWords(PlainText text, Structure structure, String title, String language) {
        return byWords(words.read(text, structure, title, language));
    }

    private List<Topic> byWords(WordReader.Reading read) {
        return layered(read.topics(), accepted(vocabulary.tops(), confidence(read.tops())), null);
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

    // What is louder than all others is the surer; where no word says anything nothing is.
    private static double[] confidence(double[] loudness) {
        double[] confidence = new double[loudness.length];
        for (int i = 0; i < confidence.length; i++) {
            confidence[i] = loudness[i] == 0 ? 0 : Calibration.logistic(AboutModel.features(loudness, i), WORDS);
        }
        return confidence;
    }

    private List<Topic> layered(List<Topic> spoken, Map<String, Double> accepted, AboutModel.Reading reading) {
        Map<String, Topic> byCode = new HashMap<>();
        spoken.forEach(topic -> byCode.put(code(topic), topic));
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
        Optional.ofNullable(reading)
                .flatMap(vectors -> likest(accepted, vectors))
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

    private static Map<String, Double> accepted(List<String> tops, double[] confidence) {
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
                vocabulary.version(),
                relation,
                Math.round(confidence * 100) / 100.0,
                said == null ? List.of() : said.evidence());
    }

    private static String code(Topic topic) {
        return topic.uri().substring(MediaTopics.SCHEME.length());
    }
}
