package dateline.query.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.Session;

/**
 * A release that a search found.
 *
 * @param key where it stands among all releases
 * @param event as the stream brought it
 */
public record Match(Cursor key, JsonNode event) {

    private static final String LOAD = """
            select r.id, cast(r.event as text) from query.release r
              join unnest(cast(:ids as text[]), cast(:published as timestamptz[])) as page (id, published)
                on r.id = page.id and r.published = page.published and r.published between :oldest and :newest
            """;

    /** The releases with these keys, in their order; one that was moved meanwhile is left out. */
    static List<Match> load(Session session, ObjectMapper json, List<Cursor> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        Map<String, String> events = new HashMap<>();
        Keys.bind(session.createNativeQuery(LOAD, Object[].class), keys)
                .getResultList()
                .forEach(row -> events.put((String) row[0], (String) row[1]));
        return keys.stream()
                .map(key -> events.containsKey(key.id()) ? new Match(key, tree(json, events.get(key.id()))) : null)
                .filter(Objects::nonNull)
                .toList();
    }

    private static JsonNode tree(ObjectMapper json, String event) {
        try {
            return json.readTree(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the table holds an event that is not JSON", e);
        }
    }
}
