package dateline.query.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.query.problem.ProblemException;
import dateline.query.release.ReleaseRepository.Revision;
import dateline.query.search.SearchConfig;
import dateline.query.search.Searcher;
import dateline.query.search.Similar;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Looks releases up for those who may see them now. */
@ApplicationScoped
public class Releases {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final ReleaseRepository repository;
    private final Searcher searcher;
    private final SearchConfig config;
    private final InstantSource clock;
    private final ObjectMapper json;

    Releases(
            ReleaseRepository repository,
            Searcher searcher,
            SearchConfig config,
            InstantSource clock,
            ObjectMapper json) {
        this.searcher = searcher;
        this.repository = repository;
        this.config = config;
        this.clock = clock;
        this.json = json;
    }

    /**
     * The current revision with its annotations, and under {@code revisions} the release's history.
     *
     * @param id 32 hexadecimal digits
     * @param withdrawn whether a withdrawn release is wanted all the same
     * @return the event as the stream brought it, with {@code revisions} added
     * @throws ProblemException 404 when there is none or it is under embargo, 410 when it was withdrawn
     */
    public ObjectNode release(String id, boolean withdrawn) {
        StoredRelease stored = visible(id);
        if (stored.withdrawn && !withdrawn) {
            throw ProblemException.gone("The source took this release back; withdrawn=include shows it all the same.");
        }
        ObjectNode release = parse(stored.event);
        ArrayNode revisions = release.putArray("revisions");
        for (Revision revision : history(stored, release)) {
            revisions
                    .addObject()
                    .put("revision", revision.revision())
                    .put("change", revision.change())
                    .put("title", revision.title())
                    .put("received", revision.received().toString())
                    .put("self", "/releases/" + id + "/revisions/" + revision.revision());
        }
        return release;
    }

    /**
     * One revision as the stream brought it.
     *
     * @param id 32 hexadecimal digits
     * @param revision from 1
     * @throws ProblemException 404 when there is none, or the release is under embargo
     */
    public ObjectNode revision(String id, int revision) {
        StoredRelease current = visible(id);
        if (current.revision == revision) {
            return parse(current.event);
        }
        return repository
                .earlierEvent(id, revision)
                .map(this::parse)
                .orElseThrow(() -> ProblemException.notFound("This release has no revision " + revision + "."));
    }

    /**
     * The releases that are most like one.
     *
     * @param id 32 hexadecimal digits
     * @param limit at most how many
     * @return the most similar one first
     * @throws ProblemException 404 when there is no such release or it is under embargo
     */
    List<Similar.Likeness> similar(String id, int limit) {
        return searcher.similar(parse(visible(id).event), limit);
    }

    private StoredRelease visible(String id) {
        if (!ID.matcher(id).matches()) {
            throw ProblemException.notFound("A release's id has 32 hexadecimal digits.");
        }
        StoredRelease stored =
                repository.current(id).orElseThrow(() -> ProblemException.notFound("There is no such release."));
        if (config.withholdEmbargoed()
                && stored.embargoedUntil != null
                && stored.embargoedUntil.toInstant().isAfter(clock.instant())) {
            throw ProblemException.notFound("There is no such release.");
        }
        return stored;
    }

    // A revision may arrive after a later one: the order is that of the numbers.
    private List<Revision> history(StoredRelease stored, ObjectNode current) {
        List<Revision> history = repository.earlier(stored.id);
        history.add(new Revision(
                stored.revision,
                current.get("change").textValue(),
                current.get("title").textValue(),
                OffsetDateTime.parse(current.get("received").textValue()).toInstant()));
        history.sort(Comparator.comparingInt(Revision::revision));
        return history;
    }

    private ObjectNode parse(String event) {
        try {
            return (ObjectNode) json.readTree(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the table holds an event that is not JSON", e);
        }
    }
}
