package dateline.enrich.entity;

import dateline.enrich.entity.Grouping.Group;
import dateline.enrich.entity.Lexicon.Entry;
import dateline.enrich.entity.Lexicon.Found;
import dateline.enrich.entity.Lexicon.Kind;
import dateline.enrich.text.PartKind;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import dateline.enrich.text.Structure;
import dateline.enrich.text.Token;
import dateline.enrich.text.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes entities of the groups of one release's mentions: ids and links, what the operator merged, salience. */
final class Assembly {

    private static final int LONGEST_COUNTRY = 60;
    /** Weights of mentions: what stands in the lead counts twice, what stands in the tail a third; and what the title adds. */
    private static final double LEAD = 2;

    private static final double TAIL = 0.3;
    private static final double TITLE = 3;
    /** The weight of which half the greatest salience comes. */
    private static final double HALF = 4;

    private final PlainText text;
    private final Structure structure;
    private final String title;
    private final String language;
    private final Lexicon lexicon;
    private final PlaceLinks places;

    /** An entity as the groups merged into it make it. */
    private static final class Draft {
        private final String id;
        private final EntityType type;
        private final String name;
        private final List<String> links;
        private final Set<String> aliases = new LinkedHashSet<>();
        private final Set<String> roles = new LinkedHashSet<>();
        private final List<Mention> mentions = new ArrayList<>();

        Draft(String id, EntityType type, String name, List<String> links) {
            this.id = id;
            this.type = type;
            this.name = name;
            this.links = links;
        }
    }

    Assembly(
            PlainText text,
            Structure structure,
            String title,
            String language,
            String country,
            Lexicon lexicon,
            List<Group> groups) {
        this.text = text;
        this.structure = structure;
        this.title = title.toLowerCase(Locale.ROOT);
        this.language = language;
        this.lexicon = lexicon;
        List<Entry> known = new ArrayList<>();
        for (Group group : groups) {
            if (group.known() != null) {
                known.add(group.known());
            }
        }
        Set<String> countries = PlaceLinks.of(known);
        if (country != null) {
            countries.add(country);
        }
        this.places = new PlaceLinks(countries);
    }

    /** The entities, the most salient first. */
    List<Entity> entities(List<Group> groups) {
        Map<String, Draft> drafts = new LinkedHashMap<>();
        for (Group group : groups) {
            String name = group.name(text);
            Entry known = known(group);
            String id = known == null || known.id() == null ? Grouping.id(group.type(), name) : known.id();
            Entry merged = lexicon.mergedInto(id);
            Draft draft = drafts.computeIfAbsent(
                    merged == null ? id : merged.id(),
                    key -> merged == null
                            ? new Draft(key, group.type(), name, known == null ? List.of() : known.links())
                            : new Draft(key, merged.type(), merged.name(), merged.links()));
            draft.aliases.add(name);
            draft.aliases.addAll(group.aliases(text, name));
            draft.roles.addAll(group.roles());
            draft.mentions.addAll(group.mentions());
        }
        return drafts.values().stream()
                .map(this::entity)
                .sorted(Comparator.comparingDouble(Entity::salience)
                        .reversed()
                        .thenComparingInt(entity -> entity.mentions().get(0).start()))
                .toList();
    }

    private Entity entity(Draft draft) {
        List<String> aliases = new ArrayList<>(draft.aliases);
        aliases.remove(draft.name);
        draft.mentions.sort(Comparator.comparingInt(Mention::start));
        double weight =
                isTitled(draft.name) || aliases.stream().anyMatch(alias -> alias.length() > 2 && isTitled(alias))
                        ? TITLE
                        : 0;
        for (Mention mention : draft.mentions) {
            weight += weight(mention.span());
        }
        double salience = Math.round(100 * weight / (weight + HALF)) / 100.0;
        return new Entity(
                draft.id,
                draft.type,
                draft.name,
                aliases,
                List.copyOf(draft.roles),
                draft.links,
                salience,
                draft.mentions);
    }

    private boolean isTitled(String name) {
        return title.contains(name.toLowerCase(Locale.ROOT));
    }

    // What the lexicon says, where the release tells that just that is meant.
    private Entry known(Group group) {
        Entry known = group.known();
        if (known == null) {
            return null;
        }
        if (known.kind() == Kind.COUNTRY) {
            return places.isCountry(known) ? known : null;
        }
        if (known.kind() != Kind.CITY) {
            return known;
        }
        Set<String> beside = new HashSet<>();
        List<Entry> towns = new ArrayList<>();
        for (Mention mention : group.mentions()) {
            Entry country = countryAfter(mention.end());
            if (country != null) {
                beside.add(country.country());
            }
            String name = text.read(mention.span());
            lexicon.towns(NameWords.isShouted(name) ? NameWords.capitalised(name) : name, language).stream()
                    .filter(town -> towns.stream().noneMatch(other -> other.id().equals(town.id())))
                    .forEach(towns::add);
        }
        return places.town(towns, beside);
    }

    // "Ashgabat, Turkmenistan", "Paris (Texas)": the country or state that places a town.
    private Entry countryAfter(int end) {
        String chars = text.chars();
        boolean beside = end + 2 < chars.length()
                && ((chars.charAt(end) == ',' && chars.charAt(end + 1) == ' ')
                        || (chars.charAt(end) == ' ' && chars.charAt(end + 1) == '('));
        if (!beside) {
            return null;
        }
        List<Token> tokens = Tokens.of(text, new Span(end + 2, Math.min(chars.length(), end + 2 + LONGEST_COUNTRY)));
        Found found = tokens.isEmpty() ? null : lexicon.find(text, tokens, 0, language);
        boolean places = found != null
                && found.entry().type() == EntityType.PLACE
                && found.entry().kind() != Kind.CITY
                && found.entry().country() != null;
        return places ? found.entry() : null;
    }

    private double weight(Span span) {
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
            return LEAD;
        }
        return kind.isNews() ? 1 : TAIL;
    }
}
