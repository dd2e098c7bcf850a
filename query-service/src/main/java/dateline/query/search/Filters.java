package dateline.query.search;

import java.util.List;

/**
 * What a search is narrowed by besides its words and dates. Empty lists narrow nothing.
 *
 * @param sources ids of sources, any of which will do
 * @param countries ISO 3166-1 alpha-2 codes of the sources' countries, any of which will do
 * @param entities ids or names of entities, all of which a release must have
 * @param topics URIs, codes or labels of topics, all of which a release must have
 * @param languages language tags, any of which will do
 * @param groups stories (groups of near-duplicates), any of which will do
 * @param collapsed whether copies of a release that is here are left out
 * @param withdrawn whether withdrawn releases are shown too
 */
public record Filters(
        List<String> sources,
        List<String> countries,
        List<String> entities,
        List<String> topics,
        List<String> languages,
        List<String> groups,
        boolean collapsed,
        boolean withdrawn) {

    /** Guards the lists. */
    public Filters {
        sources = List.copyOf(sources);
        countries = List.copyOf(countries);
        entities = List.copyOf(entities);
        topics = List.copyOf(topics);
        languages = List.copyOf(languages);
        groups = List.copyOf(groups);
    }
}
