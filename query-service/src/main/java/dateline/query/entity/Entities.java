package dateline.query.entity;

import com.fasterxml.jackson.databind.JsonNode;
import dateline.query.problem.ProblemException;
import dateline.query.quotation.Quotation;
import dateline.query.quotation.Quotations;
import dateline.query.search.Facets;
import dateline.query.search.Histogram;
import dateline.query.search.Match;
import dateline.query.search.SearchConfig;
import dateline.query.search.SearchRequest;
import dateline.query.search.Searcher;
import dateline.query.search.StatementTimeout;
import dateline.query.text.FilterTerm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.Session;

/** Tells what the releases say of an entity. All of it is taken from the newest ones, a bounded number for each part. */
@ApplicationScoped
class Entities {

    private static final int DESCRIBING = 20;
    private static final int QUOTATIONS = 5;
    private static final int MOST_NAMES = 50;
    private static final String NAMES =
            "select name, type, label from query.entity_name where entity = :id order by name limit " + MOST_NAMES;

    /**
     * An entity as the newest releases that name it know it.
     *
     * @param id a Wikidata item, or a key made of type and name
     * @param type person, organisation, place, event, law, work or group
     * @param name its canonical name
     * @param aliases its other names; one that no release of late uses is in lower case and without accents
     * @param roles what it was called besides its name, the newest first
     * @param links the same entity elsewhere
     * @param timeline how many releases that name it were published in each month
     * @param with what these releases are made of: entities are those that it is named with
     * @param quotations by it and about it
     * @param self its path in this service
     * @param releases the path of the search for the releases that name it
     */
    @Schema(name = "EntityProfile", description = "An entity as the newest releases that name it know it.")
    record Profile(
            String id,
            String type,
            String name,
            List<String> aliases,
            List<String> roles,
            List<String> links,
            Histogram timeline,
            Facets with,
            Quoted quotations,
            String self,
            String releases) {}

    /** The newest quotations, and the paths to all. */
    record Quoted(List<Quotation> by, List<Quotation> about, String allBy, String allAbout) {}

    /** What a number of releases call an entity. */
    private static final class Description {
        private String type;
        private String name;
        private final Map<String, String> names = new LinkedHashMap<>();
        private final Set<String> roles = new LinkedHashSet<>();
        private final Set<String> links = new LinkedHashSet<>();

        void add(JsonNode entity) {
            type = type == null ? entity.path("type").asText() : type;
            name = name == null ? entity.path("name").asText() : name;
            call(entity.path("name").asText());
            entity.path("aliases").forEach(alias -> call(alias.asText()));
            entity.path("roles").forEach(role -> roles.add(role.asText()));
            entity.path("links").forEach(link -> links.add(link.asText()));
        }

        void call(String spelled) {
            if (names.size() < MOST_NAMES) {
                names.putIfAbsent(FilterTerm.fold(spelled), spelled);
            }
        }
    }

    private final Session session;
    private final Searcher searcher;
    private final Quotations quotations;
    private final SearchConfig config;

    Entities(Session session, Searcher searcher, Quotations quotations, SearchConfig config) {
        this.session = session;
        this.searcher = searcher;
        this.quotations = quotations;
        this.config = config;
    }

    /** The rows of its names: folded name, type, label. */
    @Transactional
    List<Object[]> names(String id) {
        StatementTimeout.set(session, config.timeout());
        return session.createNativeQuery(NAMES, Object[].class)
                .setParameter("id", id)
                .getResultList();
    }

    /**
     * What is known of an entity.
     *
     * @param names of it, as {@link #names} found them
     * @throws ProblemException 404 when no release has named it
     */
    Profile profile(String id, List<Object[]> names) {
        if (names.isEmpty()) {
            throw ProblemException.notFound("No release names such an entity.");
        }
        SearchRequest naming = request("entity", id);
        Description description = new Description();
        for (Match match : searcher.matches(naming.limited(DESCRIBING))) {
            for (JsonNode entity : match.event().path("annotations").path("entities")) {
                if (id.equals(entity.path("id").asText())) {
                    description.add(entity);
                }
            }
        }
        names.forEach(row -> description.call((String) row[0]));
        String name = description.name == null ? (String) names.get(0)[2] : description.name;
        description.names.remove(FilterTerm.fold(name));
        Searcher.Profile counts = searcher.profile(naming);
        return new Profile(
                id,
                description.type == null ? (String) names.get(0)[1] : description.type,
                name,
                List.copyOf(description.names.values()),
                List.copyOf(description.roles),
                List.copyOf(description.links),
                counts.timeline(),
                counts.facets().withoutEntity(id),
                new Quoted(
                        quoted("speaker", id),
                        quoted("about", id),
                        path("/quotations", "speaker", id),
                        path("/quotations", "about", id)),
                UriBuilder.fromPath("/entities/{id}").build(id).getRawPath(),
                path("/releases", "entity", id));
    }

    private List<Quotation> quoted(String parameter, String id) {
        return quotations.find(request(parameter, id).limited(QUOTATIONS), "").quotations();
    }

    private SearchRequest request(String parameter, String value) {
        return SearchRequest.of(Map.of(parameter, List.of(value)), config);
    }

    private static String path(String path, String parameter, String value) {
        URI uri = UriBuilder.fromPath(path).queryParam(parameter, "{value}").build(value);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
