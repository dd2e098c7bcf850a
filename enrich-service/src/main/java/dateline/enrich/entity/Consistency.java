package dateline.enrich.entity;

import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import dateline.enrich.text.Token;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the mentions of one document agree: a name is of one type in all of it, a surname is the person's whose full name stands
 * elsewhere, and a name found once is found wherever it stands.
 */
final class Consistency {

    private static final int LONGEST_NAME = 12;
    private static final double AGAIN = 0.8;
    /** Votes of a mention that the text or the lexicon explains. */
    private static final double EXPLAINED = 2;

    private final PlainText text;
    private final Map<String, EntityType> types = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<String> surnames = new HashSet<>();
    private final Map<String, String> givenNames = new HashMap<>();

    Consistency(PlainText text, List<Raw> raws) {
        this.text = text;
        Map<String, Map<EntityType, Double>> votes = new HashMap<>();
        for (Raw raw : raws) {
            String name = text.read(raw.span());
            votes.computeIfAbsent(name, any -> new EnumMap<>(EntityType.class))
                    .merge(raw.type(), vote(raw), Double::sum);
            counts.merge(name, 1, Integer::sum);
        }
        votes.forEach((name, byType) -> types.put(
                name,
                byType.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey()));
        types.forEach((name, type) -> {
            int blank = name.lastIndexOf(' ');
            if (type == EntityType.PERSON && blank > 0 && name.length() - blank > 3) {
                surnames.add(name.substring(blank + 1));
                givenNames.putIfAbsent(name.substring(blank + 1), name.substring(0, name.indexOf(' ')));
            }
        });
        surnames.removeIf(surname -> !Character.isUpperCase(surname.charAt(0)) || NameWords.isNeverName(surname));
    }

    private static double vote(Raw raw) {
        return raw.isExplained() ? EXPLAINED : raw.confidence();
    }

    /** The mention with the type that its name has in the document. */
    Raw agreed(Raw raw) {
        String name = text.read(raw.span());
        EntityType type = surnames.contains(name) && raw.known() == null ? EntityType.PERSON : types.get(name);
        return raw.isExplained() || type == raw.type()
                ? raw
                : new Raw(
                        raw.span(),
                        type,
                        raw.known() != null && raw.known().type() == type ? raw.known() : null,
                        null,
                        null,
                        raw.confidence());
    }

    /** The mention of a surname together with the given name before it, where that is one of the full name's spellings ("Kaha"). */
    Raw completed(Raw raw, BitSet covered) {
        String given = raw.type() == EntityType.PERSON ? givenNames.get(text.read(raw.span())) : null;
        int end = raw.span().start() - 1;
        if (given == null || end < 2 || text.chars().charAt(end) != ' ') {
            return raw;
        }
        int start = end;
        while (start > 0 && isLetter(text.chars().charAt(start - 1)) && !covered.get(start - 1)) {
            start--;
        }
        boolean same = end - start >= 2
                && Character.isUpperCase(text.chars().charAt(start))
                && Grouping.sameGivenName(text.read(new Span(start, end)), given);
        return same
                ? new Raw(
                        new Span(start, raw.span().end()), raw.type(), raw.known(), raw.role(), null, raw.confidence())
                : raw;
    }

    private static boolean isLetter(char c) {
        return Character.isLetter(c) || c == '-' || c == '.';
    }

    /** Mentions of known names among tokens that no mention covers. */
    List<Raw> missed(List<Token> tokens, BitSet covered) {
        List<Raw> missed = new ArrayList<>();
        for (int i = 0; i < tokens.size(); ) {
            int end = Character.isUpperCase(text.chars().charAt(tokens.get(i).start()))
                    ? missedEnd(tokens, covered, i)
                    : i;
            if (end > i) {
                Span span = new Span(tokens.get(i).start(), tokens.get(end - 1).end());
                String name = text.read(span);
                missed.add(new Raw(
                        span, surnames.contains(name) ? EntityType.PERSON : types.get(name), null, null, null, AGAIN));
            }
            i = Math.max(end, i + 1);
        }
        return missed;
    }

    private int missedEnd(List<Token> tokens, BitSet covered, int start) {
        int most = Math.min(tokens.size(), start + LONGEST_NAME);
        int uncovered = start;
        while (uncovered < most && !covered.get(tokens.get(uncovered).start())) {
            uncovered++;
        }
        for (int end = uncovered; end > start; end--) {
            String name = text.read(
                    new Span(tokens.get(start).start(), tokens.get(end - 1).end()));
            if (isSure(name, end - start)) {
                return end;
            }
        }
        return start;
    }

    // A single word may be another thing elsewhere: it has to be a surname, an acronym or found twice.
    private boolean isSure(String name, int words) {
        return surnames.contains(name)
                || (types.containsKey(name) && (words > 1 || MentionFinder.isAcronym(name) || counts.get(name) >= 2));
    }
}
