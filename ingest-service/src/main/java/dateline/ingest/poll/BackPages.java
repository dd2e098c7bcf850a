package dateline.ingest.poll;

import dateline.ingest.event.EventPublisher;
import dateline.ingest.fetch.Authority;
import dateline.ingest.fetch.FetchOutcome;
import dateline.ingest.fetch.FetchOutcome.Fetched;
import dateline.ingest.fetch.Fetcher;
import dateline.ingest.parse.FeedContext;
import dateline.ingest.parse.FeedParser;
import dateline.ingest.parse.ParseOutcome;
import dateline.ingest.parse.ParsedFeed;
import dateline.ingest.release.Release;
import dateline.ingest.release.Release.Change;
import dateline.ingest.release.ReleaseReader;
import dateline.ingest.source.Lease;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The pages behind a feed's document: archives (RFC 5005, 4), paged feeds (RFC 5005, 3) and JSON Feed's {@code next_url}. They are
 * walked when a feed is read for the first time, and when between two polls more came than the document holds.
 */
@Singleton
final class BackPages {

    private static final Logger LOG = Logger.getLogger(BackPages.class);
    // What is left of a lease must do for one fetch and for saving.
    private static final Duration RESERVE = Duration.ofMinutes(2);

    private final Fetcher fetcher;
    private final EntryLedger ledger;
    private final EventPublisher events;
    private final PollMetrics metrics;
    private final PollConfig config;
    private final InstantSource clock;
    private final FeedParser parser = new FeedParser();

    BackPages(
            Fetcher fetcher,
            EntryLedger ledger,
            EventPublisher events,
            PollMetrics metrics,
            PollConfig config,
            InstantSource clock) {
        this.fetcher = fetcher;
        this.ledger = ledger;
        this.events = events;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Publishes what stands on the pages behind a document, as back-fill, each page at most once.
     *
     * @param lease the feed
     * @param at the document's URL; pages of other hosts are left alone
     * @param first the document
     * @param untilKnown whether to stop at the first page with nothing new
     * @return how many revisions went out
     * @throws InterruptedException when the thread is to stop
     */
    int walk(Lease lease, URI at, ParsedFeed first, boolean untilKnown) throws InterruptedException {
        Set<URI> seen = new HashSet<>(List.of(lease.url(), at));
        Optional<URI> next = next(first, at);
        int published = 0;
        for (int page = 0; page < config.pages() && next.isPresent() && seen.add(next.get()); page++) {
            TimeUnit.MILLISECONDS.sleep(config.spacing().toMillis());
            if (clock.instant().isAfter(lease.until().minus(RESERVE))) {
                LOG.warnf("outcome=pages-left feed=%s page=%s", lease.id(), next.get());
                return published;
            }
            FetchOutcome answer = fetcher.fetch(lease.id(), next.get(), null);
            if (!(answer instanceof Fetched fetched) || !(parse(fetched) instanceof ParsedFeed feed)) {
                LOG.infof("outcome=no-page feed=%s page=%s", lease.id(), next.get());
                return published;
            }
            List<Release> revisions = publish(lease, feed);
            published += revisions.size();
            if (untilKnown && revisions.stream().noneMatch(release -> release.change() == Change.NEW)) {
                return published;
            }
            next = next(feed, at);
        }
        return published;
    }

    private List<Release> publish(Lease lease, ParsedFeed feed) {
        ReleaseReader.Batch batch =
                ReleaseReader.read(lease.origin(feed.feed().title(), feed.feed().link()), feed);
        List<Release> revisions =
                ledger.take(lease, new EntryLedger.Page(batch.drafts(), true, false), clock.instant());
        List<Release> tooLarge = events.publish(revisions);
        ledger.settle(lease, revisions, tooLarge);
        metrics.published(revisions, tooLarge);
        metrics.refused(batch.refusals());
        return revisions;
    }

    private ParseOutcome parse(Fetched fetched) {
        return parser.parse(
                fetched.body().octets(),
                new FeedContext(fetched.route().end(), fetched.contentType(), fetched.contentLanguage()));
    }

    private static Optional<URI> next(ParsedFeed page, URI at) {
        return page.feed()
                .link("prev-archive")
                .or(() -> page.feed().link("next"))
                .flatMap(BackPages::web)
                .filter(link -> Authority.of(link).equals(Authority.of(at)));
    }

    private static Optional<URI> web(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
