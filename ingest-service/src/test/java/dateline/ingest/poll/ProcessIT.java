package dateline.ingest.poll;

import static dateline.ingest.stand.Feeds.releasesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dateline.ingest.stand.Feeds;
import dateline.ingest.stand.ScriptedWeb;
import dateline.ingest.stand.ScriptedWeb.Answer;
import dateline.ingest.stand.ServiceProcess;
import dateline.ingest.stand.StandResource;
import dateline.ingest.stand.Topic;
import dateline.ingest.stand.Topic.Event;
import dateline.stand.LocalKafka;
import dateline.stand.LocalPostgres;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged service stopped, killed, doubled, and left alone by its broker. */
class ProcessIT {

    @TempDir
    static Path directory;

    private static LocalKafka kafka;
    private static LocalPostgres postgres;

    private final ScriptedWeb web = new ScriptedWeb();
    private final List<ServiceProcess> processes = new ArrayList<>();

    @BeforeAll
    static void start() {
        kafka = LocalKafka.start(directory.resolve("kafka"), 0);
        StandResource.createTopics(kafka.bootstrapServers());
        postgres = LocalPostgres.start(directory.resolve("postgres"), 0);
    }

    @AfterEach
    void closeWeb() {
        processes.forEach(ServiceProcess::close); // what a failed test left running
        web.close();
    }

    @AfterAll
    static void stop() {
        postgres.close();
        kafka.close();
    }

    @Test
    void c12_aRestartKeepsValidatorsAndSchedule() {
        web.on("/restarted", Answer.feed(Feeds.rss(Feeds.item("1", "One", "One."))));
        String nextPoll;
        try (ServiceProcess service = service(Map.of())) {
            add(service, "restarted");
            nextPoll = awaitPolled(service, "restarted").getString("nextPoll");
        }
        try (ServiceProcess service = service(Map.of());
                Topic releases = releases()) {
            // A feed that was added later is polled, this one is not.
            web.on("/control", Answer.feed(Feeds.rss()));
            add(service, "control");
            awaitPolled(service, "control");
            assertThat(feed(service, "restarted").getString("nextPoll")).isEqualTo(nextPoll);
            assertThat(web.requests("/restarted")).hasSize(1);

            service.request().post("/feeds/restarted/poll").then().statusCode(202);
            await().until(() -> web.requests("/restarted").size() == 2);
            assertThat(web.last("/restarted").header("If-None-Match")).isNotNull();
            awaitLease(service, "restarted");
            assertThat(releases.all(releasesOf("restarted"))).hasSize(1);
        }
    }

    @ParameterizedTest(name = "another process runs beside it: {0}")
    @ValueSource(booleans = {false, true})
    void aKilledServiceLosesNothingAndTellsNothingTwiceAsNew(boolean another) throws InterruptedException {
        String prefix = another ? "taken-" : "killed-";
        int feeds = 30;
        int items = 40;
        for (int i = 0; i < feeds; i++) {
            int feed = i;
            String[] content = IntStream.range(0, items)
                    .mapToObj(item -> Feeds.item("g" + item, "Title " + item, "Text " + feed + "/" + item))
                    .toArray(String[]::new);
            web.on("/" + prefix + i, Answer.of(200, Feeds.rss(content)));
        }
        Predicate<Event> ofKilled =
                event -> event.value().path("source").path("id").asText().startsWith(prefix);
        Map<String, String> shortLeases = Map.of("dateline.poll.lease", "5s", "dateline.poll.at-once", "2");
        ServiceProcess service = service(shortLeases);
        Optional<ServiceProcess> running = another ? Optional.of(service(shortLeases)) : Optional.empty();
        for (int i = 0; i < feeds; i++) {
            add(service, prefix + i);
        }
        try (Topic releases = releases()) {
            releases.await(items * 3, ofKilled); // in the middle of it
            service.kill();
            assertThat(service.log()).contains("feed=" + prefix);
            try (ServiceProcess again = running.orElseGet(() -> service(shortLeases))) {
                for (int i = 0; i < feeds; i++) {
                    awaitPolled(again, prefix + i);
                }
                List<Event> all = releases.all(ofKilled);
                Set<String> ids = all.stream().map(Event::key).collect(Collectors.toSet());
                assertThat(ids).hasSize(feeds * items);
                assertThat(all).allSatisfy(event -> {
                    assertThat(event.header("ce_id")).isEqualTo(event.key() + "/1");
                    assertThat(event.value().path("backfill").asBoolean()).isTrue();
                });
            }
        }
    }

    @Test
    void aServiceThatStopsFinishesThePollsUnderWay() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        web.on("/slow", exchange -> {
            asked.countDown();
            awaitUninterrupted(stopping);
            Answer.of(200, Feeds.rss(Feeds.item("1", "One", "One."))).to(exchange);
        });
        try (Topic releases = releases()) {
            ServiceProcess service = service(Map.of());
            add(service, "slow");
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            Thread stop = new Thread(service::close);
            stop.start();
            await().until(() -> service.log().contains("outcome=draining"));
            stopping.countDown();
            stop.join();
            assertThat(releases.await(1, releasesOf("slow"))).hasSize(1);
            assertThat(service.log()).contains("outcome=read feed=slow");
        }
    }

    @Test
    void c24_twoServicesPollNoFeedTwice() {
        int feeds = 100;
        for (int i = 0; i < feeds; i++) {
            web.on("/shared/" + i, Answer.of(200, Feeds.rss(Feeds.item("1", "One", "One."))));
        }
        try (ServiceProcess one = service(Map.of());
                ServiceProcess other = service(Map.of())) {
            String opml = IntStream.range(0, feeds)
                    .mapToObj(i -> "<outline text=\"f" + i + "\" category=\"shared\" xmlUrl=\""
                            + web.url("/shared/" + i) + "\"/>")
                    .collect(Collectors.joining("", "<opml><body>", "</body></opml>"));
            one.request()
                    .contentType("application/xml")
                    .body(opml)
                    .post("/feeds/opml")
                    .then()
                    .statusCode(200);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> one.request()
                                    .get("/feeds?status=active&tag=shared&limit=500")
                                    .jsonPath()
                                    .getList("feeds")
                                    .size()
                            == feeds);
            for (int i = 0; i < feeds; i++) {
                assertThat(web.requests("/shared/" + i)).hasSize(1);
            }
            assertThat(one.log()).contains("outcome=read");
            assertThat(other.log()).contains("outcome=read");
        }
    }

    @Test
    void aBrokerThatIsAwayIsWaitedFor() {
        web.on("/away", Answer.feed(Feeds.rss(Feeds.item("1", "One", "One."))));
        int port = Integer.parseInt(kafka.bootstrapServers().split(":", 2)[1]);
        Map<String, String> impatient = new HashMap<>();
        for (String channel : List.of("releases", "feed-status")) {
            impatient.put("mp.messaging.outgoing." + channel + ".delivery.timeout.ms", "3000");
            impatient.put("mp.messaging.outgoing." + channel + ".request.timeout.ms", "2000");
            impatient.put("mp.messaging.outgoing." + channel + ".max.block.ms", "2000");
        }
        try (ServiceProcess service = service(impatient)) {
            kafka.close();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> service.request().get("/q/health/ready").statusCode() == 503);
            assertThat(service.request().get("/q/health/live").statusCode()).isEqualTo(200);
            add(service, "away");
            await().atMost(Duration.ofSeconds(30)).until(() -> service.log().contains("outcome=error feed=away"));
            assertThat(feed(service, "away").getString("lastAttempt")).isNull();
            assertThat(feed(service, "away").getString("status")).isEqualTo("new");

            kafka = LocalKafka.start(directory.resolve("kafka"), port);
            service.awaitReady();
            try (Topic releases = releases()) {
                List<Event> events = releases.await(1, releasesOf("away"));
                assertThat(events).allSatisfy(event -> {
                    assertThat(event.value().path("revision").asInt()).isEqualTo(1);
                    assertThat(event.value().path("backfill").asBoolean()).isTrue();
                });
                awaitPolled(service, "away");
            }
        }
    }

    @Test
    void aDatabaseThatComesBackIsPolledFromAgain() {
        web.on("/feed", Answer.feed(Feeds.rss(Feeds.item("1", "One", "One."))));
        int port = postgres.port();
        try (ServiceProcess service = service(Map.of("quarkus.datasource.jdbc.acquisition-timeout", "2s"));
                Topic releases = releases()) {
            add(service, "feed");
            awaitPolled(service, "feed");
            postgres.close();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> service.request().get("/q/health/ready").statusCode() == 503);
            postgres = LocalPostgres.start(directory.resolve("postgres"), port);
            service.awaitReady();
            web.on("/feed", Answer.feed(Feeds.rss(Feeds.item("1", "One", "One."), Feeds.item("2", "Two", "Two."))));
            service.request().post("/feeds/feed/poll").then().statusCode(202);
            assertThat(releases.await(2, releasesOf("feed")))
                    .extracting(event -> event.text("title"))
                    .containsExactlyInAnyOrder("One", "Two");
        }
    }

    @Test
    void deadConnectionsToTheDatabaseStopNothing() throws SQLException {
        for (int i = 0; i < 40; i++) {
            web.on("/dead-" + i, Answer.feed(Feeds.rss(Feeds.item("1", "One", "One."))));
        }
        // A poll that could give back nothing, for its connection was gone, is made again when its lease is over.
        try (ServiceProcess service = service(Map.of("dateline.poll.lease", "20s"));
                Topic releases = releases()) {
            for (int i = 0; i < 40; i++) {
                add(service, "dead-" + i);
                if (i % 4 == 0) {
                    endConnections();
                }
            }
            Predicate<Event> ofDead =
                    event -> event.value().path("source").path("id").asText().startsWith("dead-");
            for (int i = 0; i < 40; i++) {
                awaitPolled(service, "dead-" + i);
            }
            assertThat(releases.all(ofDead).stream().map(Event::key).distinct()).hasSize(40);
            assertThat(service.request().get("/q/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPollThatCouldNotBeGivenBackIsGivenBackLater() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch cut = new CountDownLatch(1);
        web.on("/cut", exchange -> {
            asked.countDown();
            awaitUninterrupted(cut);
            Answer.of(200, Feeds.rss(Feeds.item("1", "One", "One."))).to(exchange);
        });
        int port = postgres.port();
        // Its lease lasts far longer than the test waits.
        try (ServiceProcess service = service(
                        Map.of("quarkus.datasource.jdbc.acquisition-timeout", "2s", "dateline.poll.lease", "30m"));
                Topic releases = releases()) {
            add(service, "cut");
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            postgres.close();
            cut.countDown();
            await().atMost(Duration.ofSeconds(60)).until(() -> service.log().contains("outcome=lease-kept feed=cut"));
            postgres = LocalPostgres.start(directory.resolve("postgres"), port);
            assertThat(releases.await(1, releasesOf("cut"))).hasSize(1);
            await().atMost(Duration.ofSeconds(60)).until(() -> service.log().contains("outcome=read feed=cut"));
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anImportOfTenThousandFeedsOutlivesTheProcess() throws InterruptedException {
        int feeds = 10_000;
        Map<String, String> idle = Map.of("dateline.poll.enabled", "false");
        String location;
        try (ServiceProcess service = service(idle)) {
            location = service.request()
                    .contentType("application/xml")
                    .body(opml(feeds, "imported"))
                    .post("/feeds/imports")
                    .then()
                    .statusCode(202)
                    .extract()
                    .header("Location");
            String path = URI.create(location).getPath();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> service.request().get(path).jsonPath().getInt("done") > 0);
            service.kill();
        }
        String path = URI.create(location).getPath();
        try (ServiceProcess service = service(idle)) {
            assertThat(service.log()).doesNotContain("outcome=import-begun");
            JsonPath done = await().atMost(Duration.ofMinutes(2))
                    .until(
                            () -> service.request().get(path).jsonPath(),
                            at -> at.getString("state").equals("done"));
            assertThat(done.getInt("added")).isEqualTo(feeds);
            assertThat(done.getInt("known") + done.getInt("refused")).isZero();
            assertThat(count("select count(*) from ingest.feed where 'imported' = any (tags)"))
                    .isEqualTo(feeds);
        } finally {
            forget("imported");
        }
    }

    @Test
    void aServiceThatStopsWhileItReadsItsOpmlFileGoesOnAtTheNextStart() throws IOException {
        int feeds = 10_000;
        Path file = Files.writeString(directory.resolve("feeds.opml"), opml(feeds, "listed"));
        Map<String, String> settings =
                Map.of("dateline.poll.enabled", "false", "dateline.sources.opml", file.toString());
        String listed = "select count(*) from ingest.feed where 'listed' = any (tags)";
        try {
            ServiceProcess service = service(settings);
            await().atMost(Duration.ofSeconds(60)).until(() -> count(listed) > 0);
            service.close();
            assertThat(count(listed)).isBetween(1, feeds);
            String stop = service.log().substring(service.log().indexOf("outcome=draining"));
            assertThat(stop.lines().filter(line -> line.matches(".* (WARN|ERROR) .*|.*(ARJUNA|ArC).*")))
                    .isEmpty();
            try (ServiceProcess again = service(settings)) {
                await().atMost(Duration.ofMinutes(2)).until(() -> again.log().contains("outcome=opml-read"));
                assertThat(count(listed)).isEqualTo(feeds);
            }
        } finally {
            forget("listed");
        }
    }

    private static String opml(int feeds, String tag) {
        return IntStream.range(0, feeds)
                .mapToObj(i -> "<outline text=\"f" + i + "\" category=\"" + tag + "\" xmlUrl=\"http://" + tag + "-" + i
                        + ".example/rss\"/>")
                .collect(Collectors.joining("\n", "<opml><body>\n", "</body></opml>"));
    }

    private static int count(String sql) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    // The processes of other tests would poll them.
    private static void forget(String tag) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from ingest.feed where '" + tag + "' = any (tags)");
        } catch (SQLException e) {
            throw new IllegalStateException("forgetting the feeds tagged " + tag, e);
        }
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "");
    }

    private static void endConnections() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where backend_type = 'client backend' and pid <> pg_backend_pid()");
        }
    }

    @Test
    void aGracefulStopLogsNoError() {
        for (int i = 0; i < 20; i++) {
            web.on("/stopped-" + i, Answer.feed(Feeds.rss(Feeds.item("1", "One", "One."))));
        }
        ServiceProcess service = service(Map.of("dateline.sources.announce", "10ms", "dateline.push.check", "10ms"));
        for (int i = 0; i < 20; i++) {
            add(service, "stopped-" + i);
        }
        awaitPolled(service, "stopped-0");
        service.close();
        String stop = service.log().substring(service.log().indexOf("outcome=draining"));
        assertThat(stop.lines().filter(line -> line.matches(".* (WARN|ERROR) .*|.*(ARJUNA|ArC).*")))
                .isEmpty();
        assertThat(service.log()).contains("outcome=draining");
    }

    @Test
    void anUnknownKeyFailsTheStart() throws InterruptedException {
        try (ServiceProcess service = ServiceProcess.launch(
                kafka.bootstrapServers(),
                postgres,
                directory.resolve("unknown.log"),
                Map.of("dateline.fecth.deadline", "1s"))) {
            assertThat(service.awaitEnd()).isNotZero();
            assertThat(service.log()).contains("dateline.fecth.deadline");
        }
    }

    @Test
    void withoutAKeyNobodyMayWrite() {
        try (ServiceProcess service = service(Map.of("dateline.api.keys", ""))) {
            service.request()
                    .body(Map.of("url", web.url("/feed").toString()))
                    .post("/feeds")
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json");
            service.request().get("/feeds").then().statusCode(200);
        }
    }

    private static int started;

    private ServiceProcess service(Map<String, String> settings) {
        ServiceProcess process = ServiceProcess.launch(
                kafka.bootstrapServers(), postgres, directory.resolve("service-" + started++ + ".log"), settings);
        processes.add(process);
        return process.awaitReady();
    }

    private Topic releases() {
        return new Topic(kafka.bootstrapServers(), "releases.ingested", "release.schema.json");
    }

    /** Adds the feed of a path, which is its id too. */
    private void add(ServiceProcess service, String id) {
        // Whoever meets a connection that has just been ended is told so, and asks again.
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> service.request()
                                .body(Map.of("url", web.url("/" + id).toString(), "id", id))
                                .post("/feeds")
                                .statusCode(),
                        status -> status == 201 || status == 409);
    }

    private static JsonPath feed(ServiceProcess service, String id) {
        return service.request()
                .get("/feeds/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath awaitPolled(ServiceProcess service, String id) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> feed(service, id), feed -> feed.getString("lastAttempt") != null);
    }

    private static void awaitLease(ServiceProcess service, String id) {
        await().until(() -> service.log().contains("outcome=unchanged feed=" + id));
    }
}
