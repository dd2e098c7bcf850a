package dateline.query.release;

import dateline.query.search.SearchConfig;
import dateline.query.search.StatementTimeout;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The releases that are kept. */
@ApplicationScoped
class ReleaseRepository implements PanacheRepositoryBase<StoredRelease, String> {

    /**
     * A revision in a release's history.
     *
     * @param revision from 1
     * @param change {@code new}, {@code updated} or {@code withdrawn}
     * @param title the title it had
     * @param received when it was read from the source
     */
    record Revision(int revision, String change, String title, Instant received) {}

    // The place tells the month, so that one partition is looked into instead of all.
    private static final String PUBLISHED =
            "select published from query.place where id = :id and published is not null";
    private static final String EARLIER = """
            select revision, event ->> 'change', event ->> 'title', event ->> 'received' from query.revision
            where release = :id order by revision
            """;
    private static final String EARLIER_EVENT =
            "select cast(event as text) from query.revision where release = :id and revision = :revision";

    private final SearchConfig config;

    ReleaseRepository(SearchConfig config) {
        this.config = config;
    }

    /** The current revision. */
    @Transactional
    Optional<StoredRelease> current(String id) {
        limit();
        return getSession()
                .createNativeQuery(PUBLISHED, OffsetDateTime.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .flatMap(published ->
                        find("id = ?1 and published = ?2", id, published).firstResultOptional());
    }

    /** The revisions besides the current one, the oldest first. */
    @Transactional
    List<Revision> earlier(String id) {
        limit();
        List<Revision> revisions = new ArrayList<>();
        for (Object[] row : getSession()
                .createNativeQuery(EARLIER, Object[].class)
                .setParameter("id", id)
                .getResultList()) {
            Instant received = OffsetDateTime.parse((String) row[3]).toInstant();
            revisions.add(new Revision(((Number) row[0]).intValue(), (String) row[1], (String) row[2], received));
        }
        return revisions;
    }

    /** The event of a revision that is not the current one, as JSON. */
    @Transactional
    Optional<String> earlierEvent(String id, int revision) {
        limit();
        return getSession()
                .createNativeQuery(EARLIER_EVENT, String.class)
                .setParameter("id", id)
                .setParameter("revision", revision)
                .getResultStream()
                .findFirst();
    }

    private void limit() {
        StatementTimeout.set(getSession(), config.timeout());
    }
}
