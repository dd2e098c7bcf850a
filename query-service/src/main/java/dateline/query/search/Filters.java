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
 * @param speakers ids or names of entities, any of which is quoted
 * @param quotedAbout ids or names of entities, all of which are named in quotations
 * @param states how releases came to be what they are, any of which will do
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
        List<String> speakers,
        List<String> quotedAbout,
        List<State> states,
        boolean collapsed,
        boolean withdrawn) {

    /** How a release came to be what it is. */
    public enum State {
        /** As it came first. */
        NEW,
        /** Changed since. */
        UPDATED,
        /** Taken back by its source. */
        WITHDRAWN
    }

    /** Guards the lists. */
    public Filters {
        sources = List.copyOf(sources);
        countries = List.copyOf(countries);
        entities = List.copyOf(entities);
        topics = List.copyOf(topics);
        languages = List.copyOf(languages);
        groups = List.copyOf(groups);
        speakers = List.copyOf(speakers);
        quotedAbout = List.copyOf(quotedAbout);
        states = List.copyOf(states);
    }
}
