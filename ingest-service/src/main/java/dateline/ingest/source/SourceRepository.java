package dateline.ingest.source;

import dateline.ingest.problem.ProblemException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;

/** The table of feeds. */
@ApplicationScoped
public class SourceRepository implements PanacheRepositoryBase<Source, String> {

    /** A page of feeds in the order of their ids, those being removed left out. */
    List<Source> page(String status, String tag, String after, int limit) {
        @SuppressWarnings("unchecked")
        List<Source> page = getEntityManager()
                .createNativeQuery("""
                        select * from ingest.feed
                        where id > :after and status <> 'removed'
                          and (cast(:status as text) is null or status = :status)
                          and (cast(:tag as text) is null or :tag = any (tags))
                        order by id limit :limit
                        """, Source.class)
                .setParameter("after", after)
                .setParameter("status", status)
                .setParameter("tag", tag)
                .setParameter("limit", limit)
                .getResultList();
        return page;
    }

    /** A feed, locked until the transaction ends; empty also for one that is being removed. */
    Optional<Source> present(String id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .filter(source -> !source.status.equals(SourceStatus.REMOVED.code()));
    }

    /**
     * Adds a feed.
     *
     * @param id its id, or null to make one of its URL
     * @throws ProblemException when there is a feed with this URL or this id
     */
    Source add(String id, FeedUrl url, SourceFacts facts, Instant now) {
        requireFree(url);
        String free = id == null ? url.id() : id;
        if (present(free).isPresent()) {
            if (id != null) {
                throw ProblemException.conflict("id", "There is a feed with the id '" + id + "'.");
            }
            free = url.distinctId();
        }
        // What is left of a removed feed must not stand in the way of a new one.
        delete("status = ?1 and (id = ?2 or url = ?3)", SourceStatus.REMOVED.code(), free, url.toString());
        Source source = Source.added(free, url, facts, now);
        try {
            persistAndFlush(source);
        } catch (ConstraintViolationException e) {
            throw ProblemException.conflict("url", "This feed has been added at this very moment.");
        }
        return source;
    }

    /** Adds a feed unless there is one with its URL. */
    boolean addIfMissing(FeedUrl url, SourceFacts facts, Instant now) {
        delete("status = ?1 and url = ?2", SourceStatus.REMOVED.code(), url.toString());
        for (String id : List.of(url.id(), url.distinctId())) {
            Source source = Source.added(id, url, facts, now);
            int added = getEntityManager()
                    .createNativeQuery("""
                            insert into ingest.feed (id, url, host, name, site, country, tags, poll_interval_seconds, added,
                                status, status_since, next_poll, next_poll_reason)
                            values (:id, :url, :host, :name, :site, :country, :tags, :interval, :added,
                                :status, :added, :nextPoll, :nextPollReason)
                            on conflict do nothing
                            """)
                    .setParameter("id", source.id)
                    .setParameter("url", source.url)
                    .setParameter("host", source.host)
                    .setParameter("name", source.name)
                    .setParameter("site", source.site)
                    .setParameter("country", source.country)
                    .setParameter("tags", source.tags)
                    .setParameter("interval", source.pollIntervalSeconds)
                    .setParameter("added", source.added)
                    .setParameter("status", source.status)
                    .setParameter("nextPoll", source.nextPoll)
                    .setParameter("nextPollReason", source.nextPollReason)
                    .executeUpdate();
            if (added > 0) {
                return true;
            }
            if (count("url", source.url) > 0) {
                return false;
            }
        }
        return false;
    }

    /** When the feed that has been due for the longest time, or is due next, came or comes due; null without any. */
    Instant longestDue() {
        return (Instant) getEntityManager()
                .createNativeQuery("select min(due_at) from ingest.feed", Instant.class)
                .getSingleResult();
    }

    /** How many of its usual gaps the most silent of the silent feeds has been silent; 0 without any. */
    double longestSilence(Instant now) {
        return ((Number) getEntityManager()
                        .createNativeQuery("""
                                select coalesce(max(extract(epoch from cast(:now as timestamptz) - coalesce(last_new_release, added))
                                    / greatest(usual_gap_seconds, 1)), 0)
                                from ingest.feed where status = 'silent' and usual_gap_seconds is not null
                                """)
                        .setParameter("now", now)
                        .getSingleResult())
                .doubleValue();
    }

    Map<String, Long> countByStatus() {
        return getEntityManager()
                .createQuery("select status, count(*) from Source group by status", Object[].class)
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
    }

    /** All feeds in the order of their ids, those being removed left out. */
    List<Source> all() {
        return list("status <> ?1 order by id", SourceStatus.REMOVED.code());
    }

    void requireFree(FeedUrl url) {
        find("url = ?1 and status <> ?2", url.toString(), SourceStatus.REMOVED.code())
                .firstResultOptional()
                .ifPresent(source -> {
                    throw ProblemException.conflict("url", "The feed '" + source.id + "' has this URL.");
                });
    }
}
