package dateline.enrich.entity;

import dateline.enrich.text.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts names found against gold: a name counts when type and span agree, an article before it and a possessive ending left aside.
 */
final class NameScore {

    private static final Set<EntityType> SCORED = Set.of(EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE);
    private static final Pattern ARTICLE = Pattern.compile("^(?:the|a|an)\\s+", Pattern.CASE_INSENSITIVE);
    private static final Pattern POSSESSIVE = Pattern.compile("(?:['’]s|['’])$");

    private record Name(Span span, EntityType type) {}

    private int right;
    private int found;
    private int gold;

    void add(String text, Map<EntityType, List<Span>> names, List<Entity> entities) {
        Set<Name> expected = new HashSet<>();
        names.forEach((type, spans) -> spans.forEach(span -> expected.add(new Name(bare(text, span), type))));
        Set<Name> actual = new HashSet<>();
        for (Entity entity : entities) {
            if (SCORED.contains(entity.type())) {
                entity.mentions().forEach(mention -> actual.add(new Name(bare(text, mention.span()), entity.type())));
            }
        }
        gold += expected.size();
        found += actual.size();
        expected.retainAll(actual);
        right += expected.size();
    }

    // The texts scored have no character beyond the basic plane, so that offsets are those of a String.
    private static Span bare(String text, Span span) {
        int start = span.start();
        int end = span.end();
        Matcher article = ARTICLE.matcher(text.substring(start, end));
        if (article.find() && article.end() < end - start) {
            start += article.end();
        }
        Matcher possessive = POSSESSIVE.matcher(text.substring(start, end));
        if (possessive.find() && possessive.start() > 0) {
            end = start + possessive.start();
        }
        return new Span(start, end);
    }

    double f1() {
        return 2.0 * right / (found + gold);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "F1 %.1f, precision %.1f, recall %.1f",
                100 * f1(),
                100.0 * right / found,
                100.0 * right / gold);
    }
}
