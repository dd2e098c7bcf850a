package dateline.enrich.entity;

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
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the people, organisations and places of a release and puts the mentions of each together: a surname after a full name, an
 * acronym and its long form, two spellings of a name. It prefers to say nothing over saying something wrong. Thread-safe.
 */
public final class EntityTagger {

    /** Its name in events. */
    public static final String NAME = "entities";

    /** Its version in events. */
    public static final String VERSION = "rules 2026.1";

    private static final int MOST_MENTIONS = 5_000;

    private final Lexicon lexicon = Lexicon.load();

    /**
     * The entities of a release, the most salient first.
     *
     * @param text its text
     * @param structure its parts
     * @param title its title, may be empty
     * @param language BCP 47 tag of its language
     */
    public List<Entity> tag(PlainText text, Structure structure, String title, String language) {
        List<Raw> raws = new ArrayList<>();
        Map<Part, List<Token>> tokens = new HashMap<>();
        for (Part part : structure.parts()) {
            if (part.kind() == PartKind.END_MARK || part.kind() == PartKind.DISCLAIMER || raws.size() > MOST_MENTIONS) {
                continue;
            }
            List<Token> words = Tokens.of(text, part.span());
            tokens.put(part, words);
            raws.addAll(new MentionFinder(text, words, lexicon, language).find());
        }
        placeOfDateline(text, structure, raws);
        Grouping grouping = new Grouping(text, raws);
        tokens.forEach((part, words) -> grouping.findAgain(words));
        return entities(text, structure, title.toLowerCase(Locale.ROOT), grouping.groups());
    }

    // "ASTANA": capitals hide the town from the lexicon, the dateline shows it.
    private void placeOfDateline(PlainText text, Structure structure, List<Raw> raws) {
        if (structure.dateline() == null || structure.dateline().place() == null) {
            return;
        }
        String place = structure.dateline().place().split(",", 2)[0].strip();
        int start = text.chars().indexOf(place, structure.dateline().start());
        if (start < 0 || start + place.length() > structure.dateline().end()) {
            return;
        }
        Span span = new Span(start, start + place.length());
        if (span.length() == 0 || raws.stream().anyMatch(raw -> raw.span().overlaps(span))) {
            return;
        }
        PlainText name = PlainText.of(capitalised(place));
        List<Token> words = Tokens.of(name, new Span(0, name.length()));
        Lexicon.Found known = lexicon.find(name, words, 0, "en");
        boolean whole =
                known != null && known.tokens() == words.size() && known.entry().type() == EntityType.PLACE;
        raws.add(new Raw(span, EntityType.PLACE, whole ? known.entry() : null, null, null, whole ? 0.95 : 0.85));
    }

    private static String capitalised(String shouted) {
        StringBuilder name = new StringBuilder();
        boolean begins = true;
        for (int i = 0; i < shouted.length(); i++) {
            char c = shouted.charAt(i);
            name.append(begins ? Character.toUpperCase(c) : Character.toLowerCase(c));
            begins = !Character.isLetter(c);
        }
        return name.toString();
    }

    private static List<Entity> entities(
            PlainText text, Structure structure, String title, List<Grouping.Group> groups) {
        List<Entity> entities = new ArrayList<>();
        for (Grouping.Group group : groups) {
            String name = group.name(text);
            List<String> aliases = group.aliases(text, name);
            double weight = 0;
            for (Mention mention : group.mentions()) {
                weight += weight(structure, mention.span());
            }
            boolean titled = !title.isEmpty()
                    && (title.contains(name.toLowerCase(Locale.ROOT))
                            || aliases.stream()
                                    .anyMatch(alias ->
                                            alias.length() > 2 && title.contains(alias.toLowerCase(Locale.ROOT))));
            double salience = Math.round(100 * (weight + (titled ? 3 : 0)) / (weight + (titled ? 3 : 0) + 4)) / 100.0;
            entities.add(new Entity(
                    group.id(name),
                    group.type(),
                    name,
                    aliases,
                    group.roles(),
                    group.links(),
                    salience,
                    group.mentions()));
        }
        entities.sort(Comparator.comparingDouble(Entity::salience)
                .reversed()
                .thenComparingInt(entity -> entity.mentions().get(0).start()));
        return entities;
    }

    private static double weight(Structure structure, Span span) {
        int low = 0;
        int high = structure.parts().size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (structure.parts().get(middle).start() <= span.start()) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        PartKind kind = structure.parts().get(low).kind();
        if (kind == PartKind.LEAD || kind == PartKind.HEADLINE) {
            return 2;
        }
        return kind.isNews() ? 1 : 0.3;
    }
}
