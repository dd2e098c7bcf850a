package dateline.query.search;

import dateline.query.text.TopicTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;

/**
 * How many of the newest matches of a search have each topic.
 *
 * @param counted how many of the newest matches were looked at
 * @param complete whether these are all matches
 * @param own how many have the topic itself, by code
 * @param subtree how many have the topic or one below it, by code; a release with several of them counts once
 */
public record TopicCounts(int counted, boolean complete, Map<String, Integer> own, Map<String, Integer> subtree) {

    // Most releases have one of few combinations of topics.
    private static final String COMBINATIONS = """
            select cast(array_to_string(r.topics, chr(31)) as text), count(*)
            from query.release r
              join unnest(cast(:ids as text[]), cast(:published as timestamptz[])) as p (id, published)
                on r.id = p.id and r.published = p.published and r.published between :oldest and :newest
            where r.topics <> '{}'
            group by 1
            """;

    static TopicCounts of(Session session, List<Cursor> newest, boolean complete, TopicTree tree) {
        Map<String, Integer> own = new HashMap<>();
        Map<String, Integer> subtree = new HashMap<>();
        if (!newest.isEmpty()) {
            Keys.bind(session.createNativeQuery(COMBINATIONS, Object[].class), newest)
                    .getResultList()
                    .forEach(row -> {
                        int releases = ((Number) row[1]).intValue();
                        Set<String> above = new HashSet<>();
                        for (String topic : ((String) row[0]).split("\u001F", -1)) {
                            own.merge(topic, releases, Integer::sum);
                            above.addAll(tree.upwards(topic));
                        }
                        above.forEach(topic -> subtree.merge(topic, releases, Integer::sum));
                    });
        }
        return new TopicCounts(newest.size(), complete, Map.copyOf(own), Map.copyOf(subtree));
    }
}
