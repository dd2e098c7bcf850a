package dateline.query.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import dateline.query.problem.ProblemException;
import dateline.query.search.SearchConfig;
import dateline.query.search.SearchRequest;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The search of an alert, from the form in which it stands in a URL. */
final class AlertSearch {

    private static final List<String> NOT_OF_AN_ALERT =
            List.of("cursor", "order", "limit", "withdrawn", "updated-since");

    private AlertSearch() {}

    /**
     * Reads a search.
     *
     * @param query for example {@code q=water&topic=medtop:20000639}; a question mark before it does no harm
     * @throws ProblemException 400 when a parameter is unknown or has a value that cannot be used
     */
    static SearchRequest read(String query, SearchConfig config) {
        Map<String, List<String>> parameters = new HashMap<>();
        String bare = query.startsWith("?") ? query.substring(1) : query;
        for (String pair : bare.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                parameters.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            }
        }
        for (String name : NOT_OF_AN_ALERT) {
            if (parameters.containsKey(name)) {
                throw ProblemException.badParameter("search", "An alert's search does not take " + name + ".");
            }
        }
        return SearchRequest.of(parameters, config);
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, UTF_8);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badParameter("search", "Has a percent sign that begins no escape.");
        }
    }
}
