package dateline.enrich.annotation;

import dateline.enrich.duplicate.Duplicates;
import dateline.enrich.duplicate.MinHash;
import dateline.enrich.entity.Entity;
import dateline.enrich.entity.EntityTagger;
import dateline.enrich.language.Language;
import dateline.enrich.language.LanguageDetector;
import dateline.enrich.quote.Quotation;
import dateline.enrich.quote.QuotationFinder;
import dateline.enrich.summary.Summariser;
import dateline.enrich.summary.Summariser.Summary;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Structure;
import dateline.enrich.text.StructureReader;
import dateline.enrich.topic.Topic;
import dateline.enrich.topic.TopicTagger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Annotates a release, one annotator after the other. One that fails leaves its part empty and says so among the annotators; when
 * time is short models are left out, and once it is used up those annotators that are left are skipped; they say so too. Thread-safe; loads
 * its models when it is made.
 */
public final class Enricher {

    private final LanguageDetector languages = new LanguageDetector();
    private final EntityTagger entities;
    private final TopicTagger topics;
    private final int longestText;
    private final Duration timeBudget;
    private final LongSupplier nanoTime;
    private final BiConsumer<String, Duration> observer;

    /**
     * Loads the models.
     *
     * @param entities finds the entities
     * @param topics what tells topics, by phrases or with a model
     * @param longestText code points that are read of a text; what follows them is not annotated
     * @param timeBudget after which no further annotator is begun
     * @param nanoTime a clock that only goes on, in nanoseconds
     * @param observer told each annotator's name and time
     */
    public Enricher(
            EntityTagger entities,
            TopicTagger topics,
            int longestText,
            Duration timeBudget,
            LongSupplier nanoTime,
            BiConsumer<String, Duration> observer) {
        this.entities = entities;
        this.topics = topics;
        this.longestText = longestText;
        this.timeBudget = timeBudget;
        this.nanoTime = nanoTime;
        this.observer = observer;
    }

    /** Annotates a release at leisure. Throws nothing but errors of the machine. */
    public Annotations enrich(ReleaseInput release) {
        return enrich(release, false);
    }

    /**
     * Annotates a release.
     *
     * @param late whether others wait for this one: what a model would tell is then told without it, and the annotator says so, as it does
     *     when half of the time is used up
     */
    public Annotations enrich(ReleaseInput release, boolean late) {
        PlainText whole = PlainText.of(release.text());
        boolean cut = whole.length() > longestText;
        PlainText text = cut
                ? PlainText.of(release.text().substring(0, release.text().offsetByCodePoints(0, longestText)))
                : whole;
        Run run = new Run(cut ? "partial: first " + longestText + " code points" : null);

        Structure structure = run.step(
                StructureReader.NAME,
                StructureReader.VERSION,
                Structure.NONE,
                () -> StructureReader.read(text, release.title(), release.published()));
        Language language = run.step(
                LanguageDetector.NAME,
                LanguageDetector.VERSION,
                Language.UNDETERMINED,
                () -> languages.detect(spoken(release, text, structure), release.language()));
        List<Entity> named = run.step(
                EntityTagger.NAME,
                entities.version(),
                List.of(),
                () -> entities.tag(text, structure, release.title(), language.code(), release.country()));
        List<Quotation> quotations = run.step(
                QuotationFinder.NAME,
                QuotationFinder.VERSION,
                List.of(),
                () -> QuotationFinder.find(text, structure, named));
        List<Topic> about = run.step(
                TopicTagger.NAME,
                topics.version(),
                List.of(),
                () -> run.hurries(late)
                        ? topics.tagByWords(text, structure, release.title(), language.code())
                        : topics.tag(text, structure, release.title(), language.code()));
        Summary summary = run.step(
                Summariser.NAME, Summariser.VERSION, Summary.NONE, () -> Summariser.summarise(text, structure));
        Duplicates duplicates =
                run.step(MinHash.NAME, MinHash.VERSION, Duplicates.NONE, () -> MinHash.sign(text, structure));
        return new Annotations(
                language,
                structure,
                named,
                quotations,
                about,
                summary.keyphrases(),
                summary.sentences(),
                duplicates,
                run.annotators);
    }

    // The news without its tail, which may be in another language; a short text is helped by its title.
    private static String spoken(ReleaseInput release, PlainText text, Structure structure) {
        StringBuilder news = new StringBuilder(release.title()).append('\n');
        structure.news().forEach(part -> news.append(text.read(part.span())).append('\n'));
        return structure.news().isEmpty() ? news.append(text.chars()).toString() : news.toString();
    }

    /** One release on its way. */
    private final class Run {
        private final long began = nanoTime.getAsLong();
        private final String limit;
        private final List<Annotator> annotators = new ArrayList<>();
        private String hurry;

        Run(String limit) {
            this.limit = limit;
        }

        boolean hurries(boolean late) {
            boolean slow = nanoTime.getAsLong() - began > timeBudget.toNanos() / 2;
            hurry = late
                    ? "degraded: without a model, the stream is late"
                    : slow ? "degraded: without a model, half of the time budget of " + timeBudget + " used up" : null;
            return late || slow;
        }

        <T> T step(String name, String version, T otherwise, Supplier<T> work) {
            long start = nanoTime.getAsLong();
            if (start - began > timeBudget.toNanos()) {
                annotators.add(new Annotator(name, version, "skipped: time budget of " + timeBudget + " used up"));
                return otherwise;
            }
            T result = otherwise;
            String outcome = limit;
            hurry = null;
            try {
                result = work.get();
                outcome = hurry == null ? limit : limit == null ? hurry : hurry + "; " + limit;
            } catch (RuntimeException | StackOverflowError e) {
                outcome = "failed: " + e;
            }
            annotators.add(new Annotator(name, version, outcome));
            observer.accept(name, Duration.ofNanos(nanoTime.getAsLong() - start));
            return result;
        }
    }
}
