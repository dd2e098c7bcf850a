package dateline.ingest.poll;

import static dateline.ingest.stand.Feeds.item;
import static dateline.ingest.stand.Feeds.releasesOf;
import static dateline.ingest.stand.Feeds.rss;
import static dateline.ingest.stand.Feeds.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dateline.ingest.source.Lease;
import dateline.ingest.source.Leases;
import dateline.ingest.source.NextPoll;
import dateline.ingest.source.PollState;
import dateline.ingest.source.Settlements;
import dateline.ingest.source.SourceStatus;
import dateline.ingest.stand.Feeds;
import dateline.ingest.stand.ScriptedWeb;
import dateline.ingest.stand.ScriptedWeb.Answer;
import dateline.ingest.stand.StandResource;
import dateline.ingest.stand.TestClock;
import dateline.ingest.stand.Topic;
import dateline.ingest.stand.Topic.Event;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Polls with the real broker and the real database, feeds from a server on the loopback. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
class PollIT {

    @Inject
    TestClock clock;

    @Inject
    Leases leases;

    @Inject
    Settlements settlements;

    private final ScriptedWeb web = new ScriptedWeb();
    private final Topic releases = Topic.releases();
    private final Topic statuses = Topic.statuses();

    @AfterEach
    void close() {
        Feeds.removeAll();
        web.close();
        releases.close();
        statuses.close();
    }

    @Test
    void c57_c59_aNewFeedBringsItsReleasesAsBackfillAndAChangeBringsOneUpdate() {
        web.on("/feed", Answer.feed(rss(item("1", "First", "One."), item("2", "Second", "Two."))));
        String id = Feeds.add(web.url("/feed"));

        List<Event> first = releases.await(2, releasesOf(id));
        assertThat(first).extracting(event -> event.text("title")).containsExactlyInAnyOrder("First", "Second");
        assertThat(first).allSatisfy(event -> {
            assertThat(event.text("change")).isEqualTo("new");
            assertThat(event.value().path("backfill").asBoolean()).isTrue();
            assertThat(event.value().path("revision").asInt()).isEqualTo(1);
            assertThat(event.value().path("source").path("name").asText()).isEqualTo("Harbour Office");
            assertThat(event.value().path("source").path("site").asText()).isEqualTo("https://harbour.example/");
            assertThat(event.key()).isEqualTo(event.text("id"));
            assertThat(event.header("ce_type")).isEqualTo("dateline.release.ingested");
            assertThat(event.header("ce_id")).isEqualTo(event.key() + "/1");
            assertThat(event.header("ce_subject")).isEqualTo(event.key());
            assertThat(event.header("ce_specversion")).isEqualTo("1.0");
            assertThat(event.header("ce_source")).isEqualTo("/dateline/ingest-service");
            assertThat(Instant.parse(event.header("ce_time"))).isEqualTo(Instant.parse(event.text("received")));
            assertThat(event.header("content-type")).isEqualTo("application/json");
        });
        statuses.await(1, status(id, "active"));

        web.on(
                "/feed",
                Answer.feed(rss(
                        item("3", "Third", "Three."),
                        item("1", "First", "One, corrected."),
                        item("2", "Second", "Two."))));
        Feeds.pollNow(id);
        List<Event> more = releases.await(4, releasesOf(id)).subList(2, 4);
        assertThat(more)
                .extracting(
                        event -> event.text("title"),
                        event -> event.text("change"),
                        event -> event.value().path("revision").asInt())
                .containsExactlyInAnyOrder(tuple("Third", "new", 1), tuple("First", "updated", 2));
        assertThat(more)
                .allSatisfy(event ->
                        assertThat(event.value().path("backfill").asBoolean()).isFalse());

        Feeds.pollNow(id);
        assertThat(releases.all(releasesOf(id))).hasSize(4);
        assertThat(web.last("/feed").header("If-None-Match")).isNotNull();
    }

    @Test
    void anUnchangedFeedWithoutValidatorsBringsNothingEither() {
        web.on("/plain", Answer.of(200, rss(item("1", "First", "One."))));
        String id = Feeds.add(web.url("/plain"));
        releases.await(1, releasesOf(id));
        Feeds.pollNow(id);
        web.on("/plain", Answer.of(200, rss(item("1", "First", "One.")) + "<!-- made at 10:41 -->"));
        Feeds.pollNow(id);
        assertThat(releases.all(releasesOf(id))).hasSize(1);
    }

    @Test
    void c58_aReleaseThatLeavesTheFeedAndComesBackIsNoNews() {
        String one = item("1", "First", "One.");
        String two = item("2", "Second", "Two.");
        web.on("/window", Answer.of(200, rss(one, two)));
        String id = Feeds.add(web.url("/window"));
        releases.await(2, releasesOf(id));
        web.on("/window", Answer.of(200, rss(two)));
        Feeds.pollNow(id);
        web.on("/window", Answer.of(200, rss(two, one)));
        Feeds.pollNow(id);
        assertThat(releases.all(releasesOf(id))).hasSize(2);
    }

    @Test
    void c56_aGuidOnAllItemsLosesNone() {
        web.on(
                "/same",
                Answer.of(
                        200,
                        rss(item("0", "First", "One."), item("0", "Second", "Two."), item("0", "Third", "Three."))));
        String id = Feeds.add(web.url("/same"));
        assertThat(releases.await(3, releasesOf(id)))
                .extracting(event -> event.text("title"))
                .containsExactlyInAnyOrder("First", "Second", "Third");
    }

    @Test
    void aFeedThatIsNoFeedShowsItsErrorKeepsItsScheduleAndRecovers() {
        web.on(
                "/page",
                Answer.of(200, "<!doctype html><html><body><p>Hello</p></body></html>", "Content-Type", "text/html"));
        String id = Feeds.add(web.url("/page"));
        JsonPath feed = Feeds.awaitPolled(id);
        assertThat(feed.getString("status")).isEqualTo("failing");
        assertThat(feed.getString("reason")).isEqualTo("not-a-feed");
        assertThat(feed.getString("detail")).isEqualTo("The answer is an HTML page, not a feed.");
        assertThat(feed.getInt("failures")).isEqualTo(1);
        assertThat(feed.getString("nextPollReason")).isEqualTo("backoff");
        assertThat(Feeds.nextPoll(feed)).isAfter(clock.instant());
        Event told = statuses.await(1, status(id, "failing")).get(0);
        assertThat(told.text("reason")).isEqualTo("not-a-feed");
        assertThat(told.header("ce_type")).isEqualTo("dateline.feed.status");
        assertThat(told.header("ce_id")).isEqualTo(id + "/" + Instant.parse(told.text("at")));

        web.on("/page", Answer.of(200, rss(item("1", "First", "One."))));
        clock.advance(Duration.ofHours(3));
        releases.await(1, releasesOf(id));
        feed = Feeds.await(id, it -> it.getString("status").equals("active"));
        assertThat(feed.getString("reason")).isNull();
        assertThat(feed.getInt("failures")).isZero();
        assertThat(statuses.await(1, status(id, "active")).get(0).text("previous"))
                .isEqualTo("failing");
    }

    @Test
    void aReleaseTooLargeForTheBrokerIsRecordedAndTheOthersGoOn() {
        String large = item("1", "Large", "word ".repeat(900_000));
        web.on("/large", Answer.of(200, rss(large, item("2", "Small", "Two."))));
        String id = Feeds.add(web.url("/large"));
        assertThat(releases.await(1, releasesOf(id)))
                .extracting(event -> event.text("title"))
                .containsExactly("Small");
        JsonPath feed = Feeds.await(id, it -> it.getString("status").equals("active"));
        assertThat(feed.getInt("lastEntries")).isEqualTo(2);
        assertThat(feed.getInt("lastRefused")).isEqualTo(1);
        web.on("/large", Answer.of(200, rss(large, item("2", "Small", "Two."), item("3", "New", "Three."))));
        Feeds.pollNow(id);
        assertThat(releases.await(2, releasesOf(id)))
                .extracting(event -> event.text("title"))
                .containsExactly("Small", "New");
    }

    @Test
    void c32_aStuckHostStopsNoOther() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Answer stuck = exchange -> {
            try {
                release.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        List<String> ids = IntStream.range(0, 40)
                .mapToObj(i -> {
                    web.on("/stuck/" + i, stuck);
                    return Feeds.add(web.url("/stuck/" + i));
                })
                .toList();
        try (ScriptedWeb other = new ScriptedWeb("localhost")) {
            other.on("/well", Answer.of(200, rss(item("1", "Well", "One."))));
            String well = Feeds.add(other.url("/well"));
            long start = System.nanoTime();
            releases.await(1, releasesOf(well));
            // Sooner than the deadline of even one of the stuck fetches.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        } finally {
            release.countDown();
            ids.forEach(id -> Feeds.withKey().delete("/feeds/{id}", id).then().statusCode(204));
        }
    }

    @Test
    void c24_aFeedIsLeasedToOneAtATime() throws Exception {
        web.on("/leased", Answer.of(200, rss()));
        String id = Feeds.add(Map.of("url", web.url("/leased").toString()));
        Feeds.awaitPolled(id);
        Instant later = Feeds.nextPoll(Feeds.get(id)).plusSeconds(1);
        List<String> winners = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(i -> new Thread(() -> {
                    List<Lease> taken = leases.take(
                            "rival-" + i, InstantSource.fixed(later), Duration.ofSeconds(60), 500, 500, Duration.ZERO);
                    taken.stream().filter(lease -> lease.id().equals(id)).forEach(lease -> winners.add(lease.owner()));
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(winners).hasSize(1);
        // The lease ends by itself.
        assertThat(leases.take(
                        "heir",
                        InstantSource.fixed(later.plusSeconds(61)),
                        Duration.ofSeconds(59),
                        500,
                        500,
                        Duration.ZERO))
                .extracting(Lease::id)
                .contains(id);
    }

    @Test
    void aPollWhoseLeaseWasLostSavesNothing() throws Exception {
        web.on("/lost", Answer.of(200, rss()));
        String id = Feeds.add(web.url("/lost"));
        Feeds.awaitPolled(id);
        Instant later = Feeds.nextPoll(Feeds.get(id)).plusSeconds(1);
        Lease lease =
                leases.take("one", InstantSource.fixed(later), Duration.ofSeconds(60), 500, 500, Duration.ZERO).stream()
                        .filter(it -> it.id().equals(id))
                        .findFirst()
                        .orElseThrow();
        Feeds.withKey().post("/feeds/{id}/pause", id).then().statusCode(200);
        PollState polled =
                lease.state().failed(SourceStatus.FAILING, "dns", "x", later, new NextPoll(later, "backoff"));
        assertThat(settlements.save(lease, polled).get()).isFalse();
        assertThat(Feeds.get(id).getString("status")).isEqualTo("paused");
    }
}
