package dateline.query.page;

import jakarta.ws.rs.core.UriBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The address of a search, which is all the state that a page has. Each method gives a changed copy; all but the page's place
 * in the list ({@code cursor}) is carried along.
 */
final class PageUrl {

    /** The parameters that narrow a search and can be taken off one by one. */
    static final List<String> FILTERS =
            List.of("source", "country", "entity", "topic", "language", "group", "from", "to");

    private static final List<String> OTHERS = List.of("q", "duplicates", "order");

    private final Map<String, List<String>> parameters;

    private PageUrl(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /** The search that has these parameters; those that pages do not know are left out. */
    static PageUrl of(Map<String, List<String>> given) {
        Map<String, List<String>> known = new LinkedHashMap<>();
        for (List<String> names : List.of(OTHERS.subList(0, 1), FILTERS, OTHERS.subList(1, OTHERS.size()))) {
            for (String name : names) {
                List<String> values = given.getOrDefault(name, List.of()).stream()
                        .filter(value -> !value.isEmpty())
                        .toList();
                if (!values.isEmpty()) {
                    known.put(name, values);
                }
            }
        }
        return new PageUrl(known);
    }

    /** The search for everything that has this value. */
    static PageUrl of(String name, String value) {
        return of(Map.of(name, List.of(value)));
    }

    /** The values of a parameter, in their order. */
    List<String> values(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /** The first value of a parameter, or the empty string. */
    String value(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    PageUrl with(String name, String value) {
        List<String> values = new ArrayList<>(values(name));
        if (!values.contains(value)) {
            values.add(value);
        }
        return replace(name, values);
    }

    PageUrl only(String name, String value) {
        return replace(name, List.of(value));
    }

    PageUrl without(String name) {
        return replace(name, List.of());
    }

    PageUrl without(String name, String value) {
        return replaceAll(name, other -> !other.equals(value));
    }

    /** This search with those values of a parameter that are to stay. */
    PageUrl replaceAll(String name, Predicate<String> stays) {
        return replace(name, values(name).stream().filter(stays).toList());
    }

    /** The parameters as a search takes them. */
    Map<String, List<String>> parameters() {
        return parameters;
    }

    /** The code of a topic that is given as a URI, {@code medtop:} and code, or the code alone. */
    static String code(String topic) {
        return topic.substring(Math.max(topic.lastIndexOf('/'), topic.lastIndexOf(':')) + 1);
    }

    /** The address of this search on a page or at an endpoint, with the path given. */
    String at(String path) {
        UriBuilder uri = UriBuilder.fromPath("");
        int slot = 0;
        for (var parameter : parameters.entrySet()) {
            for (String value : parameter.getValue()) {
                String name = "v" + slot++;
                uri.queryParam(parameter.getKey(), "{" + name + "}").resolveTemplate(name, value);
            }
        }
        String query = uri.build().getRawQuery();
        return query == null ? path : path + "?" + query;
    }

    private PageUrl replace(String name, List<String> values) {
        Map<String, List<String>> changed = new LinkedHashMap<>(parameters);
        changed.put(name, values);
        return of(changed);
    }
}
