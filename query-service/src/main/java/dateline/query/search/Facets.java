package dateline.query.search;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.Session;

/**
 * What the newest matches of a search are made of.
 *
 * @param counted how many of the newest matches were looked at
 * @param complete whether these are all matches
 * @param sources the sources with the most of them, by id
 * @param languages the languages, by primary subtag
 * @param topics the topics, by code
 * @param entities the entities, by id
 * @param speakers the entities that are quoted, by id
 * @param states how many are new, updated and withdrawn
 * @param days how many were published on each day in UTC, the newest first
 */
@Schema(description = "What the newest matches are made of.")
public record Facets(
        int counted,
        boolean complete,
        List<Count> sources,
        List<Count> languages,
        List<Count> topics,
        List<Count> entities,
        List<Count> speakers,
        List<Count> states,
        List<Count> days) {

    /** A value and how many of the matches have it; the label is for people. */
    public record Count(String value, String label, long count) {}

    private static final int VALUES = 20;

    // Small columns alone: the rows' texts stay where they are.
    private static final String COUNTS = """
            with page as materialized (
              select r.source, r.language, r.topics, r.entities, r.speakers, r.published,
                case when r.withdrawn then 'withdrawn' when r.revision > 1 then 'updated' else 'new' end as state
              from query.release r
                join unnest(cast(:ids as text[]), cast(:published as timestamptz[])) as p (id, published)
                  on r.id = p.id and r.published = p.published)
            (select 'source' as facet, source as value, count(*) as n from page group by 2 order by 3 desc, 2 limit :values)
            union all
            (select 'language', lower(split_part(language, '-', 1)), count(*) from page group by 2 order by 3 desc, 2 limit :values)
            union all
            (select 'topic', t, count(*) from page, unnest(topics) as t group by 2 order by 3 desc, 2 limit :values)
            union all
            (select 'entity', e, count(*) from page, unnest(entities) as e group by 2 order by 3 desc, 2 limit :values)
            union all
            (select 'speaker', e, count(*) from page, unnest(speakers) as e group by 2 order by 3 desc, 2 limit :values)
            union all
            (select 'state', state, count(*) from page group by 2 order by 3 desc, 2)
            union all
            (select 'day', to_char(published at time zone 'UTC', 'YYYY-MM-DD'), count(*) from page group by 2 order by 2 desc)
            """;
    private static final String LABELS =
            "select entity, min(label) from query.entity_name where entity = any (cast(:ids as text[])) group by entity";

    /** The same, without an entity that all of the matches have. */
    public Facets withoutEntity(String id) {
        List<Count> others =
                entities.stream().filter(count -> !count.value().equals(id)).toList();
        return new Facets(counted, complete, sources, languages, topics, others, speakers, states, days);
    }

    static Facets of(Session session, List<Cursor> newest, boolean complete, Map<String, String> topicLabels) {
        Map<String, List<Count>> counts = new LinkedHashMap<>();
        List<Object[]> rows = session.createNativeQuery(COUNTS, Object[].class)
                .setParameter("ids", newest.stream().map(Cursor::id).toArray(String[]::new))
                .setParameter(
                        "published",
                        newest.stream()
                                .map(key -> key.published().atOffset(ZoneOffset.UTC))
                                .map(OffsetDateTime::toString)
                                .toArray(String[]::new))
                .setParameter("values", VALUES)
                .getResultList();
        Map<String, String> labels = labels(session, rows);
        labels.putAll(topicLabels);
        for (Object[] row : rows) {
            String value = (String) row[1];
            counts.computeIfAbsent((String) row[0], facet -> new ArrayList<>())
                    .add(new Count(value, labels.getOrDefault(value, value), ((Number) row[2]).longValue()));
        }
        return new Facets(
                newest.size(),
                complete,
                counts.getOrDefault("source", List.of()),
                counts.getOrDefault("language", List.of()),
                counts.getOrDefault("topic", List.of()),
                counts.getOrDefault("entity", List.of()),
                counts.getOrDefault("speaker", List.of()),
                counts.getOrDefault("state", List.of()),
                counts.getOrDefault("day", List.of()));
    }

    private static Map<String, String> labels(Session session, List<Object[]> rows) {
        String[] ids = rows.stream()
                .filter(row -> row[0].equals("entity") || row[0].equals("speaker"))
                .map(row -> (String) row[1])
                .toArray(String[]::new);
        Map<String, String> labels = new LinkedHashMap<>();
        session.createNativeQuery(LABELS, Object[].class)
                .setParameter("ids", ids)
                .getResultList()
                .forEach(row -> labels.put((String) row[0], (String) row[1]));
        return labels;
    }
}
