package dateline.ingest.poll;

import dateline.ingest.fetch.FetchOutcome;
import dateline.ingest.fetch.FetchOutcome.Failed;
import dateline.ingest.fetch.FetchOutcome.Fetched;
import dateline.ingest.fetch.FetchOutcome.RateLimited;
import dateline.ingest.fetch.FetchOutcome.Unchanged;
import dateline.ingest.fetch.Fetcher;
import dateline.ingest.fetch.Route;
import dateline.ingest.fetch.ServerHints;
import dateline.ingest.parse.FailureReason;
import dateline.ingest.parse.Feed;
import dateline.ingest.parse.ParseFailure;
import dateline.ingest.poll.Document.Legible;
import dateline.ingest.poll.Document.NoFeed;
import dateline.ingest.poll.Publication.Published;
import dateline.ingest.push.Delivery;
import dateline.ingest.push.PushConfig;
import dateline.ingest.push.Subscriptions;
import dateline.ingest.source.Lease;
import dateline.ingest.source.Leases;
import dateline.ingest.source.NextPoll;
import dateline.ingest.source.PollState;
import dateline.ingest.source.PollState.Reading;
import dateline.ingest.source.Schedule;
import dateline.ingest.source.ScheduleConfig;
import dateline.ingest.source.Settlements;
import dateline.ingest.source.SourceStatus;
import dateline.ingest.source.Trail;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** One poll of one feed: fetch, read, publish what is new or changed, save. */
@Singleton
final class Poll {

    private static final Logger LOG = Logger.getLogger(Poll.class);

    private final Fetcher fetcher;
    private final Publication publication;
    private final BackPages pages;
    private final Leases leases;
    private final Settlements settlements;
    private final Subscriptions subscriptions;
    private final PollMetrics metrics;
    private final Schedule schedule;
    private final PollConfig config;
    private final PushConfig push;
    private final InstantSource clock;
    private final RandomGenerator chance;

    Poll(
            Fetcher fetcher,
            Publication publication,
            BackPages pages,
            Leases leases,
            Settlements settlements,
            Subscriptions subscriptions,
            PollMetrics metrics,
            ScheduleConfig schedule,
            PollConfig config,
            PushConfig push,
            InstantSource clock,
            RandomGenerator chance) {
        this.fetcher = fetcher;
        this.publication = publication;
        this.pages = pages;
        this.leases = leases;
        this.settlements = settlements;
        this.subscriptions = subscriptions;
        this.metrics = metrics;
        this.schedule = new Schedule(schedule);
        this.config = config;
        this.push = push;
        this.clock = clock;
        this.chance = chance;
    }

    /**
     * What a poll did.
     *
     * @param outcome {@code read}, {@code unchanged}, {@code rate-limited}, {@code gone} or the reason of a failure
     * @param entries how many entries the document had
     * @param refused how many of them gave no release, and how many releases were too large to publish
     * @param published the revisions that went out
     * @param next when the feed is asked next
     * @param saved false when the lease had been lost in between: another poll does it again
     */
    record Report(String outcome, int entries, int refused, int published, NextPoll next, boolean saved) {}

    /**
     * Polls. No thread waits for the feed's server.
     *
     * @param lease the feed; nobody else polls it meanwhile
     * @param hands where the work is done that may wait for broker and database
     * @return what was done; failed when broker or database do not answer: the feed's state is not saved then, and the next poll
     *     publishes the same revisions again
     */
    CompletableFuture<Report> poll(Lease lease, Executor hands) {
        Instant now = clock.instant();
        // Nothing but 304 for days: whether the server still looks, only a request without conditions tells.
        boolean probe = lease.state().trail().isDoubtful(config.probeAfter(), now);
        Lease asked = probe ? lease.askedWhole(now) : lease;
        return fetcher.start(
                        lease.id(), lease.url(), probe ? null : lease.state().validators())
                .thenComposeAsync(
                        answer -> {
                            if (probe) {
                                probed(lease, answer);
                            }
                            return judge(asked, answer, hands);
                        },
                        hands);
    }

    private void probed(Lease lease, FetchOutcome answer) {
        String result = !(answer instanceof Fetched fetched)
                ? "failed"
                : fetched.body().hash().equals(lease.state().bodyHash()) ? "same" : "stale";
        metrics.probed(result);
        LOG.infof("outcome=probed feed=%s result=%s", lease.id(), result);
    }

    private CompletableFuture<Report> judge(Lease lease, FetchOutcome answer, Executor hands) {
        if (answer instanceof Fetched fetched) {
            String bodyHash = fetched.body().hash();
            if (bodyHash.equals(lease.state().bodyHash())) {
                return unchanged(lease, new Unchanged(fetched.validators(), fetched.route(), fetched.hints()), true);
            }
            Document document = Document.read(lease, fetched);
            if (document instanceof Legible legible) {
                metrics.repaired(legible.repairs());
                return read(lease, fetched, bodyHash, legible, hands);
            }
            // Whatever way led here: it leads to no feed, so it is none that the feed has moved by.
            Lease lost = lease.with(lease.state().with(lease.state().trail().found(null, clock.instant())));
            String reason = document instanceof NoFeed none ? reason(none.failure()) : "unreadable";
            String sentence = document instanceof NoFeed none
                    ? sentence(none.failure())
                    : "The document made the reader fail; the log tells how.";
            return failed(lost, SourceStatus.FAILING, reason, sentence, true, answer.hints());
        }
        if (answer instanceof Unchanged unchanged) {
            return unchanged(lease, unchanged, false);
        }
        if (answer instanceof RateLimited limited) {
            return rateLimited(lease, limited);
        }
        if (answer instanceof Failed failed) {
            boolean challenge = failed.reason().equals("challenge");
            return failed(
                    lease,
                    challenge ? SourceStatus.BLOCKED : SourceStatus.FAILING,
                    failed.reason(),
                    failed.detail(),
                    failed.lasting(),
                    failed.hints());
        }
        return gone(lease);
    }

    private CompletableFuture<Report> read(
            Lease lease, Fetched fetched, String bodyHash, Legible legible, Executor hands) {
        boolean unread = lease.state().isUnread();
        boolean complete = legible.feed().feed().complete() && !fetched.delta();
        Published published = publication.publish(lease, legible.batch(), unread, complete);
        // Nothing of the document was known: more may have come in between than it holds.
        boolean gap = !unread && !fetched.delta() && published.whole();
        CompletableFuture<Integer> older = unread || gap
                ? pages.walk(lease, fetched, legible.feed(), gap, hands)
                : CompletableFuture.completedFuture(0);
        subscriptions.offer(
                lease.id(),
                fetched.route().end(),
                fetched.links(),
                legible.feed().feed(),
                clock.instant());
        return older.thenCompose(walked -> {
            Feed feed = legible.feed().feed();
            int entries = legible.feed().entries().size();
            Reading reading = new Reading(
                    feed.title(),
                    feed.link(),
                    fetched.validators(),
                    bodyHash,
                    feed.hints(),
                    entries,
                    published.refused(),
                    published.news());
            Instant now = clock.instant();
            // A feed with news has its whole rhythm before it again.
            Schedule.Rhythm rhythm = new Schedule.Rhythm(
                    lease.facts().pollInterval(),
                    published.news() > 0 ? now : lastNews(lease.state()),
                    unread,
                    pushed(lease, now));
            NextPoll next = schedule.afterSuccess(rhythm, reading.hints(), fetched.hints(), now, chance.nextDouble());
            PollState read = lease.state().read(reading, now, next);
            PollState paced = read.with(read.trail().paced(Publication.dates(legible.batch(), now)));
            return succeeded(lease, found(paced, fetched.route()))
                    .thenApply(saved -> new Report(
                            "read", entries, published.refused(), published.published() + walked, next, saved));
        });
    }

    private CompletableFuture<Report> unchanged(Lease lease, Unchanged answer, boolean whole) {
        Instant now = clock.instant();
        Schedule.Rhythm rhythm = new Schedule.Rhythm(
                lease.facts().pollInterval(),
                lastNews(lease.state()),
                lease.state().isUnread(),
                pushed(lease, now));
        NextPoll next = schedule.afterSuccess(rhythm, lease.state().hints(), answer.hints(), now, chance.nextDouble());
        PollState state = found(lease.state().unchanged(answer.validators(), whole, now, next), answer.route());
        return succeeded(lease, state).thenApply(saved -> new Report("unchanged", 0, 0, 0, next, saved));
    }

    /**
     * Reads what a hub pushed: the same road as a poll's, but for the schedule, which goes on.
     *
     * @param lease the feed; nobody else polls it meanwhile
     * @param delivery what was pushed
     * @return what was done; failed when broker or database do not answer
     */
    CompletableFuture<Report> deliver(Lease lease, Delivery delivery) {
        Document document =
                Document.read(lease, delivery.octets(), lease.url(), delivery.contentType(), Optional.empty());
        if (!(document instanceof Legible legible)) {
            return settled("push-unreadable", lease, lease.state());
        }
        metrics.repaired(legible.repairs());
        Published published =
                publication.publish(lease, legible.batch(), lease.state().isUnread(), false);
        PollState state = lease.state().pushed(published.news(), clock.instant());
        int entries = legible.feed().entries().size();
        return settlements
                .save(lease, state)
                .thenApply(saved ->
                        new Report("pushed", entries, published.refused(), published.published(), state.next(), saved));
    }

    private static Instant lastNews(PollState state) {
        return state.lastNewRelease() == null ? state.added() : state.lastNewRelease();
    }

    private Duration pushed(Lease lease, Instant now) {
        return lease.isPushed(now) ? push.poll() : null;
    }

    private PollState found(PollState state, Route route) {
        URI moved = route.isPermanentMove() ? route.end() : null;
        Instant now = state.lastAttempt();
        PollState found = state.with(state.trail().found(moved, now));
        Instant lastNews = lastNews(state);
        return found.trail().isSilent(lastNews, config.silentGaps(), config.silentAfter(), now)
                ? found.silent("Nothing new has come since " + lastNews + ", far longer than usual.")
                : found;
    }

    // A move is taken late, because a permanent redirect is often enough a slip of the server's keeper.
    private CompletableFuture<Boolean> succeeded(Lease lease, PollState state) {
        Trail.Move move = state.trail().move();
        if (move != null && move.isSettled(config.adoptPolls(), config.adoptAfter(), state.lastAttempt())) {
            boolean adopted = leases.adopt(lease, state, move.target());
            LOG.infof("outcome=%s feed=%s target=%s", adopted ? "moved" : "not-moved", lease.id(), move.target());
            if (adopted) {
                return CompletableFuture.completedFuture(true);
            }
        }
        return settlements.save(lease, state);
    }

    // The feed itself is well, so it keeps its state; only the reason tells of it.
    private CompletableFuture<Report> rateLimited(Lease lease, RateLimited answer) {
        Instant now = clock.instant();
        Instant wish = answer.hints().retryAfter();
        Instant quiet = now.plus(config.longestQuiet());
        leases.leaveAlone(lease.host(), wish == null ? now.plus(config.quiet()) : wish.isBefore(quiet) ? wish : quiet);
        NextPoll next = schedule.afterRateLimit(lease.state().failures() + 1, answer.hints(), now, chance.nextDouble());
        String detail = "The server answered " + answer.status() + " and asks for patience.";
        return settled(
                "rate-limited", lease, lease.state().failed(lease.state().status(), "rate-limited", detail, now, next));
    }

    private CompletableFuture<Report> gone(Lease lease) {
        String detail = "The server answered 410: the feed is gone for good.";
        NextPoll never = new NextPoll(null, "gone");
        return settled("gone", lease, lease.state().failed(SourceStatus.GONE, "gone", detail, clock.instant(), never));
    }

    private CompletableFuture<Report> failed(
            Lease lease, SourceStatus status, String reason, String detail, boolean lasting, ServerHints hints) {
        Instant now = clock.instant();
        NextPoll next = schedule.afterFailure(lease.state().failures() + 1, lasting, hints, now, chance.nextDouble());
        return settled(reason, lease, lease.state().failed(status, reason, detail, now, next));
    }

    private CompletableFuture<Report> settled(String outcome, Lease lease, PollState state) {
        return settlements.save(lease, state).thenApply(saved -> new Report(outcome, 0, 0, 0, state.next(), saved));
    }

    private static String reason(ParseFailure failure) {
        return failure.reason() == FailureReason.HTML_PAGE
                ? FailureReason.NOT_A_FEED.code()
                : failure.reason().code();
    }

    private static String sentence(ParseFailure failure) {
        return failure.reason() == FailureReason.HTML_PAGE
                ? "The answer is an HTML page, not a feed."
                : "The answer cannot be read as a feed: " + failure.message() + " (" + failure.position() + ").";
    }
}
