package dateline.query.search;

import dateline.query.match.Condition;
import dateline.query.problem.ProblemException;
import dateline.query.search.Query.Dated;
import dateline.query.search.Query.Kind;
import dateline.query.search.Query.Named;
import dateline.query.search.Query.Near;
import dateline.query.search.Query.Not;
import dateline.query.search.Query.Phrase;
import dateline.query.text.FilterTerm;
import dateline.query.text.PostgresText;
import dateline.query.text.SearchText;
import dateline.query.text.TopicTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.Session;

/** Compiles a search's words and filters into one {@code tsquery}. */
final class Compiler {

    /**
     * A search as the word index takes it.
     *
     * @param query over words and filter terms; empty when the search has neither
     * @param words the words alone, by configuration, for snippets
     * @param impossible whether no release can match
     * @param candidates when the index alone cannot tell a match, since order, distance and part of the text are in the rows
     *     only: a wider query that it can tell, else empty
     */
    record Compiled(
            Optional<String> query, Map<String, String> words, boolean impossible, Optional<String> candidates) {}

    private static final Pattern LEXEME = Pattern.compile("'(?:[^']|'')*'");

    private static final Pattern WEIGHTED = Pattern.compile("w:\\*?[A-D]");

    // A near/ has each phrase twice for each distance, and each language its own words: the database reads it all
    // again with each statement.
    private static final int MOST_COMPILED = 150_000;
    private static final int STEM_LOSS = 2;
    private static final int SHORTEST_STEM = 5;

    // The simple configuration beside each other one serves prefixes, which have no stem; Postgres' own stems a word
    // with its accents, as accented releases are indexed too.
    private static final String LEAVES = """
            select c.name, cast(leaf.at as integer),
              cast(phraseto_tsquery(cast('query.' || c.name as regconfig), leaf.text) as text),
              cast(phraseto_tsquery(cast('query.simple' as regconfig), leaf.text) as text),
              cast(phraseto_tsquery(cast('pg_catalog.' || c.name as regconfig), leaf.text) as text)
            from query.configuration_in_use c
              cross join unnest(cast(:texts as text[])) with ordinality as leaf (text, at)
            order by c.name, leaf.at
            """;
    private static final String ENTITIES = """
            select distinct entity from query.entity_name
            where name = :name and (:type = '' or type = :type) limit 50
            """;

    private final Session session;
    private final TopicTree topics;

    Compiler(Session session, TopicTree topics) {
        this.session = session;
        this.topics = topics;
    }

    /**
     * Compiles a search.
     *
     * @param request the filters
     * @param tree the words, or null for none
     */
    Compiled compile(SearchRequest request, Query tree) {
        List<String> conditions = new ArrayList<>();
        List<String> wider = new ArrayList<>();
        Map<String, String> snippetWords = new HashMap<>();
        if (tree != null && !(tree instanceof Dated)) {
            Map<String, String> words = new HashMap<>();
            Map<String, String> widerWords = new HashMap<>();
            leaves(tree).forEach((configuration, leaves) -> {
                String query = render(tree, leaves, true);
                if (query != null) {
                    words.put(configuration, query);
                    refuseEndless(words);
                    widerWords.put(configuration, wider(query, configuration));
                }
                String shown = render(tree, leaves, false);
                if (shown != null) {
                    snippetWords.put(configuration, shown.replace("'" + FilterTerm.QUOTED_WORD, "'"));
                }
            });
            if (words.isEmpty()) {
                return new Compiled(Optional.empty(), Map.of(), true, Optional.empty());
            }
            conditions.add(new Words(words).joined());
            wider.add(new Words(widerWords).joined());
        }
        Filters filters = request.filters();
        any(filters.sources().stream().map(FilterTerm::source).toList()).ifPresent(conditions::add);
        any(filters.countries().stream().map(FilterTerm::country).toList()).ifPresent(conditions::add);
        any(filters.languages().stream().map(FilterTerm::language).toList()).ifPresent(conditions::add);
        any(filters.groups().stream().map(FilterTerm::group).toList()).ifPresent(conditions::add);
        quoted(filters, conditions);
        states(filters.states()).ifPresent(conditions::add);
        if (filters.collapsed()) {
            conditions.add("!" + Words.quoted(FilterTerm.COPY));
        }
        filters.entities().forEach(entity -> any(terms(Kind.ENTITY, entity)).ifPresent(conditions::add));
        filters.topics().forEach(topic -> any(terms(Kind.TOPIC, topic)).ifPresent(conditions::add));
        if (!conditions.isEmpty() && conditions.stream().allMatch(Compiler::negative)) {
            // Of conditions that only exclude, the word index would be read from end to end.
            any(configurations()).ifPresent(conditions::add);
        }
        // The filters are told by the index as they are.
        wider.addAll(conditions.subList(wider.size(), conditions.size()));
        boolean costly = conditions.stream().anyMatch(Compiler::costly);
        return new Compiled(and(conditions), snippetWords, false, costly ? and(wider) : Optional.empty());
    }

    private static void refuseEndless(Map<String, String> words) {
        if (words.values().stream().mapToInt(String::length).sum() > MOST_COMPILED) {
            throw ProblemException.badParameter(
                    "q", "Is too much for the index; phrases beside near/ may be shorter, or the distances.");
        }
    }

    private static Optional<String> and(List<String> conditions) {
        return conditions.isEmpty() ? Optional.empty() : Optional.of("(" + String.join(") & (", conditions) + ")");
    }

    private static String wider(String query, String configuration) {
        return costly(query)
                ? Condition.parse(query).wider(Words.quoted(FilterTerm.configuration(configuration)))
                : query;
    }

    // Filter terms are quoted as words are; neither can look like an operator, and a weight stands behind a quote.
    private static boolean costly(String query) {
        String operators = LEXEME.matcher(query).replaceAll("w");
        return operators.contains("<") || WEIGHTED.matcher(operators).find();
    }

    private void quoted(Filters filters, List<String> conditions) {
        any(filters.speakers().stream()
                        .flatMap(speaker -> terms(Kind.SPEAKER, speaker).stream())
                        .toList())
                .ifPresent(conditions::add);
        filters.quotedAbout()
                .forEach(entity -> any(entities(entity, "").stream()
                                .map(FilterTerm::quotedAbout)
                                .toList())
                        .ifPresent(conditions::add));
    }

    private static Optional<String> states(List<Filters.State> states) {
        return states.isEmpty()
                ? Optional.empty()
                : Optional.of(states.stream()
                        .map(state -> switch (state) {
                            case NEW ->
                                "!" + Words.quoted(FilterTerm.UPDATED) + " & !" + Words.quoted(FilterTerm.WITHDRAWN);
                            case UPDATED -> Words.quoted(FilterTerm.UPDATED);
                            case WITHDRAWN -> Words.quoted(FilterTerm.WITHDRAWN);
                        })
                        .collect(Collectors.joining(") | (", "(", ")")));
    }

    private static boolean negative(String condition) {
        return condition.startsWith("!") || condition.contains("(!");
    }

    private List<String> configurations() {
        return session
                .createNativeQuery("select name from query.configuration_in_use", String.class)
                .getResultList()
                .stream()
                .map(FilterTerm::configuration)
                .toList();
    }

    /** Each configuration's {@code tsquery} for each phrase of the tree. */
    private Map<String, Map<Phrase, String>> leaves(Query tree) {
        Set<Phrase> found = new LinkedHashSet<>();
        collect(tree, found);
        List<Phrase> phrases = List.copyOf(found);
        String[] texts = phrases.isEmpty()
                ? new String[] {""}
                : phrases.stream()
                        .map(phrase -> SearchText.of(PostgresText.clean(phrase.text())))
                        .toArray(String[]::new);
        Map<String, Map<Phrase, String>> leaves = new HashMap<>();
        for (Object[] row : session.createNativeQuery(LEAVES, Object[].class)
                .setParameter("texts", texts)
                .getResultList()) {
            Map<Phrase, String> queries = leaves.computeIfAbsent((String) row[0], name -> new HashMap<>());
            if (!phrases.isEmpty()) {
                Phrase phrase = phrases.get((Integer) row[1] - 1);
                queries.put(phrase, leaf(phrase, (String) row[2], (String) row[3], (String) row[4]));
            }
        }
        return leaves;
    }

    private static void collect(Query tree, Set<Phrase> phrases) {
        if (tree instanceof Phrase phrase) {
            phrases.add(phrase);
        } else if (tree instanceof Near near) {
            phrases.add(near.left());
            phrases.add(near.right());
        } else if (tree instanceof Not not) {
            collect(not.query(), phrases);
        } else if (tree instanceof Query.All all) {
            all.queries().forEach(query -> collect(query, phrases));
        } else if (tree instanceof Query.Any any) {
            any.queries().forEach(query -> collect(query, phrases));
        }
    }

    // Null for a phrase of stop words alone: it says nothing about a release.
    private static String leaf(Phrase phrase, String stemmed, String simple, String accented) {
        if (phrase.part() == Query.Part.QUOTATION) {
            // Words of quotations are indexed with folded accents only.
            Phrase words = new Phrase(phrase.text(), Query.Part.ANYWHERE, phrase.prefix());
            String anywhere = leaf(words, stemmed, simple, stemmed);
            return anywhere == null
                    ? null
                    : LEXEME.matcher(anywhere)
                            .replaceAll(found -> Matcher.quoteReplacement(
                                    "'" + FilterTerm.QUOTED_WORD + found.group().substring(1)));
        }
        String weights = phrase.part().weights();
        Set<String> ways = new LinkedHashSet<>();
        if (phrase.prefix()) {
            if (simple.isEmpty()) {
                return null;
            }
            ways.add(weighted(simple, ":*" + weights));
            stemsWithin(simple).forEach(stem -> ways.add(weighted(stem, marked(weights))));
        }
        for (String stem : List.of(stemmed, accented)) {
            if (!stem.isEmpty()) {
                ways.add(weighted(stem, marked(weights)));
            }
        }
        return ways.isEmpty() ? null : "((" + String.join(") | (", ways) + "))";
    }

    // The index holds stems: "negotiat*" means "negotiations", which is indexed as "negoti", a little shorter than the
    // prefix.
    private static List<String> stemsWithin(String lexeme) {
        if (!LEXEME.matcher(lexeme).matches()) {
            return List.of();
        }
        return IntStream.rangeClosed(1, STEM_LOSS)
                .mapToObj(loss -> lexeme.substring(0, lexeme.length() - 1 - Math.min(loss, lexeme.length() - 2)) + "'")
                .filter(stem -> stem.length() - 2 >= SHORTEST_STEM
                        && LEXEME.matcher(stem).matches())
                .toList();
    }

    private static String marked(String weights) {
        return weights.isEmpty() ? "" : ":" + weights;
    }

    private static String weighted(String query, String mark) {
        return mark.isEmpty()
                ? query
                : LEXEME.matcher(query).replaceAll(found -> Matcher.quoteReplacement(found.group() + mark));
    }

    /** The tree as a {@code tsquery}, or null when it says nothing; without filters, what a snippet shall mark. */
    private String render(Query tree, Map<Phrase, String> leaves, boolean filters) {
        if (tree instanceof Phrase phrase) {
            return leaves.get(phrase);
        } else if (tree instanceof Near near) {
            return near(leaves.get(near.left()), leaves.get(near.right()), near.distance());
        } else if (tree instanceof Named named) {
            return filters
                    ? any(terms(named.kind(), named.value()))
                            .map(terms -> "(" + terms + ")")
                            .orElse(null)
                    : null;
        } else if (tree instanceof Not not) {
            String inner = filters ? render(not.query(), leaves, true) : null;
            return inner == null ? null : "!" + inner;
        } else if (tree instanceof Query.All all) {
            return joined(all.queries(), " & ", leaves, filters);
        } else if (tree instanceof Query.Any any) {
            return joined(any.queries(), " | ", leaves, filters);
        }
        return null;
    }

    private String joined(List<Query> queries, String operator, Map<Phrase, String> leaves, boolean filters) {
        List<String> rendered = queries.stream()
                .map(query -> render(query, leaves, filters))
                .filter(query -> query != null)
                .toList();
        return rendered.isEmpty() ? null : "(" + String.join(operator, rendered) + ")";
    }

    private static String near(String left, String right, int distance) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        // Without the first condition every distance would be tried on releases that have only one of the two.
        return IntStream.rangeClosed(1, distance)
                .mapToObj(words -> "(%1$s <%3$d> %2$s) | (%2$s <%3$d> %1$s)".formatted(left, right, words))
                .collect(Collectors.joining(" | ", "(" + left + " & " + right + " & (", "))"));
    }

    private List<String> terms(Kind kind, String value) {
        return switch (kind) {
            case SOURCE -> List.of(FilterTerm.source(value));
            case LANGUAGE -> List.of(FilterTerm.language(value));
            case COUNTRY -> List.of(FilterTerm.country(value));
            case TOPIC -> topics.codes(value).stream().map(FilterTerm::topic).toList();
            case ENTITY -> entities(value, "").stream().map(FilterTerm::entity).toList();
            case PERSON ->
                entities(value, "person").stream().map(FilterTerm::entity).toList();
            case ORGANISATION ->
                entities(value, "organisation").stream().map(FilterTerm::entity).toList();
            case PLACE ->
                entities(value, "place").stream().map(FilterTerm::entity).toList();
            case SPEAKER ->
                entities(value, "").stream().map(FilterTerm::speaker).toList();
        };
    }

    // The value itself may be an id; as a name it may mean several entities.
    List<String> entities(String value, String type) {
        List<String> ids = new ArrayList<>();
        ids.add(value);
        ids.addAll(session.createNativeQuery(ENTITIES, String.class)
                .setParameter("name", PostgresText.clean(FilterTerm.fold(value)))
                .setParameter("type", type)
                .getResultList());
        return ids;
    }

    private static Optional<String> any(List<String> terms) {
        return terms.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        String.join(" | ", terms.stream().map(Words::quoted).toList()));
    }
}
