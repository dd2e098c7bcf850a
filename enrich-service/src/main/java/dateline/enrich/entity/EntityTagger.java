package dateline.enrich.entity;

import dateline.enrich.entity.model.NameTagger;
import dateline.enrich.text.Part;
import dateline.enrich.text.PartKind;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import dateline.enrich.text.Structure;
import dateline.enrich.text.Token;
import dateline.enrich.text.Tokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds the people, organisations and places of a release and puts the mentions of each together: a surname after a full name, an
 * acronym and its long form, two spellings of a name. It prefers to say nothing over saying something wrong. Thread-safe.
 */
public final class EntityTagger {

    /** Its name in events. */
    public static final String NAME = "entities";

    private static final String RULES = "rules 2026.1";

    private static final int MOST_MENTIONS = 5_000;

    private final Lexicon lexicon = Lexicon.load();
    private final NameTagger model;

    private EntityTagger(NameTagger model) {
        this.model = model;
    }

    /** A tagger by rules alone. */
    public static EntityTagger byRules() {
        return new EntityTagger(null);
    }

    /** A tagger that finds the names of English text with a model, and those of other text by rules. */
    public static EntityTagger by(NameTagger model) {
        return new EntityTagger(model);
    }

    /** Its version in events: the model's and the rules'. */
    public String version() {
        return model == null ? RULES : model.version() + ", " + RULES;
    }

    /**
     * The entities of a release, the most salient first.
     *
     * @param text its text
     * @param structure its parts
     * @param title its title, may be empty
     * @param language BCP 47 tag of its language
     */
    public List<Entity> tag(PlainText text, Structure structure, String title, String language) {
        boolean modelled = model != null && (language.equals("en") || language.equals("und"));
        List<Raw> raws = new ArrayList<>();
        List<Passage> passages = new ArrayList<>();
        for (Part part : structure.parts()) {
            if (part.kind() == PartKind.END_MARK || part.kind() == PartKind.DISCLAIMER || raws.size() > MOST_MENTIONS) {
                continue;
            }
            Passage passage = Passage.of(text, part.span());
            passages.add(passage);
            List<Raw> rules = new MentionFinder(text, passage.tokens(), lexicon, language).find();
            raws.addAll(
                    modelled
                            ? new Reconciliation(text, passage.tokens(), lexicon, language)
                                    .of(passage.mentions(model.tag(passage.words(text))), rules)
                            : rules);
        }
        placeOfDateline(text, structure, raws);
        if (modelled) {
            agree(text, passages, raws);
        }
        Grouping grouping = new Grouping(text, raws);
        passages.forEach(passage -> grouping.findAgain(passage.tokens()));
        return entities(text, structure, title.toLowerCase(Locale.ROOT), grouping.groups());
    }

    private static void agree(PlainText text, List<Passage> passages, List<Raw> raws) {
        Consistency consistency = new Consistency(text, raws);
        raws.replaceAll(consistency::agreed);
        BitSet covered = new BitSet(text.length());
        raws.forEach(raw -> covered.set(raw.span().start(), raw.span().end()));
        passages.forEach(passage -> raws.addAll(consistency.missed(passage.tokens(), covered)));
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
