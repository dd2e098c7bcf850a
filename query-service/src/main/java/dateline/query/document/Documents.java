package dateline.query.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dateline.query.problem.ProblemException;
import dateline.query.search.Cursor;
import dateline.query.search.Keys;
import dateline.query.search.Matches;
import dateline.query.search.SearchConfig;
import dateline.query.search.SearchRequest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.Session;

/** Reads what a search found. */
@ApplicationScoped
public class Documents {

    // The range tells the database which months are not looked into.
    private static final String LOAD = """
            select r.id, cast(r.event as text) from query.release r
              join unnest(cast(:ids as text[]), cast(:published as timestamptz[])) as page (id, published)
                on r.id = page.id and r.published = page.published and r.published between :oldest and :newest
            where :embargoed or r.embargoed_until is null or r.embargoed_until <= :now
            """;

    private final Session session;
    private final Matches matches;
    private final SearchConfig config;
    private final InstantSource clock;
    private final ObjectMapper json;

    Documents(Session session, Matches matches, SearchConfig config, InstantSource clock, ObjectMapper json) {
        this.session = session;
        this.matches = matches;
        this.config = config;
        this.clock = clock;
        this.json = json;
    }

    /**
     * The newest matches of a search.
     *
     * @param request what to search for, and how many are wanted
     * @throws ProblemException 400 when the words cannot be understood
     */
    public List<Document> newest(SearchRequest request) {
        return at(matches.newest(request));
    }

    /**
     * The events at some positions, as JSON on one line each, in the same order. One that was moved since is left out.
     *
     * @param keys positions that a search found
     */
    public List<String> lines(List<Cursor> keys) {
        Map<String, String> events = events(keys);
        return keys.stream()
                .map(key -> events.get(key.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * The releases at some positions, in the same order. One that was moved since is left out.
     *
     * @param keys positions that a search found
     */
    public List<Document> at(List<Cursor> keys) {
        Map<String, String> events = events(keys);
        return keys.stream()
                .filter(key -> events.containsKey(key.id()))
                .map(key -> document(events.get(key.id()), key))
                .toList();
    }

    private Map<String, String> events(List<Cursor> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Map<String, String> events = new HashMap<>();
        List<Object[]> rows = QuarkusTransaction.requiringNew()
                .call(() -> Keys.bind(session.createNativeQuery(LOAD, Object[].class), keys)
                        .setParameter("embargoed", !config.withholdEmbargoed())
                        .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .getResultList());
        rows.forEach(row -> events.put((String) row[0], (String) row[1]));
        return events;
    }

    private Document document(String event, Cursor key) {
        return new Document(tree(event), key.published());
    }

    private JsonNode tree(String event) {
        try {
            return json.readTree(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the table holds an event that is not JSON", e);
        }
    }
}
