package dateline.enrich.topic;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The IPTC Media Topics: codes, hierarchy, labels in thirteen languages, and the phrases that this project adds. Labels are
 * (c) IPTC, CC BY 4.0; the table says its version.
 */
final class MediaTopics {

    /** Where a concept's URI begins. */
    static final String SCHEME = "http://cv.iptc.org/newscodes/mediatopic/";

    /**
     * A concept in use.
     *
     * @param code eight digits
     * @param broader the concept above, null for a top level
     * @param label in English
     */
    record Concept(String code, String broader, String label) {}

    private static final String ALIASES = "aliases.tsv";

    private final String version;
    private final Map<String, Concept> concepts;
    private final Map<String, String> retired;
    private final Map<String, Map<String, Set<String>>> phrases;

    private MediaTopics(
            String version,
            Map<String, Concept> concepts,
            Map<String, String> retired,
            Map<String, Map<String, Set<String>>> phrases) {
        this.version = version;
        this.concepts = concepts;
        this.retired = retired;
        this.phrases = phrases;
    }

    /**
     * Reads the tables on the class path.
     *
     * @throws IllegalStateException when one is missing or names a concept that does not exist
     */
    static MediaTopics load() {
        return of(VocabularyFile.shipped(), true);
    }

    /**
     * Reads the tables on the class path and over them an update: the vocabulary as IPTC publishes it as JSON. What is in use, what is
     * retired and the version come from the update alone, labels in languages that it leaves out from the tables.
     *
     * @param update the file, or null for none
     * @throws IllegalArgumentException when the file is no such vocabulary
     */
    static MediaTopics load(Path update) {
        VocabularyFile shipped = VocabularyFile.shipped();
        return update == null
                ? of(shipped, true)
                : of(VocabularyFile.published(update).over(shipped), false);
    }

    // An update may have taken out a concept that an alias names; the shipped tables must agree.
    private static MediaTopics of(VocabularyFile file, boolean strict) {
        Map<String, Concept> concepts = new LinkedHashMap<>();
        Map<String, String> retired = new HashMap<>();
        Map<String, String> codes = new HashMap<>();
        Map<String, Map<String, Set<String>>> phrases = new HashMap<>();
        Map<String, Set<String>> silenced = silenced();
        for (VocabularyFile.Row row : file.rows()) {
            if (row.retired() != null) {
                retired.put(row.code(), row.retired());
                continue;
            }
            Concept concept = new Concept(row.code(), row.broader(), row.label());
            concepts.put(concept.code(), concept);
            codes.put(concept.label(), concept.code());
            row.labels().forEach((tag, written) -> {
                String language = Locale.forLanguageTag(tag).getLanguage();
                String label = written.toLowerCase(Locale.ROOT);
                // "trial (court)": what the brackets say does not stand in a text, and the word alone means too much.
                if (label.indexOf('(') < 0
                        && !silenced.getOrDefault(language, Set.of()).contains(label)) {
                    add(phrases, language, concept.code(), label);
                }
            });
        }
        for (String[] alias : aliases()) {
            String code = codes.get(alias[1]);
            if (code == null && strict && !alias[1].equals("-")) {
                throw new IllegalStateException(ALIASES + " names no concept: " + alias[1]);
            }
            if (code != null) {
                for (String phrase : alias[2].split("\\|", -1)) {
                    add(phrases, alias[0], code, phrase);
                }
            }
        }
        return new MediaTopics(file.version(), Map.copyOf(concepts), Map.copyOf(retired), phrases);
    }

    /** The vocabulary's version, a day. */
    String version() {
        return version;
    }

    /** The concept with the code, or null. */
    Concept concept(String code) {
        return concepts.get(code);
    }

    /** All concepts in use. */
    Collection<Concept> concepts() {
        return concepts.values();
    }

    /** Codes of the top levels, ascending. */
    List<String> tops() {
        return concepts.values().stream()
                .filter(concept -> concept.broader() == null)
                .map(Concept::code)
                .sorted()
                .toList();
    }

    /** The code of the top level above a concept in use, or its own when it is one. */
    String top(String code) {
        String top = code;
        for (String above = concept(code).broader();
                above != null;
                above = concept(above).broader()) {
            top = above;
        }
        return top;
    }

    /** The day on which a code was taken out of use. */
    Optional<String> retired(String code) {
        return Optional.ofNullable(retired.get(code));
    }

    /** The languages with phrases. */
    Set<String> languages() {
        return phrases.keySet();
    }

    /** The phrases of a language by concept code. */
    Map<String, Set<String>> phrases(String language) {
        return phrases.getOrDefault(language, Map.of());
    }

    private static void add(
            Map<String, Map<String, Set<String>>> phrases, String language, String code, String phrase) {
        phrases.computeIfAbsent(language, any -> new HashMap<>())
                .computeIfAbsent(code, any -> new HashSet<>())
                .add(phrase);
    }

    private static Map<String, Set<String>> silenced() {
        Map<String, Set<String>> silenced = new HashMap<>();
        for (String[] alias : aliases()) {
            if (alias[1].equals("-")) {
                silenced.computeIfAbsent(alias[0], any -> new HashSet<>()).addAll(List.of(alias[2].split("\\|", -1)));
            }
        }
        return silenced;
    }

    private static List<String[]> aliases() {
        return VocabularyFile.lines(ALIASES).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("\t", -1))
                .toList();
    }
}
