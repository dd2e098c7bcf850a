package dateline.query.search;

import dateline.query.text.Bigrams;
import dateline.query.text.FilterTerm;
import dateline.query.text.PostgresText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/** Compiles a search's words and filters into one {@code tsquery}. */
final class Compiler {

    /**
     * A search as the word index takes it.
     *
     * @param query over words and filter terms; empty when the search has neither
     * @param words the words alone, by configuration, for snippets
     * @param impossible whether no release can match
     */
    record Compiled(Optional<String> query, Map<String, String> words, boolean impossible) {}

    private static final String CONFIGURATIONS = """
            select name, cast(websearch_to_tsquery(cast('query.' || name as regconfig), :text) as text)
            from query.configuration_in_use order by name
            """;
    private static final String ENTITIES = "select distinct entity from query.entity_name where name = :name limit 50";

    private final Session session;

    Compiler(Session session) {
        this.session = session;
    }

    Compiled compile(SearchRequest request) {
        List<String> conditions = new ArrayList<>();
        Map<String, String> words = Map.of();
        if (!request.text().isEmpty()) {
            words = words(request.text());
            if (words.isEmpty()) {
                return new Compiled(Optional.empty(), words, true);
            }
            conditions.add(new Words(words).joined());
        }
        any(request.sources().stream().map(FilterTerm::source).toList()).ifPresent(conditions::add);
        any(request.languages().stream().map(FilterTerm::language).toList()).ifPresent(conditions::add);
        for (String entity : request.entities()) {
            any(entityTerms(entity)).ifPresent(conditions::add);
        }
        for (String topic : request.topics()) {
            any(topicTerms(topic)).ifPresent(conditions::add);
        }
        Optional<String> query =
                conditions.isEmpty() ? Optional.empty() : Optional.of("(" + String.join(") & (", conditions) + ")");
        return new Compiled(query, words, false);
    }

    private Map<String, String> words(String text) {
        Map<String, String> words = new HashMap<>();
        List<Object[]> rows = session.createNativeQuery(CONFIGURATIONS, Object[].class)
                .setParameter("text", Bigrams.of(PostgresText.clean(text)))
                .getResultList();
        for (Object[] row : rows) {
            String query = (String) row[1];
            if (!query.isEmpty()) {
                words.put((String) row[0], query);
            }
        }
        return words;
    }

    // The value itself may be an id; as a name it may mean several entities.
    private List<String> entityTerms(String value) {
        List<String> terms = new ArrayList<>();
        terms.add(FilterTerm.entity(value));
        session.createNativeQuery(ENTITIES, String.class)
                .setParameter("name", PostgresText.clean(FilterTerm.fold(value)))
                .getResultList()
                .forEach(id -> terms.add(FilterTerm.entity(id)));
        return terms;
    }

    private static List<String> topicTerms(String value) {
        String code = value.substring(Math.max(value.lastIndexOf('/'), value.lastIndexOf(':')) + 1);
        return List.of(FilterTerm.topic(code));
    }

    private static Optional<String> any(List<String> terms) {
        return terms.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        String.join(" | ", terms.stream().map(Words::quoted).toList()));
    }
}
