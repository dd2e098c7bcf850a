package dateline.deploy.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Puts releases together from pieces of real ones. Each release is a function of seed and number, so that any range of them can
 * be made on its own. Words keep the frequencies of the real texts; half of the pieces follow the one before as they did there.
 */
final class Generator {

    /** The first instant of the two years over which releases are spread. */
    static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
    /** The instant after the last. */
    static final Instant TO = Instant.parse("2026-01-01T00:00:00Z");

    private static final long SEED = 20260101L;
    private static final int TITLE_WORDS = 9;
    // One in twenty is said to be in another language, so that searches are compiled for several configurations.
    private static final List<String> OTHER_LANGUAGES = List.of("fr", "de", "es", "pt", "ru", "und");

    private final Corpus corpus;
    private final List<String> topics;
    private final int releases;

    /**
     * @param corpus the real texts
     * @param topics codes of media topics; the first ones are given the most releases
     * @param releases how many there shall be
     */
    Generator(Corpus corpus, List<String> topics, int releases) {
        this.corpus = corpus;
        this.topics = topics;
        this.releases = releases;
    }

    /** How many there are. */
    int releases() {
        return releases;
    }

    /** One release; the numbers go with the time of publication, from the oldest. */
    Draft release(int number) {
        SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + number);
        // One in thirty repeats the pieces of the one 7 before it.
        boolean copy = number >= 7 && number % 30 == 7;
        SplittableRandom text = copy ? new SplittableRandom(SEED * 1_000_003 + number - 7) : random.split();
        if (copy) {
            text = text.split();
        }
        List<Integer> pieces = pieces(text);
        List<String> paragraphs = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (int piece : pieces) {
            paragraphs.add(corpus.pieces().get(piece));
            names.addAll(corpus.names().get(piece));
        }
        paragraphs.add("Release no ref" + number + " of the press office");
        List<String> named = List.copyOf(names);
        String language = random.nextInt(20) == 0 ? OTHER_LANGUAGES.get(random.nextInt(OTHER_LANGUAGES.size())) : "en";
        String[] words = paragraphs.get(0).split(" ", -1);
        long span = Duration.between(FROM, TO).toSeconds();
        long second = (long) ((number + random.nextDouble()) / releases * span);
        boolean original = number % 30 == 0 && number + 7 < releases;
        return new Draft(
                "%08x%024x".formatted(random.nextInt(), number),
                number,
                corpus.senders().get(pieces.get(0)).toLowerCase(Locale.ROOT),
                language,
                FROM.plusSeconds(second),
                random.nextInt(500) == 0,
                String.join(" ", List.of(words).subList(0, Math.min(TITLE_WORDS, words.length))),
                paragraphs,
                named,
                topics(random),
                named.isEmpty() || random.nextInt(3) > 0 ? null : named.get(0),
                copy ? "group-" + (number - 7) : original ? "group-" + number : null);
    }

    private List<Integer> pieces(SplittableRandom random) {
        List<Integer> pieces = new ArrayList<>();
        int count = 2 + random.nextInt(7);
        int piece = random.nextInt(corpus.pieces().size());
        for (int i = 0; i < count; i++) {
            pieces.add(piece);
            piece = random.nextBoolean() && piece + 1 < corpus.pieces().size()
                    ? piece + 1
                    : random.nextInt(corpus.pieces().size());
        }
        return pieces;
    }

    // A few topics are had by many releases and many by few.
    private List<String> topics(SplittableRandom random) {
        Set<String> chosen = new LinkedHashSet<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            double share = random.nextDouble();
            chosen.add(topics.get((int) (share * share * share * topics.size())));
        }
        return List.copyOf(chosen);
    }
}
