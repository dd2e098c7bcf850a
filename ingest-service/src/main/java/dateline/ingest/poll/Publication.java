package dateline.ingest.poll;

import dateline.ingest.event.EventPublisher;
import dateline.ingest.release.Draft;
import dateline.ingest.release.Release;
import dateline.ingest.release.Release.Change;
import dateline.ingest.release.ReleaseReader.Batch;
import dateline.ingest.source.Lease;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The road from the releases of a document to events: what is new or changed is numbered, published, and settled. */
@Singleton
final class Publication {

    private final EntryLedger ledger;
    private final EventPublisher events;
    private final PollMetrics metrics;
    private final InstantSource clock;

    Publication(EntryLedger ledger, EventPublisher events, PollMetrics metrics, InstantSource clock) {
        this.ledger = ledger;
        this.events = events;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * What was published of a document.
     *
     * @param published how many revisions went out
     * @param news how many releases were new
     * @param refused how many entries gave no release, or one too large to publish
     * @param whole whether all releases of the document were new
     */
    record Published(int published, int news, int refused, boolean whole) {}

    /**
     * Publishes what is new or changed.
     *
     * @param lease the feed; nobody else publishes anything of it meanwhile
     * @param batch the releases of a document
     * @param backfill whether they were there before the feed was polled
     * @param complete whether the document says that there are no others
     * @throws RuntimeException when broker or database do not answer; the same revisions are published again next time
     */
    Published publish(Lease lease, Batch batch, boolean backfill, boolean complete) {
        List<Release> revisions =
                ledger.take(lease, new EntryLedger.Page(batch.drafts(), backfill, complete), clock.instant());
        List<Release> tooLarge = events.publish(revisions);
        ledger.settle(lease, revisions, tooLarge);
        metrics.published(revisions, tooLarge);
        metrics.refused(batch.refusals());
        int news = (int) revisions.stream()
                .filter(release -> release.change() == Change.NEW)
                .count();
        return new Published(
                revisions.size() - tooLarge.size(),
                news,
                batch.refusals().size() + tooLarge.size(),
                news > 0 && news == batch.drafts().size());
    }

    /** When the releases of a document were published, those of the future left out. */
    static List<Instant> dates(Batch batch, Instant now) {
        return batch.drafts().stream()
                .map(Draft::published)
                .filter(date -> date != null && !date.isAfter(now))
                .toList();
    }
}
