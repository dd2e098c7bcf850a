package dateline.enrich.entity;

import dateline.enrich.entity.model.Name;
import dateline.enrich.entity.model.NameTagger;
import dateline.enrich.text.Part;
import dateline.enrich.text.PartKind;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import dateline.enrich.text.Structure;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds the people, organisations and places of a release and puts the mentions of each together: a surname after a full name, an
 * acronym and its long form, two spellings of a name. It prefers to say nothing over saying something wrong. Thread-safe.
 */
public final class EntityTagger {

    /** Its name in events. */
    public static final String NAME = "entities";

    private static final String RULES = "rules 2026.1";

    private static final int MOST_MENTIONS = 5_000;

    private final Lexicon own = Lexicon.load();
    private final NameTagger model;
    private volatile Lexicon lexicon = own;

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

    /** Takes what an operator knows into the lexicon, in the place of what was taken before; releases begun go on with the old one. */
    public void know(List<KnownEntity> known) {
        lexicon = own.with(known);
    }

    /**
     * The entities of a release, the most salient first.
     *
     * @param text its text
     * @param structure its parts
     * @param title its title, may be empty
     * @param language BCP 47 tag of its language
     * @param country ISO 3166-1 code of its source's country, or null
     */
    public List<Entity> tag(PlainText text, Structure structure, String title, String language, String country) {
        Lexicon known = lexicon;
        boolean modelled = model != null && (language.equals("en") || language.equals("und"));
        List<Passage> passages = new ArrayList<>();
        for (Part part : structure.parts()) {
            if (part.kind() != PartKind.END_MARK && part.kind() != PartKind.DISCLAIMER) {
                passages.add(Passage.of(text, part.span()));
            }
        }
        List<Raw> raws = modelled ? byModel(text, passages, language, known) : byRules(text, passages, language, known);
        placeOfDateline(text, structure, raws, known);
        if (modelled) {
            agree(text, passages, raws);
        }
        Grouping grouping = new Grouping(text, raws);
        passages.forEach(passage -> grouping.findAgain(passage.tokens()));
        passages.forEach(passage -> grouping.findPeoples(passage.tokens(), known, language));
        List<Grouping.Group> groups = grouping.groups();
        return new Assembly(text, structure, title, language, country, known, groups).entities(groups);
    }

    private static List<Raw> byRules(PlainText text, List<Passage> passages, String language, Lexicon lexicon) {
        List<Raw> raws = new ArrayList<>();
        for (Passage passage : passages) {
            if (raws.size() <= MOST_MENTIONS) {
                raws.addAll(new MentionFinder(text, passage.tokens(), lexicon, language).find());
            }
        }
        return raws;
    }

    // All sentences go to the model at once: it reads those of like length together.
    private List<Raw> byModel(PlainText text, List<Passage> passages, String language, Lexicon lexicon) {
        List<String[]> words = new ArrayList<>();
        passages.forEach(passage -> words.addAll(passage.words(text)));
        List<List<Name>> names = model.tag(words);
        List<Raw> raws = new ArrayList<>();
        int next = 0;
        for (Passage passage : passages) {
            List<List<Name>> ofPassage =
                    names.subList(next, next + passage.sentences().size());
            next += ofPassage.size();
            if (raws.size() <= MOST_MENTIONS) {
                List<Raw> rules = new MentionFinder(text, passage.tokens(), lexicon, language).find();
                raws.addAll(new Reconciliation(text, passage.tokens(), lexicon, language)
                        .of(passage.mentions(ofPassage), rules));
            }
        }
        return raws;
    }

    private static void agree(PlainText text, List<Passage> passages, List<Raw> raws) {
        Consistency consistency = new Consistency(text, raws);
        raws.replaceAll(consistency::agreed);
        BitSet covered = new BitSet(text.length());
        raws.forEach(raw -> covered.set(raw.span().start(), raw.span().end()));
        passages.forEach(passage -> raws.addAll(consistency.missed(passage.tokens(), covered)));
        raws.replaceAll(raw -> consistency.completed(raw, covered));
    }

    // "ASTANA": capitals hide the town from the lexicon and from a model, the dateline shows it.
    private static void placeOfDateline(PlainText text, Structure structure, List<Raw> raws, Lexicon lexicon) {
        if (structure.dateline() == null || structure.dateline().place() == null) {
            return;
        }
        String place = structure.dateline().place().split(",", 2)[0].strip();
        int start = text.chars().indexOf(place, structure.dateline().start());
        if (place.isEmpty()
                || start < 0
                || start + place.length() > structure.dateline().end()) {
            return;
        }
        Span span = new Span(start, start + place.length());
        if (raws.stream().anyMatch(raw -> raw.span().overlaps(span) && raw.known() != null)) {
            return;
        }
        raws.removeIf(raw -> raw.span().overlaps(span));
        Lexicon.Entry known = lexicon.exactly(NameWords.isShouted(place) ? NameWords.capitalised(place) : place, "en");
        boolean sure = known != null && known.type() == EntityType.PLACE;
        raws.add(new Raw(span, EntityType.PLACE, sure ? known : null, null, null, sure ? 0.95 : 0.85));
    }
}
