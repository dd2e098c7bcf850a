package dateline.enrich.entity;

import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import dateline.enrich.text.Token;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Puts the mentions of one document together into those of each entity, and finds further mentions of the names learnt. */
final class Grouping {

    private static final int LIKE = 2;
    private static final double AGAIN = 0.85;
    private static final double PEOPLE = 0.9;

    /** The mentions of one entity. */
    static final class Group {
        private final List<Raw> raws = new ArrayList<>();
        private final EntityType type;
        private Lexicon.Entry known;

        Group(Raw first) {
            known = first.known();
            type = first.type();
        }

        EntityType type() {
            return type;
        }

        /** What the lexicon says of it, or null. */
        Lexicon.Entry known() {
            return known;
        }

        List<Mention> mentions() {
            return raws.stream()
                    .sorted(Comparator.comparingInt(raw -> raw.span().start()))
                    .map(raw -> new Mention(raw.span().start(), raw.span().end(), raw.confidence()))
                    .toList();
        }

        // The lexicon's name, or the longest; of equally long ones the first. A place in capitals is shown without.
        String name(PlainText text) {
            if (known != null) {
                return known.name();
            }
            String name = raws.stream()
                    .sorted(Comparator.comparingInt(raw -> raw.span().start()))
                    .map(raw -> oneLine(text.original(raw.span())))
                    .reduce((a, b) -> b.length() > a.length() + (type == EntityType.PERSON ? LIKE : 0) ? b : a)
                    .orElseThrow();
            return type == EntityType.PLACE && NameWords.isShouted(name) ? NameWords.capitalised(name) : name;
        }

        List<String> aliases(PlainText text, String name) {
            Set<String> aliases = new LinkedHashSet<>();
            raws.stream()
                    .sorted(Comparator.comparingInt(raw -> raw.span().start()))
                    .forEach(raw -> aliases.add(oneLine(text.original(raw.span()))));
            aliases.remove(name);
            return List.copyOf(aliases);
        }

        List<String> roles() {
            Set<String> roles = new LinkedHashSet<>();
            raws.forEach(raw -> {
                if (raw.role() != null && !NameWords.isHonorific(raw.role())) {
                    roles.add(oneLine(raw.role()));
                }
            });
            return List.copyOf(roles);
        }

        private void add(Raw raw) {
            raws.add(raw);
            if (known == null && raw.known() != null && raw.known().type() == type) {
                known = raw.known();
            }
        }
    }

    /** The id of what no registry knows: type and normalised name. */
    static String id(EntityType type, String name) {
        return type.code() + ":" + slug(name);
    }

    private final PlainText text;
    private final List<Raw> raws;
    private final Map<String, Group> byName = new LinkedHashMap<>();
    private final Map<String, Group> bySurname = new HashMap<>();
    private final Map<String, Group> byAcronym = new HashMap<>();
    private final BitSet taken = new BitSet();

    Grouping(PlainText text, List<Raw> raws) {
        this.text = text;
        this.raws = new ArrayList<>(raws);
        this.raws.sort(Comparator.comparingInt((Raw raw) -> raw.span().start()));
        group();
    }

    List<Group> groups() {
        return byName.values().stream().distinct().toList();
    }

    private void group() {
        // Full names first, whatever their place, so that a surname or an acronym finds whom it stands for.
        raws.stream()
                .filter(raw -> raw.type() == EntityType.PERSON && words(raw).length > 1)
                .forEach(this::addFullName);
        raws.stream().filter(raw -> raw.acronym() != null).forEach(this::addDefinition);
        raws.stream()
                .filter(raw -> raw.type() == EntityType.PERSON && words(raw).length == 1)
                .forEach(this::addSurname);
        raws.stream()
                .filter(raw -> raw.type() != EntityType.PERSON && raw.acronym() == null)
                .forEach(this::addOther);
    }

    private void addFullName(Raw raw) {
        String[] words = words(raw);
        String surname = words[words.length - 1].toLowerCase(Locale.ROOT);
        Group group = bySurname.get(surname);
        if (group == null || !sameGivenName(words[0], words(group.raws.get(0))[0])) {
            group = byName.computeIfAbsent("person:" + slug(read(raw)), any -> new Group(raw));
            bySurname.putIfAbsent(surname, group);
        }
        add(group, raw);
    }

    private void addSurname(Raw raw) {
        String surname = read(raw).toLowerCase(Locale.ROOT);
        Group group = bySurname.get(surname);
        if (group == null) {
            group = byName.computeIfAbsent("person:" + surname, any -> new Group(raw));
            bySurname.put(surname, group);
        }
        add(group, raw);
    }

    private void addDefinition(Raw raw) {
        Group group = byName.computeIfAbsent(key(raw), any -> new Group(raw));
        byAcronym.put(raw.acronym(), group);
        byName.putIfAbsent(raw.type().code() + ":" + slug(raw.acronym()), group);
        add(group, raw);
    }

    private void addOther(Raw raw) {
        Group defined = byAcronym.get(read(raw));
        add(defined != null ? defined : byName.computeIfAbsent(key(raw), any -> new Group(raw)), raw);
    }

    private void add(Group group, Raw raw) {
        group.add(raw);
        taken.set(raw.span().start(), raw.span().end());
    }

    /** Adds the mentions of names already learnt that stand among the tokens where no rule had reason to see them. */
    void findAgain(List<Token> tokens) {
        for (Token token : tokens) {
            String word = text.read(token.span());
            if (!isFree(token) || !Character.isUpperCase(word.charAt(0))) {
                continue;
            }
            Group group = byAcronym.get(word);
            if (group == null && word.length() > 2) {
                Group person = bySurname.get(word.toLowerCase(Locale.ROOT));
                group = person != null && !NameWords.isNeverName(word) && !NameWords.isOfficeWord(word) ? person : null;
            }
            if (group != null) {
                add(group, new Raw(token.span(), group.type, group.known, null, null, AGAIN));
            }
        }
    }

    private boolean isFree(Token token) {
        int next = taken.nextSetBit(token.start());
        return next < 0 || next >= token.end();
    }

    /** Adds the names of peoples ("Kazakh") that stand among the tokens for themselves, each linked to its country. */
    void findPeoples(List<Token> tokens, Lexicon lexicon, String language) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (!isFree(token) || !Character.isUpperCase(text.chars().charAt(token.start()))) {
                continue;
            }
            Lexicon.Found people = lexicon.find(text, tokens, i, language);
            if (people == null
                    || people.entry().kind() != Lexicon.Kind.DEMONYM
                    || people.entry().links().isEmpty()) {
                continue;
            }
            int last = i + people.tokens() - 1;
            Raw raw = new Raw(
                    new Span(token.start(), tokens.get(last).end()),
                    EntityType.GROUP,
                    people.entry(),
                    null,
                    null,
                    PEOPLE);
            add(byName.computeIfAbsent(key(raw), any -> new Group(raw)), raw);
            i = last;
        }
    }

    // Known things by their id or name, others by their words, the forms of one country's or body's name folded
    // together.
    private static String knownKey(Lexicon.Entry known) {
        return known.id() == null ? id(known.type(), known.name()) : known.id();
    }

    private String key(Raw raw) {
        return raw.known() != null
                ? knownKey(raw.known())
                : id(raw.type(), read(raw).replaceFirst("^(?:UN|U\\.N\\.)(?= )", "United Nations"));
    }

    private String[] words(Raw raw) {
        return read(raw).split("\\s+", -1);
    }

    private String read(Raw raw) {
        return oneLine(text.original(raw.span()));
    }

    // "Kakha" and "Kaha", "K." and "Kakha".
    static boolean sameGivenName(String a, String b) {
        if (a.charAt(0) != b.charAt(0)) {
            return false;
        }
        return a.equals(b)
                || (a.length() <= 2 && a.endsWith("."))
                || (b.length() <= 2 && b.endsWith("."))
                || distance(a, b) <= LIKE;
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String slug(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
        String slug = folded.replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-+|-+$", "");
        return slug.isEmpty() ? "unnamed" : slug;
    }
}
