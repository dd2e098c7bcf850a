package dateline.query.standing;

import com.fasterxml.jackson.databind.JsonNode;
import dateline.query.match.Frequencies;
import dateline.query.match.MatchIndex;
import dateline.query.search.SearchRequest;
import dateline.query.search.Standing;
import dateline.query.search.StandingSearches;
import dateline.query.text.FilterTerm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Standing searches by key. A search is compiled for the languages and the names that are known; when a release brings a language
 * or a name that was not, those that this touches are compiled again before the release is held against them. Not for several
 * threads at once.
 *
 * @param <K> what a search is known by
 */
public final class StandingIndex<K> {

    private record Entry(SearchRequest request, Standing standing) {}

    private final StandingSearches searches;
    private final MatchIndex<K> index;
    private final Map<K, Entry> entries = new HashMap<>();
    private final Map<String, Set<K>> byName = new HashMap<>();
    // Names in use with the entities that were seen to bear them.
    private final Set<String> bearers = new HashSet<>();
    private final Set<String> configurations = new HashSet<>();

    /**
     * An empty index.
     *
     * @param searches compiles
     * @param frequencies how often terms come
     */
    public StandingIndex(StandingSearches searches, Frequencies frequencies) {
        this.searches = searches;
        this.index = new MatchIndex<>(frequencies);
    }

    /** Takes a search in, in place of one with the same key; {@code standing} is what it was compiled to. */
    public void put(K key, SearchRequest request, Standing standing) {
        if (configurations.isEmpty()) {
            // Later ones are found missing when a release has them.
            configurations.addAll(searches.configurations());
        }
        remove(key);
        entries.put(key, new Entry(request, standing));
        standing.names()
                .forEach(name ->
                        byName.computeIfAbsent(name, any -> new HashSet<>()).add(key));
        if (!standing.impossible()) {
            index.put(key, standing.query());
        }
    }

    /** Forgets a search. */
    public void remove(K key) {
        Entry entry = entries.remove(key);
        if (entry != null) {
            index.remove(key);
            for (String name : entry.standing().names()) {
                Set<K> bearing = byName.get(name);
                bearing.remove(key);
                if (bearing.isEmpty()) {
                    byName.remove(name);
                    bearers.removeIf(bearer -> bearer.startsWith(name + "\n"));
                }
            }
        }
    }

    /** The keys that are here. */
    public Set<K> keys() {
        return Set.copyOf(entries.keySet());
    }

    /** Whether nothing stands here. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The searches that a release matches. */
    public Set<K> matching(Arrival arrival) {
        if (configurations.add(arrival.change().configuration())) {
            compileAgain(List.copyOf(entries.keySet()));
        }
        if (!byName.isEmpty()) {
            compileAgain(touched(arrival.document().event()));
        }
        Set<K> matching = index.matching(arrival.lexemes());
        matching.removeIf(
                key -> !entries.get(key).standing().covers(arrival.change().published()));
        return matching;
    }

    /** Compiles a search again, as far as it is still here: relative dates move on. */
    public void refresh(K key) {
        compileAgain(entries.containsKey(key) ? List.of(key) : List.of());
    }

    private List<K> touched(JsonNode event) {
        Set<K> touched = new HashSet<>();
        for (JsonNode entity : event.path("annotations").path("entities")) {
            List<String> names = new ArrayList<>();
            names.add(entity.path("name").asText());
            entity.path("aliases").forEach(alias -> names.add(alias.asText()));
            for (String name : names) {
                String folded = FilterTerm.fold(name);
                Set<K> bearing = byName.get(folded);
                if (bearing != null
                        && bearers.add(folded + "\n" + entity.path("id").asText())) {
                    touched.addAll(bearing);
                }
            }
        }
        return List.copyOf(touched);
    }

    private void compileAgain(List<K> keys) {
        for (K key : keys) {
            SearchRequest request = entries.get(key).request();
            put(key, request, searches.compile(request));
        }
    }
}
