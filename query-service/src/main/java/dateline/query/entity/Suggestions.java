package dateline.query.entity;

import dateline.query.search.SearchConfig;
import dateline.query.search.StatementTimeout;
import dateline.query.text.FilterTerm;
import dateline.query.text.PostgresText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/**
 * Suggests entities while a name is typed: first those one of whose names is it, then those one of whose names begins so, then
 * those that have it further on or with typing mistakes.
 */
@ApplicationScoped
class Suggestions {

    // The mistakes of one or two letters are anything.
    private static final int SHORTEST_ALIKE = 3;

    // The index hands out names in their order; a letter begins too many of them to look at all.
    static final String BY_PREFIX = """
            select entity, type, label, name from (
              select * from query.entity_name where name like :prefix escape '\\' order by name limit 2000) beginning
            order by length(name), name, entity limit :limit
            """;
    private static final String ALIKE =
            "select entity, type, label, name from query.names_like(:typed, :limit) order by likeness desc, name, entity";

    /**
     * An entity.
     *
     * @param id a Wikidata item, or a key made of type and name
     * @param type person, organisation, place, event, law, work or group
     * @param name its canonical name
     * @param match which of its names fits what was typed, in lower case and without accents
     */
    record Entity(String id, String type, String name, String match) {}

    private final Session session;
    private final SearchConfig config;

    Suggestions(Session session, SearchConfig config) {
        this.session = session;
        this.config = config;
    }

    /** At most so many entities, the best first. */
    @Transactional
    List<Entity> of(String typed, String type, int limit) {
        String folded = PostgresText.clean(FilterTerm.fold(typed));
        StatementTimeout.set(session, config.timeout());
        Map<String, Entity> found = new LinkedHashMap<>();
        // One entity may have many names that fit.
        int names = 4 * limit;
        String pattern = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        add(
                found,
                type,
                session.createNativeQuery(BY_PREFIX, Object[].class)
                        .setParameter("prefix", pattern)
                        .setParameter("limit", names)
                        .getResultList());
        if (found.size() < limit && folded.codePointCount(0, folded.length()) >= SHORTEST_ALIKE) {
            add(
                    found,
                    type,
                    session.createNativeQuery(ALIKE, Object[].class)
                            .setParameter("typed", folded)
                            .setParameter("limit", names)
                            .getResultList());
        }
        List<Entity> entities = new ArrayList<>(found.values());
        return entities.subList(0, Math.min(limit, entities.size()));
    }

    private static void add(Map<String, Entity> found, String type, List<Object[]> rows) {
        for (Object[] row : rows) {
            if (type.isEmpty() || type.equals(row[1])) {
                found.putIfAbsent(
                        (String) row[0],
                        new Entity((String) row[0], (String) row[1], (String) row[2], (String) row[3]));
            }
        }
    }
}
