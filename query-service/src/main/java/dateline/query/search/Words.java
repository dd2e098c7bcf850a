package dateline.query.search;

import dateline.query.text.FilterTerm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of a search, compiled for each text search configuration in use. A release matches when the query of its own
 * configuration does; the term of the configuration keeps the languages apart inside one query.
 *
 * @param byConfiguration {@code tsquery} by configuration; one that the search cannot match in is left out
 */
record Words(Map<String, String> byConfiguration) {

    Words {
        byConfiguration = Map.copyOf(byConfiguration);
    }

    /** One {@code tsquery} over all configurations, or null when no release can match. */
    String joined() {
        if (byConfiguration.isEmpty()) {
            return null;
        }
        Map<String, List<String>> byQuery = new LinkedHashMap<>();
        byConfiguration.forEach((configuration, query) -> byQuery.computeIfAbsent(query, q -> new ArrayList<>())
                .add(quoted(FilterTerm.configuration(configuration))));
        // The configuration stands first: a release of another one is passed over before its words are looked at.
        List<String> arms = new ArrayList<>();
        byQuery.forEach(
                (query, configurations) -> arms.add("(" + String.join(" | ", configurations) + ") & (" + query + ")"));
        return arms.size() == 1 ? arms.get(0) : "(" + String.join(") | (", arms) + ")";
    }

    /** A lexeme as {@code tsquery}'s input takes it. */
    static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
