package dateline.ingest.poll;

import static dateline.ingest.stand.Feeds.item;
import static dateline.ingest.stand.Feeds.releasesOf;
import static dateline.ingest.stand.Feeds.rss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dateline.ingest.stand.Feeds;
import dateline.ingest.stand.ScriptedWeb;
import dateline.ingest.stand.ScriptedWeb.Answer;
import dateline.ingest.stand.StandResource;
import dateline.ingest.stand.Topic;
import dateline.ingest.stand.Topic.Event;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of entries: which are the same, which are gone, and where the older ones stand. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
class EntriesIT {

    private final ScriptedWeb web = new ScriptedWeb();
    private final Topic releases = Topic.releases();

    @AfterEach
    void close() {
        Feeds.removeAll();
        web.close();
        releases.close();
    }

    @Test
    void c56_guidsThatDifferInHttpAndHttpsOrWwwAloneAreOneRelease() {
        web.on("/twins", Answer.of(200, rss(item("http://www.office.example/1", "First", "One."))));
        String id = polled("/twins");
        web.on(
                "/twins",
                Answer.of(200, rss(item("https://office.example/1", "First", "One."), item("2", "Second", "Two."))));
        Feeds.pollNow(id);
        web.on("/twins", Answer.of(200, rss(item("https://www.office.example/1", "First", "One, corrected."))));
        Feeds.pollNow(id);
        List<Event> events = releases.await(3, releasesOf(id));
        assertThat(events)
                .extracting(
                        event -> event.text("guid"),
                        event -> event.text("change"),
                        event -> event.value().path("revision").asInt())
                .containsExactlyInAnyOrder(
                        tuple("http://www.office.example/1", "new", 1),
                        tuple("2", "new", 1),
                        tuple("http://www.office.example/1", "updated", 2));
    }

    @Test
    void c56_twinsThatStandInOneDocumentAreTwoReleases() {
        web.on(
                "/both",
                Answer.of(
                        200,
                        rss(
                                item("http://office.example/1", "First", "One."),
                                item("https://office.example/1", "Second", "Two."))));
        String id = polled("/both");
        assertThat(releases.await(2, releasesOf(id)))
                .extracting(event -> event.text("title"))
                .containsExactlyInAnyOrder("First", "Second");
    }

    @Test
    void c56_twoThousandItemsInAnyOrderWithAnyDatesAllArrive() {
        String[] dates = {
            "",
            "<pubDate>Mon, 01 Jan 2035 00:00:00 GMT</pubDate>",
            "<pubDate>01 Jan 24 10:00 EST</pubDate>",
            "<pubDate>yesterday</pubDate>"
        };
        String[] items = IntStream.range(0, 2000)
                .mapToObj(i -> item("g" + (i * 7919) % 2000, "Title " + i, "Text " + i)
                        .replace("<title>", dates[i % dates.length] + "<title>"))
                .toArray(String[]::new);
        web.on("/many", Answer.of(200, rss(items)));
        String id = polled("/many");
        List<Event> events = releases.await(2000, releasesOf(id));
        assertThat(events.stream().map(Event::key).distinct()).hasSize(2000);
    }

    @Test
    void c60_whatIsGoneFromACompleteFeedIsWithdrawnAndMayComeBack() {
        String one = item("1", "First", "One.");
        String two = item("2", "Second", "Two.");
        web.on("/complete", Answer.of(200, complete(one, two)));
        String id = polled("/complete");
        releases.await(2, releasesOf(id));
        web.on("/complete", Answer.of(200, complete(two)));
        Feeds.pollNow(id);
        Event gone = releases.await(3, releasesOf(id)).get(2);
        assertThat(gone.text("change")).isEqualTo("withdrawn");
        assertThat(gone.text("title")).isEqualTo("First");
        assertThat(gone.text("text")).isEqualTo("One.");
        assertThat(gone.value().path("revision").asInt()).isEqualTo(2);
        web.on("/complete", Answer.of(200, complete(two) + "<!-- the same -->"));
        Feeds.pollNow(id);
        web.on("/complete", Answer.of(200, complete(two, one)));
        Feeds.pollNow(id);
        Event back = releases.await(4, releasesOf(id)).get(3);
        assertThat(back.text("change")).isEqualTo("updated");
        assertThat(back.value().path("revision").asInt()).isEqualTo(3);
    }

    @Test
    void c61_archivesAreWalkedOnSubscriptionAndAfterAGapAndEachOnce() {
        web.on("/walk", Answer.of(200, page("prev-archive", "/walk-2", item("5", "Fifth", "5"))))
                .on("/walk-2", Answer.of(200, page("prev-archive", "/walk-1", item("4", "Fourth", "4"))))
                .on("/walk-1", Answer.of(200, rss(item("3", "Third", "3"))));
        String id = polled("/walk");
        assertThat(releases.await(3, releasesOf(id)))
                .allSatisfy(event ->
                        assertThat(event.value().path("backfill").asBoolean()).isTrue());
        assertThat(asked("/walk-2", "/walk-1")).containsExactly(1, 1);

        // Something new beside something known: no gap, no walk.
        web.on(
                "/walk",
                Answer.of(200, page("prev-archive", "/walk-2", item("6", "Sixth", "6"), item("5", "Fifth", "5"))));
        Feeds.pollNow(id);
        releases.await(4, releasesOf(id));
        assertThat(asked("/walk-2", "/walk-1")).containsExactly(1, 1);

        // Nothing known: the archive holds what came in between, and is walked as far as the pages that were read.
        web.on("/walk", Answer.of(200, page("prev-archive", "/walk-3", item("9", "Ninth", "9"))))
                .on(
                        "/walk-3",
                        Answer.of(
                                200,
                                page("prev-archive", "/walk-2", item("8", "Eighth", "8"), item("7", "Seventh", "7"))));
        Feeds.pollNow(id);
        assertThat(releases.await(7, releasesOf(id)))
                .extracting(event -> event.text("title"))
                .contains("Seventh", "Eighth", "Ninth");
        assertThat(asked("/walk-3", "/walk-2", "/walk-1")).containsExactly(1, 1, 1);
    }

    @Test
    void c62_pagesAreBoundedAndLoopSafe() {
        web.on("/loop", Answer.of(200, page("next", "/loop-2", item("1", "First", "1"))))
                .on("/loop-2", Answer.of(200, page("next", "/loop", item("2", "Second", "2"))));
        String loop = polled("/loop");
        releases.await(2, releasesOf(loop));
        assertThat(asked("/loop", "/loop-2")).containsExactly(1, 1);

        for (int i = 0; i < 40; i++) {
            web.on("/endless-" + i, Answer.of(200, json(i, "/endless-" + (i + 1))));
        }
        String endless = polled("/endless-0");
        releases.await(21, releasesOf(endless));
        assertThat(web.requests("/endless-20")).hasSize(1);
        assertThat(web.requests("/endless-21")).isEmpty();
    }

    @Test
    void c62_pagesOfOtherHostsAreLeftAlone() {
        try (ScriptedWeb other = new ScriptedWeb()) {
            other.on("/page", Answer.of(200, rss(item("2", "Second", "2"))));
            web.on("/own", Answer.of(200, page("next", other.url("/page").toString(), item("1", "First", "1"))));
            polled("/own");
            assertThat(other.requests("/page")).isEmpty();
        }
    }

    @Test
    void c63_aDeltaBringsWhatIsNewAndNothingElseIsMissed() {
        web.on("/delta", Answer.of(200, complete(item("1", "First", "1"), item("2", "Second", "2")), "ETag", "\"a\""));
        String id = polled("/delta");
        web.on("/delta", Answer.of(226, complete(item("3", "Third", "3")), "ETag", "\"b\"", "IM", "feed"));
        Feeds.pollNow(id);
        Feeds.pollNow(id);
        assertThat(web.requests("/delta").get(1).header("A-IM")).isEqualTo("feed");
        assertThat(web.last("/delta").header("If-None-Match")).isEqualTo("\"b\"");
        assertThat(releases.all(releasesOf(id)))
                .extracting(event -> event.text("title"), event -> event.text("change"))
                .containsExactlyInAnyOrder(tuple("First", "new"), tuple("Second", "new"), tuple("Third", "new"));
    }

    private String polled(String path) {
        String id = Feeds.add(web.url(path));
        Feeds.await(id, feed -> feed.getString("lastSuccess") != null);
        return id;
    }

    private List<Integer> asked(String... paths) {
        return List.of(paths).stream().map(path -> web.requests(path).size()).toList();
    }

    private static String complete(String... items) {
        return rss(items)
                .replace(
                        "<title>Harbour",
                        "<fh:complete xmlns:fh=\"http://purl.org/syndication/history/1.0\"/><title>Harbour");
    }

    private static String page(String rel, String href, String... items) {
        return rss(items)
                .replace(
                        "<title>Harbour",
                        "<atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"" + rel + "\" href=\"" + href
                                + "\"/><title>Harbour");
    }

    private static String json(int number, String next) {
        return "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"next_url\":\"" + next
                + "\",\"items\":[{\"id\":\"" + number + "\",\"title\":\"Item " + number + "\"}]}";
    }
}
