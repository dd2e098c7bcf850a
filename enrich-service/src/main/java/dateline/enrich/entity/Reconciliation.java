package dateline.enrich.entity;

import dateline.enrich.entity.Lexicon.Entry;
import dateline.enrich.entity.Lexicon.Found;
import dateline.enrich.entity.Lexicon.Kind;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import dateline.enrich.text.Token;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Puts what a model found in a passage together with what the rules found. The model's spans are the base: it sees more. The rules
 * decide where a text explains itself (an acronym with its long form, a person with an office) and what a name is known to be, and they
 * add what stands free and is sure. One use, one passage.
 */
final class Reconciliation {

    /** Below it a rule's organisation is a guess from one word. */
    private static final double SURE = 0.85;

    private final PlainText text;
    private final List<Token> tokens;
    private final Lexicon lexicon;
    private final String language;
    private final List<Raw> kept = new ArrayList<>();
    private final BitSet taken = new BitSet();

    Reconciliation(PlainText text, List<Token> tokens, Lexicon lexicon, String language) {
        this.text = text;
        this.tokens = tokens;
        this.lexicon = lexicon;
        this.language = language;
    }

    /**
     * The mentions of the passage in order, without overlap.
     *
     * @param names what the model found, in order, without overlap
     * @param unordered what the rules found, without overlap
     */
    List<Raw> of(List<Raw> names, List<Raw> unordered) {
        List<Raw> rules = unordered.stream()
                .sorted(Comparator.comparingInt(raw -> raw.span().start()))
                .toList();
        rules.stream().filter(rule -> decides(rule, names)).forEach(this::keep);
        int first = 0;
        for (Raw name : names) {
            while (first < tokens.size()
                    && tokens.get(first).start() < name.span().start()) {
                first++;
            }
            if (isFree(name.span())) {
                keepNamed(name, first, rules);
            }
        }
        rules.stream().filter(rule -> isSure(rule) && isFree(rule.span())).forEach(this::keep);
        kept.sort(Comparator.comparingInt(raw -> raw.span().start()));
        return kept;
    }

    private static boolean decides(Raw rule, List<Raw> names) {
        if (rule.acronym() != null) {
            return true;
        }
        // "Republic of Kazakhstan" and "Corinth canal" are one name, whatever part of it the model saw.
        if (rule.isNamedInLexicon() || (rule.type() == EntityType.PLACE && rule.confidence() >= SURE)) {
            return overlapping(names, rule.span()).stream()
                    .allMatch(name -> rule.span().contains(name.span()));
        }
        // A model keeps a person's name where it ends it elsewhere than the rule does.
        return rule.type() == EntityType.PERSON
                && rule.role() != null
                && overlapping(names, rule.span()).stream()
                        .allMatch(name -> name.span().end() == rule.span().end());
    }

    private static boolean isSure(Raw rule) {
        return rule.known() != null || (rule.type() != EntityType.PERSON && rule.confidence() >= SURE);
    }

    private void keepNamed(Raw name, int first, List<Raw> rules) {
        Found found = lexicon.find(text, tokens, first, language);
        boolean whole = found != null
                && tokens.get(first + found.tokens() - 1).end() == name.span().end();
        Entry entry = whole ? found.entry() : shouted(name);
        // "Kazakh" and "Central Asian" are of a place, but they name none; "the Centre" is a name's short form at best.
        boolean people = entry != null && entry.kind() == Kind.DEMONYM;
        if (people || NameWords.isGenericBody(text.read(name.span())) || isOffice(name, first)) {
            return;
        }
        boolean sure = entry != null && entry.kind() != Kind.CITY;
        // "Museum of Fine Arts" is a building and a body: as a body it acts in the news.
        boolean body = name.type() == EntityType.PLACE
                && overlapping(rules, name.span()).stream()
                        .anyMatch(rule -> rule.span().equals(name.span())
                                && rule.type() == EntityType.ORGANISATION
                                && rule.confidence() >= SURE);
        EntityType type = sure ? entry.type() : body ? EntityType.ORGANISATION : name.type();
        String role = type != EntityType.PERSON
                ? null
                : overlapping(rules, name.span()).stream()
                        .filter(rule -> rule.type() == EntityType.PERSON)
                        .map(Raw::role)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        Entry known = entry != null && entry.type() == type ? entry : null;
        keep(new Raw(name.span(), type, known, role, null, name.confidence()));
    }

    // "Minister of Health", and of "Minister of Foreign Affairs of Kazakhstan" what follows "of": an office is no body.
    private boolean isOffice(Raw name, int first) {
        if (name.type() != EntityType.ORGANISATION || first + 1 >= tokens.size()) {
            return false;
        }
        boolean office = NameWords.isRole(word(first)) && word(first + 1).equals("of");
        boolean ofOffice = first >= 2
                && NameWords.isRole(word(first - 2))
                && word(first - 1).equals("of")
                && NameWords.isOfficeWord(word(first));
        return office || ofOffice;
    }

    private String word(int token) {
        return text.read(tokens.get(token).span());
    }

    // "OSLO": capitals hide a place from the lexicon.
    private Entry shouted(Raw name) {
        String words = text.read(name.span());
        Entry entry = name.type() == EntityType.PLACE && NameWords.isShouted(words)
                ? lexicon.exactly(NameWords.capitalised(words), language)
                : null;
        return entry != null && entry.type() == EntityType.PLACE ? entry : null;
    }

    // Those of mentions in order and without overlap that overlap the range: found by halving, for a passage may hold
    // thousands.
    private static List<Raw> overlapping(List<Raw> mentions, Span range) {
        int low = 0;
        int high = mentions.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (mentions.get(middle).span().end() <= range.start()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int end = low;
        while (end < mentions.size() && mentions.get(end).span().start() < range.end()) {
            end++;
        }
        return mentions.subList(low, end);
    }

    private boolean isFree(Span span) {
        int next = taken.nextSetBit(span.start());
        return next < 0 || next >= span.end();
    }

    private void keep(Raw raw) {
        kept.add(raw);
        taken.set(raw.span().start(), raw.span().end());
    }
}
