package dateline.query.search;

import com.fasterxml.jackson.databind.JsonNode;
import dateline.query.search.SearchResult.Hit;
import dateline.query.text.FilterTerm;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.Session;

/**
 * Finds the releases that are most like one: those that name the same rare entities, and those that repeat its text.
 *
 * <p>Its most salient entities, and pairs of them, are clues. Each is looked up in the word index, but not beyond a number of
 * releases: a clue that more have tells little and is dropped. So no more than a bounded number of candidates is ever weighed,
 * and only the best of these are compared by their texts' signatures.
 */
public final class Similar {

    /**
     * A release that is like another one.
     *
     * @param score from 0 to 1: the mean of the likeness of the texts and of the share of the clues
     * @param text how much of the two texts is the same, from 0 to 1, as their signatures tell
     * @param shared the names of the rare entities that both name
     * @param release the other one
     */
    @Schema(name = "Similar", description = "A release that is like another one, and why.")
    public record Likeness(double score, double text, List<String> shared, Hit release) {

        /** Guards the list. */
        public Likeness {
            shared = List.copyOf(shared);
        }
    }

    private static final int ENTITIES = 8;
    private static final int PAIRED = 5;
    private static final int RARE = 200;
    private static final int COMPARED = 40;
    private static final Set<String> NAMED = Set.of("person", "organisation", "place", "event", "law", "work", "group");

    private static final String VISIBLE =
            " and not withdrawn and (:embargoed or embargoed_until is null or embargoed_until <= :now)";
    // By the word index in each month, of which those behind the bound are not asked any more.
    static final String BY_CLUE = """
            select cast(clue.number as integer) as clue, r.id, r.published
            from unnest(cast(:clues as text[])) with ordinality as clue (query, number)
              cross join lateral (
                select id, published from query.release where words @@ cast(clue.query as tsquery)
            """ + VISIBLE + " limit :most) r";
    private static final String BY_STORY = """
            select story.id, p.published
            from (select release as id from (select release from query.copy where story = :story limit :most) copies
              union select :story) story
              join query.place p on p.id = story.id
            where p.published is not null
            """;
    private static final String SIGNATURES = """
            select r.id, r.published, r.event #>> '{annotations,duplicates,signature}' as signature
            from query.release r
              join unnest(cast(:ids as text[]), cast(:published as timestamptz[])) as p (id, published)
                on r.id = p.id and r.published = p.published and r.published between :oldest and :newest
            where true
            """ + VISIBLE;

    /** What two releases may have in common: a query of the word index, and the names of the entities in it. */
    private record Clue(String query, List<Integer> entities) {}

    private record Entity(String id, String name) {}

    private record Candidate(Cursor key, Set<Integer> clues) {}

    private record Compared(Cursor key, double score, double text, List<String> shared) {}

    private final Session session;
    private final SearchConfig config;
    private final Instant now;

    Similar(Session session, SearchConfig config, Instant now) {
        this.session = session;
        this.config = config;
        this.now = now;
    }

    List<Likeness> to(JsonNode event, int limit, Hits hits) {
        String id = event.path("id").asText();
        List<Entity> entities = entities(event);
        List<Clue> clues = clues(entities);
        Map<String, Candidate> candidates = new HashMap<>();
        double[] weights = byClues(id, clues, candidates);
        byStory(event.path("annotations").path("duplicates").path("group").textValue(), candidates);
        candidates.remove(id);
        double all = 0;
        for (double weight : weights) {
            all += weight;
        }
        Map<String, Double> shares = new HashMap<>();
        for (Candidate candidate : candidates.values()) {
            double share = 0;
            for (int clue : candidate.clues()) {
                share += weights[clue] / all;
            }
            shares.put(candidate.key().id(), share);
        }
        List<Candidate> best = candidates.values().stream()
                .sorted(Comparator.comparingDouble(
                                (Candidate candidate) -> -(candidate.clues().isEmpty()
                                        ? 1
                                        : shares.get(candidate.key().id())))
                        .thenComparing(candidate -> candidate.key().published(), Comparator.reverseOrder())
                        .thenComparing(candidate -> candidate.key().id()))
                .limit(COMPARED)
                .toList();
        List<Compared> compared = new ArrayList<>();
        Signature own = Signature.of(
                event.path("annotations").path("duplicates").path("signature").asText());
        signatures(best).forEach((key, signature) -> {
            double text = own.similarity(Signature.of(signature));
            double score = (shares.get(key.id()) + text) / 2;
            if (score > 0) {
                compared.add(new Compared(key, score, text, shared(candidates.get(key.id()), clues, entities)));
            }
        });
        compared.sort(Comparator.comparingDouble((Compared release) -> -release.score())
                .thenComparing(release -> release.key().published(), Comparator.reverseOrder())
                .thenComparing(release -> release.key().id()));
        List<Compared> page = compared.subList(0, Math.min(limit, compared.size()));
        Map<String, Hit> loaded = new HashMap<>();
        hits.load(page.stream().map(Compared::key).toList(), Map.of()).forEach(hit -> loaded.put(hit.id(), hit));
        return page.stream()
                .filter(release -> loaded.containsKey(release.key().id()))
                .map(release -> new Likeness(
                        rounded(release.score()),
                        rounded(release.text()),
                        release.shared(),
                        loaded.get(release.key().id())))
                .toList();
    }

    private static List<Entity> entities(JsonNode event) {
        return StreamSupport.stream(event.path("annotations").path("entities").spliterator(), false)
                .filter(entity -> NAMED.contains(entity.path("type").asText()))
                .sorted(Comparator.comparingDouble(
                        (JsonNode entity) -> -entity.path("salience").asDouble()))
                .map(entity -> new Entity(
                        entity.path("id").asText(), entity.path("name").asText()))
                .distinct()
                .limit(ENTITIES)
                .toList();
    }

    private static List<Clue> clues(List<Entity> entities) {
        List<Clue> clues = new ArrayList<>();
        for (int i = 0; i < entities.size(); i++) {
            String one = Words.quoted(FilterTerm.entity(entities.get(i).id()));
            clues.add(new Clue(one, List.of(i)));
            for (int j = 0; j < Math.min(i, PAIRED); j++) {
                if (i < PAIRED) {
                    String other =
                            Words.quoted(FilterTerm.entity(entities.get(j).id()));
                    clues.add(new Clue(one + " & " + other, List.of(j, i)));
                }
            }
        }
        return clues;
    }

    /** Finds the candidates and returns the weight of each clue: the rarer the more, nothing for what many have. */
    private double[] byClues(String self, List<Clue> clues, Map<String, Candidate> candidates) {
        double[] weights = new double[clues.size()];
        if (clues.isEmpty()) {
            return weights;
        }
        Road.byWordIndex(session);
        Map<Integer, List<Cursor>> found = new HashMap<>();
        session.createNativeQuery(BY_CLUE, Object[].class)
                .addScalar("clue", Integer.class)
                .addScalar("id", String.class)
                .addScalar("published", OffsetDateTime.class)
                .setParameter("clues", clues.stream().map(Clue::query).toArray(String[]::new))
                .setParameter("embargoed", !config.withholdEmbargoed())
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .setParameter("most", RARE + 1)
                .getResultStream()
                .filter(row -> !self.equals(row[1]))
                .forEach(row -> found.computeIfAbsent((Integer) row[0] - 1, clue -> new ArrayList<>())
                        .add(new Cursor(((OffsetDateTime) row[2]).toInstant(), (String) row[1])));
        found.forEach((clue, keys) -> {
            if (keys.size() < RARE) {
                weights[clue] = Math.log(2.0 * RARE / keys.size());
                keys.forEach(key -> candidates
                        .computeIfAbsent(key.id(), id -> new Candidate(key, new LinkedHashSet<>()))
                        .clues()
                        .add(clue));
            }
        });
        return weights;
    }

    private void byStory(String story, Map<String, Candidate> candidates) {
        if (story == null) {
            return;
        }
        session.createNativeQuery(BY_STORY, Object[].class)
                .addScalar("id", String.class)
                .addScalar("published", OffsetDateTime.class)
                .setParameter("story", story)
                .setParameter("most", COMPARED)
                .getResultList()
                .forEach(row -> candidates.computeIfAbsent(
                        (String) row[0],
                        id -> new Candidate(
                                new Cursor(((OffsetDateTime) row[1]).toInstant(), id), new LinkedHashSet<>())));
    }

    private Map<Cursor, String> signatures(List<Candidate> candidates) {
        Map<Cursor, String> signatures = new HashMap<>();
        if (candidates.isEmpty()) {
            return signatures;
        }
        List<Cursor> keys = candidates.stream().map(Candidate::key).toList();
        Keys.bind(session.createNativeQuery(SIGNATURES, Object[].class), keys)
                .addScalar("id", String.class)
                .addScalar("published", OffsetDateTime.class)
                .addScalar("signature", String.class)
                .setParameter("embargoed", !config.withholdEmbargoed())
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .getResultList()
                .forEach(row -> signatures.put(
                        new Cursor(((OffsetDateTime) row[1]).toInstant(), (String) row[0]),
                        row[2] == null ? "" : (String) row[2]));
        return signatures;
    }

    private static List<String> shared(Candidate candidate, List<Clue> clues, List<Entity> entities) {
        return candidate.clues().stream()
                .flatMap(clue -> clues.get(clue).entities().stream())
                .distinct()
                .sorted()
                .map(index -> entities.get(index).name())
                .toList();
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
