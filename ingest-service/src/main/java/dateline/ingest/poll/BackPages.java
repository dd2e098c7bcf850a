package dateline.ingest.poll;

import dateline.ingest.fetch.Authority;
import dateline.ingest.fetch.FetchOutcome;
import dateline.ingest.fetch.FetchOutcome.Fetched;
import dateline.ingest.fetch.Fetcher;
import dateline.ingest.fetch.LinkHeader;
import dateline.ingest.parse.ParsedFeed;
import dateline.ingest.poll.Document.Legible;
import dateline.ingest.poll.Publication.Published;
import dateline.ingest.source.Lease;
import dateline.ingest.source.Leases;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The pages behind a feed's document: archives (RFC 5005, 4), paged feeds (RFC 5005, 3) and JSON Feed's {@code next_url}. They are
 * walked when a feed is read for the first time, and when between two polls more came than the document holds.
 */
@Singleton
final class BackPages {

    private static final Logger LOG = Logger.getLogger(BackPages.class);

    private final Fetcher fetcher;
    private final Publication publication;
    private final EntryLedger ledger;
    private final Leases leases;
    private final PollConfig config;
    private final InstantSource clock;

    BackPages(
            Fetcher fetcher,
            Publication publication,
            EntryLedger ledger,
            Leases leases,
            PollConfig config,
            InstantSource clock) {
        this.fetcher = fetcher;
        this.publication = publication;
        this.ledger = ledger;
        this.leases = leases;
        this.config = config;
        this.clock = clock;
    }

    /**
     * A page.
     *
     * @param url its URL
     * @param archive whether it was named as an archive: such a page never changes and is read once for all time
     */
    private record Page(URI url, boolean archive) {}

    /** A walk on its way. */
    private record Walk(
            Lease lease, URI origin, boolean untilKnown, Instant end, Set<URI> seen, int pages, int published) {

        Walk further(int more) {
            return new Walk(lease, origin, untilKnown, end, seen, pages + 1, published + more);
        }
    }

    /**
     * Publishes what stands on the pages behind a document, as back-fill, each page at most once.
     *
     * @param lease the feed
     * @param fetched how the document came; pages of other hosts are left alone
     * @param first the document
     * @param untilKnown whether to stop at the first page with nothing new
     * @param hands where the work is done that may wait for broker and database
     * @return how many revisions went out
     */
    CompletableFuture<Integer> walk(
            Lease lease, Fetched fetched, ParsedFeed first, boolean untilKnown, Executor hands) {
        URI at = fetched.route().end();
        Instant now = clock.instant();
        // What is left of the lease then must do for one more page and for saving.
        Instant end =
                now.plus(Duration.between(now, lease.until()).multipliedBy(3).dividedBy(5));
        Walk walk = new Walk(lease, at, untilKnown, end, new HashSet<>(List.of(lease.url(), at)), 0, 0);
        return step(walk, next(first, fetched, at), hands);
    }

    private CompletableFuture<Integer> step(Walk walk, Optional<Page> next, Executor hands) {
        if (next.isEmpty()
                || walk.pages == config.pages()
                || !walk.seen.add(next.get().url)
                || (next.get().archive && ledger.hasArchivePage(walk.lease, next.get().url))) {
            return CompletableFuture.completedFuture(walk.published);
        }
        Page page = next.get();
        Instant now = clock.instant();
        Instant turn = leases.slot(walk.lease.host(), now, config.spacing());
        if (turn.isAfter(walk.end)) {
            LOG.warnf("outcome=pages-left feed=%s page=%s", walk.lease.id(), page.url);
            return CompletableFuture.completedFuture(walk.published);
        }
        long wait = Math.max(0, Duration.between(now, turn).toMillis());
        return CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS, hands))
                .thenCompose(turned -> fetcher.start(walk.lease.id(), page.url, null))
                .thenComposeAsync(answer -> read(walk, page, answer, hands), hands);
    }

    private CompletableFuture<Integer> read(Walk walk, Page page, FetchOutcome answer, Executor hands) {
        if (!(answer instanceof Fetched fetched) || !(Document.read(walk.lease, fetched) instanceof Legible legible)) {
            LOG.infof("outcome=no-page feed=%s page=%s", walk.lease.id(), page.url);
            return CompletableFuture.completedFuture(walk.published);
        }
        Published published = publication.publish(walk.lease, legible.batch(), true, false);
        if (page.archive) {
            ledger.noteArchivePage(walk.lease, page.url);
        }
        Walk further = walk.further(published.published());
        return walk.untilKnown && published.news() == 0
                ? CompletableFuture.completedFuture(further.published)
                : step(further, next(legible.feed(), fetched, walk.origin), hands);
    }

    private static Optional<Page> next(ParsedFeed feed, Fetched fetched, URI origin) {
        return link(feed, fetched, "prev-archive")
                .map(url -> new Page(url, true))
                .or(() -> link(feed, fetched, "next").map(url -> new Page(url, false)))
                .filter(page -> Authority.of(page.url).equals(Authority.of(origin)));
    }

    private static Optional<URI> link(ParsedFeed feed, Fetched fetched, String relation) {
        return feed.feed()
                .link(relation)
                .flatMap(BackPages::web)
                .or(() -> fetched.links().stream()
                        .filter(link -> link.relations().contains(relation))
                        .map(LinkHeader::target)
                        .findFirst());
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
