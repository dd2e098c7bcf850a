package dateline.ingest.poll;

import dateline.ingest.event.EventPublisher;
import dateline.ingest.fetch.FetchOutcome;
import dateline.ingest.fetch.FetchOutcome.Failed;
import dateline.ingest.fetch.FetchOutcome.Fetched;
import dateline.ingest.fetch.FetchOutcome.RateLimited;
import dateline.ingest.fetch.FetchOutcome.Unchanged;
import dateline.ingest.fetch.Fetcher;
import dateline.ingest.fetch.Route;
import dateline.ingest.fetch.ServerHints;
import dateline.ingest.parse.FailureReason;
import dateline.ingest.parse.FeedContext;
import dateline.ingest.parse.FeedParser;
import dateline.ingest.parse.ParseFailure;
import dateline.ingest.parse.ParseOutcome;
import dateline.ingest.parse.ParsedFeed;
import dateline.ingest.release.Draft;
import dateline.ingest.release.Release;
import dateline.ingest.release.Release.Change;
import dateline.ingest.release.ReleaseReader;
import dateline.ingest.release.ReleaseReader.Batch;
import dateline.ingest.source.Lease;
import dateline.ingest.source.Leases;
import dateline.ingest.source.NextPoll;
import dateline.ingest.source.PollState;
import dateline.ingest.source.PollState.Reading;
import dateline.ingest.source.Schedule;
import dateline.ingest.source.ScheduleConfig;
import dateline.ingest.source.SourceStatus;
import dateline.ingest.source.Trail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** One poll of one feed: fetch, read, publish what is new or changed, save. */
@Singleton
final class Poll {

    private static final Logger LOG = Logger.getLogger(Poll.class);

    private final Fetcher fetcher;
    private final EntryLedger ledger;
    private final EventPublisher events;
    private final BackPages pages;
    private final Leases leases;
    private final PollMetrics metrics;
    private final Schedule schedule;
    private final PollConfig config;
    private final InstantSource clock;
    private final RandomGenerator chance;
    private final FeedParser parser = new FeedParser();

    Poll(
            Fetcher fetcher,
            EntryLedger ledger,
            EventPublisher events,
            BackPages pages,
            Leases leases,
            PollMetrics metrics,
            ScheduleConfig schedule,
            PollConfig config,
            InstantSource clock,
            RandomGenerator chance) {
        this.fetcher = fetcher;
        this.ledger = ledger;
        this.events = events;
        this.pages = pages;
        this.leases = leases;
        this.metrics = metrics;
        this.schedule = new Schedule(schedule);
        this.config = config;
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
     * Polls.
     *
     * @param lease the feed; nobody else polls it meanwhile
     * @return what was done
     * @throws InterruptedException when the thread is to stop; nothing is saved
     * @throws RuntimeException when broker or database do not answer; the feed's state is not saved, and the next poll
     *     publishes the same revisions again
     */
    Report poll(Lease lease) throws InterruptedException {
        Instant now = clock.instant();
        if (lease.state().trail().isDoubtful(config.probeAfter(), now)) {
            return probe(lease.askedWhole(now));
        }
        return judge(lease, fetcher.fetch(lease.id(), lease.url(), lease.state().validators()));
    }

    // Nothing but 304 for days: whether the server still looks, only a request without conditions tells.
    private Report probe(Lease lease) throws InterruptedException {
        FetchOutcome answer = fetcher.fetch(lease.id(), lease.url(), null);
        String result = !(answer instanceof Fetched fetched)
                ? "failed"
                : fetched.body().hash().equals(lease.state().bodyHash()) ? "same" : "stale";
        metrics.probed(result);
        LOG.infof("outcome=probed feed=%s result=%s", lease.id(), result);
        return judge(lease, answer);
    }

    private Report judge(Lease lease, FetchOutcome answer) throws InterruptedException {
        if (answer instanceof Fetched fetched) {
            String bodyHash = fetched.body().hash();
            if (bodyHash.equals(lease.state().bodyHash())) {
                return unchanged(lease, new Unchanged(fetched.validators(), fetched.route(), fetched.hints()), true);
            }
            ParseOutcome parsed = parser.parse(
                    fetched.body().octets(),
                    new FeedContext(fetched.route().end(), fetched.contentType(), fetched.contentLanguage()));
            metrics.repaired(parsed.repairs());
            if (parsed instanceof ParsedFeed feed) {
                return read(lease, fetched, bodyHash, feed);
            }
            ParseFailure failure = (ParseFailure) parsed;
            // Whatever way led here: it leads to no feed, so it is none that the feed has moved by.
            Lease lost = lease.with(lease.state().with(lease.state().trail().found(null, clock.instant())));
            return failed(lost, SourceStatus.FAILING, reason(failure), sentence(failure), true, answer.hints());
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

    private Report read(Lease lease, Fetched fetched, String bodyHash, ParsedFeed feed) throws InterruptedException {
        Instant now = clock.instant();
        Batch batch =
                ReleaseReader.read(lease.origin(feed.feed().title(), feed.feed().link()), feed);
        boolean complete = feed.feed().complete() && !fetched.delta();
        List<Release> revisions = ledger.take(
                lease, new EntryLedger.Page(batch.drafts(), lease.state().isUnread(), complete), now);
        List<Release> tooLarge = events.publish(revisions);

        int refused = batch.refusals().size() + tooLarge.size();
        int news = (int) revisions.stream()
                .filter(release -> release.change() == Change.NEW)
                .count();
        // Nothing of the document was known: more may have come in between than it holds.
        boolean gap = !lease.state().isUnread()
                && !fetched.delta()
                && news > 0
                && news == batch.drafts().size();
        int older = 0;
        if (lease.state().isUnread() || gap) {
            older = pages.walk(lease, fetched.route().end(), feed, gap);
        }
        Reading reading = new Reading(
                feed.feed().title(),
                feed.feed().link(),
                fetched.validators(),
                bodyHash,
                feed.feed().hints(),
                feed.entries().size(),
                refused,
                news);
        // A feed with news has its whole rhythm before it again.
        Schedule.Rhythm rhythm = new Schedule.Rhythm(
                lease.facts().pollInterval(),
                news > 0 ? now : lease.state().rhythm(lease.facts()).lastNews(),
                lease.state().isUnread());
        NextPoll next = schedule.afterSuccess(rhythm, reading.hints(), fetched.hints(), now, chance.nextDouble());
        List<Instant> dates = batch.drafts().stream()
                .map(Draft::published)
                .filter(date -> date != null && !date.isAfter(now))
                .toList();
        PollState read = lease.state().read(reading, now, next);
        PollState state = found(read.with(read.trail().paced(dates)), fetched.route());
        boolean saved = QuarkusTransaction.requiringNew().call(() -> {
            ledger.settle(lease, revisions, tooLarge);
            return leases.settle(lease, state);
        });
        adopt(lease, state);
        metrics.published(revisions, tooLarge);
        metrics.refused(batch.refusals());
        return new Report(
                "read", feed.entries().size(), refused, revisions.size() - tooLarge.size() + older, next, saved);
    }

    private Report unchanged(Lease lease, Unchanged answer, boolean whole) {
        Instant now = clock.instant();
        NextPoll next = schedule.afterSuccess(
                lease.state().rhythm(lease.facts()), lease.state().hints(), answer.hints(), now, chance.nextDouble());
        PollState state = found(lease.state().unchanged(answer.validators(), whole, now, next), answer.route());
        boolean saved = leases.settle(lease, state);
        adopt(lease, state);
        return new Report("unchanged", 0, 0, 0, next, saved);
    }

    private PollState found(PollState state, Route route) {
        URI moved = route.isPermanentMove() ? route.end() : null;
        Instant now = state.lastAttempt();
        PollState found = state.with(state.trail().found(moved, now));
        Instant lastNews = state.lastNewRelease() == null ? state.added() : state.lastNewRelease();
        return found.trail().isSilent(lastNews, config.silentGaps(), config.silentAfter(), now)
                ? found.silent("Nothing new has come since " + lastNews + ", far longer than usual.")
                : found;
    }

    // Late, because a permanent redirect is often enough a slip of the server's keeper.
    private void adopt(Lease lease, PollState state) {
        Trail.Move move = state.trail().move();
        if (move != null && move.isSettled(config.adoptPolls(), config.adoptAfter(), state.lastAttempt())) {
            boolean adopted = leases.adopt(lease, move.target());
            LOG.infof("outcome=%s feed=%s target=%s", adopted ? "moved" : "not-moved", lease.id(), move.target());
        }
    }

    // The feed itself is well, so it keeps its state; only the reason tells of it.
    private Report rateLimited(Lease lease, RateLimited answer) {
        Instant now = clock.instant();
        Instant wish = answer.hints().retryAfter();
        Instant quiet = now.plus(config.longestQuiet());
        leases.leaveAlone(lease.host(), wish == null ? now.plus(config.quiet()) : wish.isBefore(quiet) ? wish : quiet);
        NextPoll next = schedule.afterRateLimit(lease.state().failures() + 1, answer.hints(), now, chance.nextDouble());
        String detail = "The server answered " + answer.status() + " and asks for patience.";
        return settled(
                "rate-limited", lease, lease.state().failed(lease.state().status(), "rate-limited", detail, now, next));
    }

    private Report gone(Lease lease) {
        String detail = "The server answered 410: the feed is gone for good.";
        NextPoll never = new NextPoll(null, "gone");
        return settled("gone", lease, lease.state().failed(SourceStatus.GONE, "gone", detail, clock.instant(), never));
    }

    private Report failed(
            Lease lease, SourceStatus status, String reason, String detail, boolean lasting, ServerHints hints) {
        Instant now = clock.instant();
        NextPoll next = schedule.afterFailure(lease.state().failures() + 1, lasting, hints, now, chance.nextDouble());
        return settled(reason, lease, lease.state().failed(status, reason, detail, now, next));
    }

    private Report settled(String outcome, Lease lease, PollState state) {
        return new Report(outcome, 0, 0, 0, state.next(), leases.settle(lease, state));
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
