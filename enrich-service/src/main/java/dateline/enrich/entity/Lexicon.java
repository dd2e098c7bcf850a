package dateline.enrich.entity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import dateline.enrich.text.Token;
import dateline.enrich.text.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What is known before a text is read: countries in the languages of the CLDR, their peoples, regions, international bodies, towns
 * and given names. Names are looked up word by word, the longest first.
 */
final class Lexicon {

    /** What a name is known to be. */
    enum Kind {
        COUNTRY,
        DEMONYM,
        KNOWN,
        CITY
    }

    /**
     * Something known.
     *
     * @param kind what sort of knowledge
     * @param type as in events; for a demonym that of its country
     * @param name the canonical name
     * @param id the entity's id, or null where the name makes it
     * @param links its addresses in open data; for a demonym those of its country
     * @param country ISO 3166-1 code of a country, of a demonym's, of a state's or of a town's; else null
     * @param weight inhabitants of a town, four times as many where it is a capital, which decides between towns of one name
     */
    record Entry(Kind kind, EntityType type, String name, String id, List<String> links, String country, long weight) {}

    /**
     * A name found.
     *
     * @param tokens how many tokens it takes
     * @param entry what it is
     */
    record Found(int tokens, Entry entry) {}

    private static final class Node {
        private final Map<String, Node> next = new HashMap<>(2);
        private Entry entry;
        private List<Entry> towns = List.of();
    }

    private static final String[] LANGUAGES = {
        "en", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro", "bg", "hr",
        "ru", "uk", "kk", "ky", "uz", "az", "tr", "el", "ar", "zh", "ja", "ko", "id"
    };
    // Words that name a country in one language and something else in most texts.
    private static final Set<String> AMBIGUOUS =
            Set.of("Chad", "Jordan", "Niue", "Turkey", "Jersey", "Mali", "Guinea", "Reunion", "Dominica", "Heard");
    private static final String WIKIDATA = "http://www.wikidata.org/entity/";
    private static final String GEONAMES = "https://sws.geonames.org/";
    private static final String ISO_3166 = "https://www.iso.org/obp/ui/#iso:code:3166:";

    private final Map<String, Node> byLanguage;
    private final Set<String> givenNames;
    private final Node operators = new Node();
    private final Map<String, Entry> byMergedId = new HashMap<>();

    private Lexicon(Map<String, Node> byLanguage, Set<String> givenNames) {
        this.byLanguage = byLanguage;
        this.givenNames = givenNames;
    }

    /**
     * Reads the tables on the class path.
     *
     * @throws IllegalStateException when one is missing
     */
    static Lexicon load() {
        Lexicon lexicon = new Lexicon(new HashMap<>(), new HashSet<>());
        for (String language : LANGUAGES) {
            lexicon.byLanguage.put(language, new Node());
        }
        lexicon.readCities();
        lexicon.readCountries();
        lexicon.readKnown();
        for (String line : lines("given-names.txt")) {
            lexicon.givenNames.addAll(List.of(line.split(" ", -1)));
        }
        return lexicon;
    }

    /** This lexicon with what an operator knows besides; the operator's word counts more. */
    Lexicon with(List<KnownEntity> known) {
        Lexicon merged = new Lexicon(byLanguage, givenNames);
        for (KnownEntity entity : known) {
            Entry entry = new Entry(
                    Kind.KNOWN, entity.type(), entity.name(), entity.id(), entity.links(), null, Long.MAX_VALUE);
            node(merged.operators, entity.name()).entry = entry;
            merged.byMergedId.put(entity.id(), entry);
            merged.byMergedId.put(Grouping.id(entity.type(), entity.name()), entry);
            for (String alias : entity.aliases()) {
                if (!KnownEntity.isId(alias)) {
                    node(merged.operators, alias).entry = entry;
                    merged.byMergedId.put(Grouping.id(entity.type(), alias), entry);
                } else {
                    merged.byMergedId.put(alias, entry);
                }
            }
        }
        return merged;
    }

    /** What the operator merged the id into, or null. */
    Entry mergedInto(String id) {
        return byMergedId.get(id);
    }

    /** The longest known name at the token, in the language and in English, the operator's first; null when there is none. */
    Found find(PlainText text, List<Token> tokens, int at, String language) {
        Found english = find(byLanguage.get("en"), text, tokens, at);
        Node root = language.equals("en") ? null : byLanguage.get(language);
        Found local = root == null ? null : find(root, text, tokens, at);
        Found best = local != null && (english == null || local.tokens() > english.tokens()) ? local : english;
        Found own = operators.next.isEmpty() ? null : find(operators, text, tokens, at);
        return own != null && (best == null || own.tokens() >= best.tokens()) ? own : best;
    }

    /** What just this name is known to be, or null. */
    Entry exactly(String name, String language) {
        PlainText text = PlainText.of(name);
        List<Token> tokens = Tokens.of(text, new Span(0, text.length()));
        Found found = tokens.isEmpty() ? null : find(text, tokens, 0, language);
        return found != null && found.tokens() == tokens.size() ? found.entry() : null;
    }

    /** The towns of just this name, one an id. */
    List<Entry> towns(String name, String language) {
        Map<String, Entry> towns = new LinkedHashMap<>();
        PlainText text = PlainText.of(name);
        for (String one : List.of("en", language)) {
            Node node = byLanguage.get(one);
            for (Token token : Tokens.of(text, new Span(0, text.length()))) {
                node = node == null ? null : node.next.get(text.read(token.span()));
            }
            if (node != null) {
                node.towns.forEach(town -> towns.putIfAbsent(town.id(), town));
            }
        }
        return List.copyOf(towns.values());
    }

    /** Whether people bear it as a given name. */
    boolean isGivenName(String word) {
        return givenNames.contains(word);
    }

    private static Found find(Node root, PlainText text, List<Token> tokens, int at) {
        Node node = root;
        Found longest = null;
        for (int i = at; i < tokens.size(); i++) {
            node = node.next.get(text.read(tokens.get(i).span()));
            if (node == null) {
                break;
            }
            if (node.entry != null) {
                longest = new Found(i - at + 1, node.entry);
            }
        }
        return longest;
    }

    private void readCountries() {
        for (String line : lines("countries.tsv")) {
            String[] cells = line.split("\t", -1);
            String code = cells[0];
            Locale country = new Locale.Builder().setRegion(code).build();
            Entry entry = new Entry(
                    Kind.COUNTRY,
                    EntityType.PLACE,
                    country.getDisplayCountry(Locale.ENGLISH),
                    cells[1],
                    List.of(WIKIDATA + cells[1], ISO_3166 + code),
                    code,
                    Long.MAX_VALUE);
            for (String language : LANGUAGES) {
                String name = country.getDisplayCountry(Locale.forLanguageTag(language));
                if (!AMBIGUOUS.contains(name) || language.equals("en")) {
                    plant(language, name, entry);
                    plant(language, name.replace('’', '\''), entry);
                }
            }
            for (String name : names(cells[2])) {
                plant("en", name, entry);
            }
            for (String form :
                    new String[] {"Republic of ", "Republic of the ", "Kingdom of ", "State of ", "Government of "}) {
                if (!form.startsWith("Government")) {
                    plant("en", form + entry.name(), entry);
                }
            }
            List<String> demonyms = names(cells.length > 3 ? cells[3] : "");
            for (String demonym : demonyms) {
                plant(
                        "en",
                        demonym,
                        new Entry(Kind.DEMONYM, EntityType.GROUP, demonyms.get(0), null, entry.links(), code, 0));
            }
        }
    }

    private void readKnown() {
        for (String line : lines("known.tsv")) {
            String[] cells = line.split("\t", -1);
            List<String> names = names(cells[2]);
            if (cells[0].equals("people")) {
                Entry people = new Entry(Kind.DEMONYM, EntityType.GROUP, names.get(0), null, List.of(), null, 0);
                names.forEach(name -> plant("en", name, people));
                continue;
            }
            Entry entry = new Entry(
                    Kind.KNOWN,
                    EntityType.of(cells[0]),
                    names.get(0),
                    cells[1].isEmpty() ? null : cells[1],
                    cells[1].isEmpty() ? List.of() : List.of(WIKIDATA + cells[1]),
                    cells.length > 3 ? cells[3] : null,
                    Long.MAX_VALUE);
            names.forEach(name -> plant("en", name, entry));
        }
    }

    private void readCities() {
        Map<String, Entry> byId = new HashMap<>();
        for (String line : lines("cities.tsv")) {
            String[] cells = line.split("\t", -1);
            boolean capital = cells[4].equals("1");
            long weight = Long.parseLong(cells[3]) * (capital ? 4 : 1);
            Entry entry = new Entry(
                    Kind.CITY,
                    EntityType.PLACE,
                    cells[1],
                    "geonames:" + cells[0],
                    List.of(GEONAMES + cells[0] + "/"),
                    cells[2],
                    weight);
            byId.put(cells[0], entry);
            for (String language : LANGUAGES) {
                if (weight >= 1_000_000 || language.equals("en")) {
                    plantCity(language, cells[1], entry);
                }
            }
        }
        for (String line : lines("city-names.tsv")) {
            String[] cells = line.split("\t", -1);
            Entry known = byId.get(cells[0]);
            if (known == null) {
                throw new IllegalStateException("city-names.tsv names no town: " + cells[0]);
            }
            List<String> names = names(cells[1]);
            Entry entry = new Entry(
                    known.kind(),
                    known.type(),
                    names.get(0),
                    known.id(),
                    known.links(),
                    known.country(),
                    known.weight());
            for (String name : names) {
                for (String language : LANGUAGES) {
                    plantCity(language, name, entry);
                }
            }
            for (String language : LANGUAGES) {
                plantCity(language, known.name(), entry);
            }
        }
    }

    private void plantCity(String language, String name, Entry entry) {
        Node node = node(byLanguage.get(language), name);
        if (node.entry == null || node.entry.weight() <= entry.weight()) {
            node.entry = entry;
        }
        List<Entry> towns = new ArrayList<>(node.towns);
        towns.removeIf(town -> town.id().equals(entry.id()));
        towns.add(entry);
        node.towns = List.copyOf(towns);
    }

    private void plant(String language, String name, Entry entry) {
        node(byLanguage.get(language), name).entry = entry;
    }

    private static Node node(Node root, String name) {
        PlainText text = PlainText.of(name);
        Node node = root;
        for (Token token : Tokens.of(text, new Span(0, text.length()))) {
            node = node.next.computeIfAbsent(text.read(token.span()), any -> new Node());
        }
        return node;
    }

    private static List<String> names(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split("\\|", -1));
    }

    private static List<String> lines(String resource) {
        try (InputStream stream = Lexicon.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            List<String> lines = new ArrayList<>();
            for (String line : new BufferedReader(new InputStreamReader(stream, UTF_8))
                    .lines()
                    .toList()) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    lines.add(line);
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
