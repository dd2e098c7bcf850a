package dateline.ingest.poll;

import static dateline.ingest.stand.Feeds.item;
import static dateline.ingest.stand.Feeds.releasesOf;
import static dateline.ingest.stand.Feeds.rss;
import static org.assertj.core.api.Assertions.assertThat;

import dateline.ingest.stand.Feeds;
import dateline.ingest.stand.ScriptedHub;
import dateline.ingest.stand.ScriptedWeb;
import dateline.ingest.stand.ScriptedWeb.Answer;
import dateline.ingest.stand.StandResource;
import dateline.ingest.stand.TestClock;
import dateline.ingest.stand.Topic;
import dateline.ingest.stand.Topic.Event;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Feeds that a hub pushes; names begin with the line of the politeness list that they prove. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
class PushIT {

    private static final int TEN_DAYS = 864_000;
    private static final String NEWS = item("1", "First", "One.");

    @Inject
    TestClock clock;

    private final ScriptedWeb web = new ScriptedWeb();
    private final ScriptedHub hub = new ScriptedHub(web, "/hub");
    private final Topic releases = Topic.releases();

    @AfterEach
    void close() {
        Feeds.removeAll();
        web.close();
        releases.close();
    }

    @Test
    void w01_theLinksOfTheHeaderGoBeforeThoseOfTheDocument() {
        ScriptedHub other = new ScriptedHub(web, "/other-hub");
        web.on(
                "/w01",
                Answer.of(
                        200,
                        linked("/other-hub", "/w01-document", NEWS),
                        "Link",
                        "<" + web.url("/style,x.css")
                                + ">; rel=\"stylesheet\"; title=\"a, b\", </hub>; rel=\"preload hub\"",
                        "Link",
                        "</w01-header>; rel=self"));
        Feeds.add(web.url("/w01"));
        hub.awaitAsked(1, web.url("/w01-header"));
        assertThat(other.requests()).isEmpty();

        web.on("/w01-inside", Answer.of(200, linked("/other-hub", "/w01-document", NEWS)));
        Feeds.add(web.url("/w01-inside"));
        other.awaitAsked(1, web.url("/w01-document"));
    }

    @Test
    void w02_theTopicIsWhatTheFeedSaysItsAddressIs() {
        subscribed("/w02", "/w02?canonical=1");
        assertThat(hub.requests())
                .extracting(request -> request.get("hub.topic"))
                .containsOnly(web.url("/w02?canonical=1").toString());
    }

    @Test
    void w02_withoutOneItIsTheAddressThatWasAskedInTheEnd() {
        web.on("/w02-plain", Answer.of(301, "", "Location", "/w02-target"))
                .on("/w02-target", Answer.of(200, rss(NEWS), "Link", "</hub>; rel=hub"));
        Feeds.add(web.url("/w02-plain"));
        hub.awaitAsked(1, web.url("/w02-target"));
    }

    @Test
    void w03_redirectsOfTheTopicAndOfTheHubAreFollowed() {
        web.on("/w03", Answer.of(302, "", "Location", "/w03-target"))
                .on("/w03-target", Answer.of(200, linked("/moved-hub", "/w03-target", NEWS)))
                .on("/moved-hub", Answer.of(307, "", "Location", "/moved-again"))
                .on("/moved-again", Answer.of(308, "", "Location", "/hub"));
        Feeds.add(web.url("/w03"));
        Map<String, String> request = hub.awaitAsked(1, web.url("/w03-target"));
        assertThat(request).containsEntry("hub.mode", "subscribe");
        assertThat(hub.types()).containsExactly("POST application/x-www-form-urlencoded");
    }

    @Test
    void w04_theRequestIsAFormWithASecretAndACallbackOfItsOwn() {
        Map<String, String> one = subscribed("/w04-a", "/w04-a");
        Map<String, String> two = subscribed("/w04-b", "/w04-b");
        for (Map<String, String> request : List.of(one, two)) {
            assertThat(request.get("hub.secret").length()).isBetween(32, 199);
            assertThat(request.get("hub.callback")).matches("https://news\\.example/base/push/[A-Za-z0-9_-]{32,}");
            assertThat(request).containsEntry("hub.lease_seconds", Integer.toString(TEN_DAYS));
        }
        assertThat(one.get("hub.callback")).isNotEqualTo(two.get("hub.callback"));
        assertThat(one.get("hub.secret")).isNotEqualTo(two.get("hub.secret"));
        assertThat(hub.types()).containsOnly("POST application/x-www-form-urlencoded");
    }

    @Test
    void w05_theChallengeComesBackForTheRightTopicOnly() {
        Map<String, String> request = asked("/w05");
        assertThat(hub.verify(
                                Map.of(
                                        "hub.mode",
                                        "subscribe",
                                        "hub.topic",
                                        "https://other.example/",
                                        "hub.callback",
                                        request.get("hub.callback")),
                                "x",
                                60)
                        .statusCode())
                .isEqualTo(404);
        assertThat(RestAssured.given()
                        .queryParam("hub.mode", "subscribe")
                        .queryParam("hub.topic", request.get("hub.topic"))
                        .queryParam("hub.challenge", "x")
                        .get("/push/" + "A".repeat(43))
                        .statusCode())
                .isEqualTo(404);
        String challenge = "a challenge & <b>more</b> of it";
        Response verified = hub.verify(request, challenge, TEN_DAYS);
        assertThat(verified.statusCode()).isEqualTo(200);
        assertThat(verified.asString()).isEqualTo(challenge);
        assertThat(verified.contentType()).startsWith("text/plain");
        // Nobody asked for this one, nor for an end.
        assertThat(hub.verify(request, "again", TEN_DAYS).statusCode()).isEqualTo(404);
        Map<String, String> end = new HashMap<>(request);
        end.put("hub.mode", "unsubscribe");
        assertThat(hub.verify(end, "end", TEN_DAYS).statusCode()).isEqualTo(404);
    }

    @Test
    void w06_aDeniedFeedIsPolledAsAnyOther() {
        Map<String, String> request = subscribed("/w06", "/w06");
        String id = feed("/w06");
        JsonPath pushed = Feeds.pollNow(id);
        assertThat(pushed.getString("nextPollReason")).isEqualTo("push");
        assertThat(hub.deny(request).statusCode()).isEqualTo(200);
        JsonPath feed = Feeds.get(id);
        assertThat(feed.getString("pushUntil")).isNull();
        assertThat(Feeds.nextPoll(feed)).isBefore(clock.instant().plus(Duration.ofMinutes(61)));
        assertThat(Feeds.pollNow(id).getString("nextPollReason")).isEqualTo("floor");
    }

    @Test
    void w07_theSubscriptionIsRenewedBeforeItEnds() {
        Map<String, String> request = subscribed("/w07", "/w07");
        clock.advance(Duration.ofSeconds(TEN_DAYS).multipliedBy(8).dividedBy(10));
        Map<String, String> renewal = hub.awaitAsked(2, web.url("/w07"));
        assertThat(renewal).isEqualTo(request);
        assertThat(hub.verify(renewal, "again", TEN_DAYS).statusCode()).isEqualTo(200);
        assertThat(Instant.parse(Feeds.get(feed("/w07")).getString("pushUntil")))
                .isAfter(clock.instant().plus(Duration.ofDays(9)));
    }

    @Test
    void w07_aHubThatDoesNotVerifyIsAskedAgain() {
        asked("/w07-silent");
        clock.advance(Duration.ofMinutes(16));
        hub.awaitAsked(2, web.url("/w07-silent"));
    }

    @Test
    void w08_onlySignedDeliveriesAreRead() {
        Map<String, String> request = subscribed("/w08", "/w08");
        String id = feed("/w08");
        releases.await(1, releasesOf(id));
        for (String secret : new String[] {null, "wrong"}) {
            assertThat(hub.deliver(request, rss(item("forged", "Forged", "No.")), secret)
                            .statusCode())
                    .isBetween(200, 299);
        }
        Response taken = hub.deliver(request, rss(item("2", "Second", "Two.")), request.get("hub.secret"));
        assertThat(taken.statusCode()).isBetween(200, 299);
        List<Event> events = releases.await(2, releasesOf(id));
        assertThat(events).extracting(event -> event.text("title")).containsExactly("First", "Second");
        assertThat(events.get(1).value().path("backfill").asBoolean()).isFalse();
        assertThat(web.requests("/w08")).hasSize(1);
    }

    @Test
    void w09_theCallbackAloneSaysWhichFeedIsMeant() {
        Map<String, String> request = subscribed("/w09", "/w09");
        subscribed("/w09-other", "/w09-other");
        hub.deliver(
                        request,
                        linked("/hub", "/w09-other", item("2", "Second", "Two.")),
                        request.get("hub.secret"),
                        "Link",
                        "<" + web.url("/w09-other") + ">; rel=self, </elsewhere>; rel=hub")
                .then()
                .statusCode(202);
        assertThat(releases.await(2, releasesOf(feed("/w09"))))
                .extracting(event -> event.text("title"))
                .contains("Second");
        assertThat(releases.all(releasesOf(feed("/w09-other")))).hasSize(1);
    }

    @Test
    void w10_pollingGoesOnSlowlyAndOneItemByBothWaysIsOneEvent() {
        Map<String, String> request = subscribed("/w10", "/w10");
        String id = feed("/w10");
        JsonPath polled = Feeds.pollNow(id);
        assertThat(Duration.between(Instant.parse(polled.getString("lastAttempt")), Feeds.nextPoll(polled)))
                .isBetween(Duration.ofHours(6), Duration.ofHours(7));
        String second = item("2", "Second", "Two.");
        hub.deliver(request, rss(second), request.get("hub.secret")).then().statusCode(202);
        releases.await(2, releasesOf(id));
        web.on("/w10", Answer.of(200, linked("/hub", "/w10", second, NEWS)));
        int before = web.requests("/w10").size();
        clock.advance(Duration.ofHours(7));
        Feeds.await(id, feed -> web.requests("/w10").size() > before && feed.getInt("lastEntries") == 2);
        assertThat(releases.all(releasesOf(id))).hasSize(2);
    }

    @Test
    void w11_whatTheHubSendsAgainIsNoNews() throws InterruptedException {
        Map<String, String> request = subscribed("/w11", "/w11");
        String id = feed("/w11");
        String second = rss(item("2", "Second", "Two."));
        List<Thread> hubs = IntStream.range(0, 5)
                .mapToObj(i -> new Thread(() -> hub.deliver(request, second, request.get("hub.secret"))))
                .toList();
        hubs.forEach(Thread::start);
        for (Thread thread : hubs) {
            thread.join();
        }
        hub.deliver(request, rss(item("3", "Third", "Three.")), request.get("hub.secret"));
        assertThat(releases.await(3, releasesOf(id))).hasSize(3);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> pushed() == before + 6);
        assertThat(releases.all(releasesOf(id)))
                .extracting(event -> event.text("title"))
                .containsExactlyInAnyOrder("First", "Second", "Third");
    }

    @Test
    void aHubThatIsGoneFromTheFeedIsForgotten() {
        Map<String, String> request = subscribed("/unhubbed", "/unhubbed");
        web.on("/unhubbed", Answer.of(200, rss(NEWS)));
        JsonPath feed = Feeds.pollNow(feed("/unhubbed"));
        assertThat(feed.getString("pushUntil")).isNull();
        assertThat(hub.deliver(request, rss(), request.get("hub.secret")).statusCode())
                .isEqualTo(410);
    }

    // Reads how many deliveries have been dealt with from what the service counts.
    private static int pushed() {
        String counts = RestAssured.get("/q/metrics").asString();
        return counts.lines()
                .filter(line -> line.startsWith("dateline_polls_seconds_count") && line.contains("outcome=\"pushed\""))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private int before;

    private Map<String, String> asked(String path) {
        web.on(path, Answer.of(200, linked("/hub", path, NEWS)));
        Feeds.add(web.url(path));
        return hub.awaitAsked(1, web.url(path));
    }

    private Map<String, String> subscribed(String path, String self) {
        web.on(path, Answer.of(200, linked("/hub", self, NEWS)));
        Feeds.add(web.url(path));
        Map<String, String> request = hub.awaitAsked(1, web.url(self));
        assertThat(hub.verify(request, "challenge", TEN_DAYS).statusCode()).isEqualTo(200);
        before = pushed();
        return request;
    }

    private String feed(String path) {
        return Feeds.withUrl(web.url(path));
    }

    private String linked(String hubPath, String self, String... items) {
        URI hubUrl = web.url(hubPath);
        return rss(items)
                .replace(
                        "<title>Harbour",
                        "<atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"hub\" href=\"" + hubUrl
                                + "\"/><atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"self\" href=\""
                                + web.url(self) + "\"/><title>Harbour");
    }
}
