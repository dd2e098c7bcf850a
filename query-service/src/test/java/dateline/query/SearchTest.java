package dateline.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dateline.query.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The search over releases that came through the topic. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class SearchTest {

    private static final Duration WAIT = Duration.ofSeconds(60);

    @Inject
    Topic topic;

    @Test
    void filtersNarrowTheSearch() {
        Event one = Event.of("filter-one")
                .words("", "filterword alpha")
                .source("filter-ministry", "Ministry")
                .published(Instant.parse("2026-01-10T12:00:00Z"))
                .entity("Q700", "person", "Márta Ékes", "M. Ékes", "Ékes")
                .topic("20000639", "diplomacy", "about");
        Event two = Event.of("filter-two")
                .words("", "filterword beta")
                .source("filter-court", "Court")
                .published(Instant.parse("2026-01-11T12:00:00Z"))
                .language("fr")
                .entity("organisation:filter-court", "organisation", "Filter Court")
                .topic("20000106", "judiciary", "mentions");
        store(one, two);

        assertThat(found("q", "filterword")).containsExactly(two.id(), one.id());
        assertThat(found("q", "filterword", "source", "filter-ministry")).containsExactly(one.id());
        assertThat(found("q", "filterword", "source", "filter-ministry", "source", "filter-court"))
                .containsExactly(two.id(), one.id());
        assertThat(found("entity", "Q700")).containsExactly(one.id());
        assertThat(found("entity", "marta ekes")).containsExactly(one.id());
        assertThat(found("entity", "ÉKES")).containsExactly(one.id());
        assertThat(found("entity", "Ékes Márta")).isEmpty();
        assertThat(found("q", "filterword", "topic", "http://cv.iptc.org/newscodes/mediatopic/20000639"))
                .containsExactly(one.id());
        assertThat(found("q", "filterword", "topic", "medtop:20000106")).containsExactly(two.id());
        assertThat(found("q", "filterword", "topic", "20000639")).containsExactly(one.id());
        assertThat(found("q", "filterword", "language", "FR")).containsExactly(two.id());
        assertThat(found("q", "filterword", "from", "2026-01-11")).containsExactly(two.id());
        assertThat(found("q", "filterword", "to", "2026-01-10")).containsExactly(one.id());
        assertThat(found("q", "filterword", "to", "2026-01-11T12:00:00Z")).containsExactly(one.id());
        assertThat(found("q", "filterword", "from", "2026-01-10T13:00:00+01:00"))
                .containsExactly(two.id(), one.id());
        assertThat(found("q", "filterword", "entity", "Q700", "source", "filter-court"))
                .isEmpty();
    }

    @Test
    void aHitTellsWhatAPageShows() {
        Event event = Event.of("hit")
                .words("The <hitword> & co", "Before. The hitword's \"story\" <b>goes</b> on.")
                .entity("Q1", "place", "Hitland")
                .entity("date:x", "date", "3 March")
                .topic("20000639", "diplomacy", "about");
        store(event);

        search("q", "hitword")
                .body("releases[0].id", is(event.id()))
                .body("releases[0].title", is("The <hitword> & co"))
                .body("releases[0].highlightedTitle", is("The &lt;<mark>hitword</mark>&gt; &amp; co"))
                .body("releases[0].snippet", containsString("The <mark>hitword</mark>&#39;s &quot;story&quot;"))
                .body("releases[0].snippet", not(containsString("<b>")))
                .body("releases[0].source.name", is("Test Press"))
                .body("releases[0].topics.label", hasItem("diplomacy"))
                .body("releases[0].entities.name", is(List.of("Hitland")))
                .body("releases[0].self", is("/releases/" + event.id()))
                .body("next", nullValue());
    }

    @Test
    void pagesNeitherSkipNorRepeatWhileReleasesArrive() {
        List<String> expected = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            // Five releases share each date, so that the order falls back on the id, across a change of month.
            Event event = Event.of("page-" + i)
                    .words("", "pageword")
                    .published(Instant.parse("2026-02-02T00:00:00Z").minusSeconds(i / 5 * 86_400L));
            events.add(event);
        }
        store(events.toArray(Event[]::new));
        events.sort((a, b) -> {
            int byDate = b.published().compareTo(a.published());
            return byDate != 0 ? byDate : b.id().compareTo(a.id());
        });
        events.forEach(event -> expected.add(event.id()));

        List<String> seen = new ArrayList<>();
        String next = "/releases?q=pageword&limit=4";
        int page = 0;
        while (next != null) {
            ValidatableResponse response = get(next).then().statusCode(200);
            seen.addAll(response.extract().<List<String>>path("releases.id"));
            next = response.extract().headers().getValues("Link").stream()
                    .filter(link -> link.endsWith("; rel=\"next\""))
                    .map(link -> link.substring(1, link.indexOf('>')))
                    .findFirst()
                    .orElse(null);
            store(Event.of("page-late-" + page++)
                    .words("", "pageword")
                    .published(Instant.parse("2026-02-09T00:00:00Z")));
        }

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void theWordIndexFindsWhatTheWalkDoesNotReachOverManyMonthsAndCountsToItsCap() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String words = i % 4 == 0 ? "commonplace rareplace" : "commonplace";
            events.add(Event.of("month-" + i)
                    .words("", words)
                    .published(Instant.parse("2025-12-31T23:00:00Z").minus(Duration.ofDays(20L * i))));
        }
        store(events.toArray(Event[]::new));
        List<String> all = events.stream().map(Event::id).toList();
        List<String> rare = IntStream.range(0, 40)
                .filter(i -> i % 4 == 0)
                .mapToObj(all::get)
                .toList();

        assertThat(found("q", "commonplace", "limit", "100")).isEqualTo(all);
        search("q", "commonplace").body("total", is(30)).body("relation", is("gte"));
        assertThat(found("q", "rareplace", "limit", "100")).isEqualTo(rare);
        search("q", "rareplace", "limit", "4").body("total", is(10)).body("relation", is("eq"));
        assertThat(found("q", "rareplace", "from", "2025-06-01", "to", "2025-09-30"))
                .isEqualTo(rare.stream()
                        .filter(id -> within(events, id, "2025-06-01", "2025-10-01"))
                        .toList());
        search("q", "rareplace absentplace").body("total", is(0)).body("relation", is("eq"));
    }

    @Test
    void theQueryLanguageIsAnswered() {
        Event one = Event.of("language-one")
                .words("Langmark treaty", "The minister spoke at length about clean water in Vaduz.")
                .entity("Q9002", "place", "Langmarkville", "LMV")
                .entity("Q9001", "person", "Ana Langmark")
                .topic("20000639", "diplomacy", "about");
        one.annotations()
                .withArrayProperty("quotations")
                .addObject()
                .put("start", 0)
                .put("end", 3)
                .put("speaker", "Q9001");
        Event two = Event.of("language-two").words("Water", "Langmark is in the body: negotiations. Water is clean.");
        store(one, two);

        assertThat(found("q", "langmark")).containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(found("q", "title:langmark")).containsExactly(one.id());
        assertThat(found("q", "body:langmark")).containsExactly(two.id());
        assertThat(found("q", "langmark (treaty OR absent)")).containsExactly(one.id());
        assertThat(found("q", "langmark -treaty")).containsExactly(two.id());
        assertThat(found("q", "langmark negoti*")).containsExactly(two.id());
        assertThat(found("q", "langmark negotiat*")).containsExactly(two.id());
        assertThat(found("q", "langmark \"clean water\"")).containsExactly(one.id());
        assertThat(found("q", "langmark minister near/5 water")).isEmpty();
        assertThat(found("q", "langmark minister near/6 water")).containsExactly(one.id());
        assertThat(found("q", "langmark water near/6 minister")).containsExactly(one.id());
        assertThat(found("q", "place:lmv")).containsExactly(one.id());
        assertThat(found("q", "person:lmv")).isEmpty();
        assertThat(found("q", "speaker:\"ana langmark\"")).containsExactly(one.id());
        assertThat(found("q", "langmark topic:diplomacy")).containsExactly(one.id());
        assertThat(found("q", "langmark -topic:diplomacy")).containsExactly(two.id());
        assertThat(found("q", "langmark after:2026-03 before:2026-04")).containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(found("q", "langmark before:2026-03")).isEmpty();
        assertThat(found("q", "the langmark of")).containsExactlyInAnyOrder(one.id(), two.id());
        given().queryParam("q", "langmark persn:x")
                .get("/releases")
                .then()
                .statusCode(400)
                .body("field", is("q"))
                .body("column", is(10))
                .body("detail", containsString("did you mean \"person\""));
    }

    @Test
    void aTopicIsFoundByTheTopicsAboveIt() {
        // Diplomacy lies under international relations, and that under politics.
        Event event = Event.of("tree").words("", "treeword").topic("20000639", "diplomacy", "about");
        store(event);

        assertThat(found("q", "treeword", "topic", "medtop:20000638")).containsExactly(event.id());
        assertThat(found("q", "treeword", "topic", "11000000")).containsExactly(event.id());
        assertThat(found("q", "treeword", "topic", "Diplomacy")).containsExactly(event.id());
        assertThat(found("q", "treeword", "topic", "politics")).containsExactly(event.id());
        assertThat(found("q", "treeword", "topic", "sport")).isEmpty();
    }

    @Test
    void facetsTellWhatTheMatchesAreMadeOf() {
        Event one = Event.of("facet-1")
                .words("", "facetword")
                .source("facet-a", "A")
                .entity("Q9100", "place", "Facetville")
                .topic("20000639", "diplomacy", "about")
                .published(Instant.parse("2026-01-05T23:59:59Z"));
        Event two = Event.of("facet-2")
                .words("", "facetword")
                .source("facet-a", "A")
                .language("pt-BR")
                .entity("Q9100", "place", "Facetville")
                .published(Instant.parse("2026-01-06T00:00:00Z"));
        Event other = Event.of("facet-3").words("", "another").source("facet-b", "B");
        store(one, two, other);

        given().queryParam("q", "facetword")
                .get("/releases/facets")
                .then()
                .statusCode(200)
                .body("counted", is(2))
                .body("complete", is(true))
                .body("sources.value", is(List.of("facet-a")))
                .body("sources[0].count", is(2))
                .body("languages.value", is(List.of("en", "pt")))
                .body("topics[0].value", is("20000639"))
                .body("topics[0].label", is("diplomacy"))
                .body("entities[0].label", is("Facetville"))
                .body("days.value", is(List.of("2026-01-06", "2026-01-05")));
    }

    @Test
    void relevancePutsTheTitleOverTheBodyAndTheNewerOverTheOlder() {
        Instant now = Instant.now();
        Event body = Event.of("rank-body")
                .words("Other", "Words and more words, then rankword.")
                .published(now.minusSeconds(60));
        Event title = Event.of("rank-title")
                .words("Rankword", "Words and more words.")
                .published(now.minusSeconds(7200));
        Event old = Event.of("rank-old")
                .words("Rankword", "Words and more words.")
                .published(now.minus(Duration.ofDays(600)));
        store(body, title, old);

        assertThat(found("q", "rankword")).containsExactly(body.id(), title.id(), old.id());
        search("q", "rankword", "order", "relevance")
                .body("releases.id", is(List.of(title.id(), body.id(), old.id())))
                .body("total", is(3))
                .body("next", nullValue());
        assertThat(found("q", "rankword", "order", "relevance", "limit", "1")).containsExactly(title.id());
        refused("cursor", "q", "rankword", "order", "relevance", "cursor", "x");
        refused("order", "q", "rankword", "order", "best");
    }

    @Test
    void copiesAreCollapsedAndAStoryIsShownWhole() {
        Event origin = Event.of("story-origin").words("", "storyword");
        Event copy = Event.of("story-copy").words("", "storyword").published(Instant.parse("2026-03-04T00:00:00Z"));
        Event alone = Event.of("story-alone").words("", "storyword").published(Instant.parse("2026-03-05T00:00:00Z"));
        group(origin, "story-7", "origin");
        group(copy, "story-7", "copy");
        store(origin, copy, alone);

        assertThat(found("q", "storyword")).containsExactly(alone.id(), copy.id(), origin.id());
        assertThat(found("q", "storyword", "duplicates", "collapse")).containsExactly(alone.id(), origin.id());
        assertThat(found("group", "story-7")).containsExactly(copy.id(), origin.id());
        assertThat(found("q", "storyword", "country", "at")).hasSize(3);
        assertThat(found("q", "storyword", "country", "CH")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "hour, 2026-01-05T10:00:00Z 2026-01-05T09:00:00Z 2025-12-31T23:00:00Z, 1 1 1",
        "day, 2026-01-05T00:00:00Z 2025-12-31T00:00:00Z, 2 1",
        "week, 2026-01-05T00:00:00Z 2025-12-29T00:00:00Z, 2 1",
        "month, 2026-01-01T00:00:00Z 2025-12-01T00:00:00Z, 2 1",
        "year, 2026-01-01T00:00:00Z 2025-01-01T00:00:00Z, 2 1"
    })
    void aHistogramCountsByDate(String interval, String starts, String counts) {
        store(
                Event.of("histogram-1").words("", "histogramword").published(Instant.parse("2026-01-05T10:59:59Z")),
                Event.of("histogram-2").words("", "histogramword").published(Instant.parse("2026-01-05T09:00:00Z")),
                Event.of("histogram-3").words("", "histogramword").published(Instant.parse("2025-12-31T23:30:00Z")));

        given().queryParam("q", "histogramword")
                .queryParam("interval", interval)
                .get("/releases/histogram")
                .then()
                .statusCode(200)
                .body("counted", is(3))
                .body("complete", is(true))
                .body("buckets.start", is(List.of(starts.split(" ", -1))))
                .body(
                        "buckets.count",
                        is(Stream.of(counts.split(" ", -1))
                                .map(Integer::valueOf)
                                .toList()));
    }

    @Test
    void aHistogramOfAnUnknownIntervalIsRefused() {
        given().queryParam("interval", "decade")
                .get("/releases/histogram")
                .then()
                .statusCode(400)
                .body("field", is("interval"));
    }

    @Test
    void entitiesAreSuggestedByTheBeginningOfAnyName() {
        store(Event.of("suggest").entity("Q9200", "organisation", "Suggestion Centre for Élan", "SCE%_"));

        given().queryParam("q", "sugges")
                .get("/entities")
                .then()
                .statusCode(200)
                .body("id", is(List.of("Q9200")));
        given().queryParam("q", "SCE%").get("/entities").then().body("name", is(List.of("Suggestion Centre for Élan")));
        // As a pattern it would fit "suggestion"; as what was typed it is like no name.
        given().queryParam("q", "s%g_").get("/entities").then().body("id", not(hasItem("Q9200")));
        given().get("/entities").then().statusCode(400).body("field", is("q"));
    }

    @Test
    void noQueryStringMakesAnError() {
        Random random = new Random(20260303);
        String alphabet = "ab '\"\\():*&|!<>-@/%_.,;$\u0000\u00e9\u0301\u5b57\ud83d\ude80\t\nORANDtitle:near/5";
        for (int i = 0; i < 400; i++) {
            StringBuilder query = new StringBuilder();
            for (int length = 1 + random.nextInt(40); length > 0; length--) {
                query.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(given().queryParam("q", query.toString())
                            .get("/releases")
                            .statusCode())
                    .as("status for %s", query)
                    .isIn(200, 400);
        }
    }

    @Test
    void theFirstPageIsLinkedFromTheOthers() {
        store(Event.of("link-1").words("", "linkword"), Event.of("link-2").words("", "linkword"));
        String cursor = search("q", "linkword", "limit", "1")
                .body("next", notNullValue())
                .extract()
                .path("next");

        List<String> links = given().queryParam("q", "linkword")
                .queryParam("limit", 1)
                .queryParam("cursor", cursor)
                .get("/releases")
                .headers()
                .getValues("Link");

        assertThat(links)
                .contains("</releases?q=linkword&limit=1>; rel=\"first\"")
                .anyMatch(link -> link.endsWith("rel=\"self\"") && link.contains("cursor=" + cursor))
                .noneMatch(link -> link.endsWith("rel=\"next\""));
    }

    @Test
    void aCursorBelongsToItsSearch() {
        store(Event.of("cursor-1").words("", "cursorword"), Event.of("cursor-2").words("", "cursorword"));
        String cursor = search("q", "cursorword", "limit", "1").extract().path("next");

        refused("cursor", "q", "otherword", "cursor", cursor);
        refused("cursor", "q", "cursorword", "cursor", cursor.substring(1));
        refused("cursor", "q", "cursorword", "cursor", "bm90IGEgY3Vyc29y");
        refused("cursor", "q", "cursorword", "cursor", "%%%");
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 101",
        "limit, many",
        "limit, 99999999999",
        "from, yesterday",
        "from, 2026-02-30",
        "to, 12/03/2026",
        "from, -999999999-01-01T00:00:00Z",
        "withdrawn, perhaps",
        "sauce, x",
        "topic, ' '",
        "duplicates, perhaps",
        "order, best"
    })
    void whatCannotBeUsedIsRefusedByName(String parameter, String value) {
        refused(parameter, parameter, value);
    }

    @Test
    void aParameterMayNotBeGivenTwiceWhereOnlyOneCounts() {
        refused("q", "q", "a", "q", "b");
    }

    @ParameterizedTest
    @CsvSource({
        "en, The ministers were negotiating agreements, minister negotiation agreement",
        "de, Die Verhandlungen der Ministerinnen, verhandlung",
        "fr, Les négociations économiques continuent, negociation economique",
        "es, Las canciones tradicionales, tradicional",
        "ru, Министры подписали соглашения, министр соглашение",
        "pt-BR, Os acordos comerciais, acordo",
        "kk, Қазақстан мен Өзбекстан, қазақстан",
        "und, Überraschung überall, uberraschung"
    })
    void wordsAreFoundByTheirStemsAndWithoutAccents(String language, String text, String query) {
        Event event = Event.of("stem-" + language).language(language).words("", text);
        store(event);

        assertThat(found("q", query)).contains(event.id());
    }

    @Test
    void languagesDoNotMix() {
        // "die" is no word of weight in German, and a word in English.
        Event english = Event.of("mix-en")
                .words("", "Mixmarker: old soldiers never die")
                .language("en");
        Event german = Event.of("mix-de").words("", "Mixmarker: die Soldaten").language("de");
        store(english, german);

        assertThat(found("q", "mixmarker die")).containsExactlyInAnyOrder(english.id(), german.id());
        assertThat(found("q", "mixmarker soldier")).containsExactly(english.id());
        assertThat(found("q", "mixmarker -soldier")).containsExactly(german.id());
    }

    @Test
    void chineseIsFoundByAPartOfASentence() {
        Event event = Event.of("cjk").language("zh").words("", "哈萨克斯坦外交部发言人今天表示");
        store(event);

        assertThat(found("q", "外交部")).contains(event.id());
        assertThat(found("q", "外贸部")).doesNotContain(event.id());
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostileQueryIsAnsweredOrRefused(String query) {
        long start = System.nanoTime();
        int status = given().queryParam("q", query).get("/releases").statusCode();

        assertThat(status).isIn(200, 400);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    static Stream<String> hostile() {
        return Stream.of(
                "\"",
                "\"\"",
                "\"unbalanced",
                "((((((((",
                "))))",
                "()",
                "a OR",
                "OR OR OR",
                "-",
                "--",
                "- -a",
                "-\"",
                "!",
                "!!a",
                "a & b",
                "a | b",
                "a <-> b",
                "a <1000000> b",
                "a:*",
                "a:ABCD*",
                ":*",
                "\\",
                "\\\\'",
                "'",
                "''",
                "'; drop table query.release; --",
                "1' or '1'='1",
                "\u0000",
                "a\u0000b",
                "\u0001\u001f\u007f",
                "\ud83d",
                "\uFFFF",
                "\uE000\uE001",
                "@k:english",
                "'@s:x'",
                "%",
                "_",
                "*",
                "**",
                "prefix*",
                "near/5",
                "title:",
                "title:title:title:",
                "before:never",
                "after:-1",
                "<script>alert(1)</script>",
                "$1 $2",
                ":q",
                "{{q}}",
                "${jndi:x}",
                "http://a.b/c?d=e&f=g",
                "a@b.example",
                "0x",
                "1e999999",
                "-0",
                "\u202e\u200b\u2066",
                "\u0301\u0301",
                "a".repeat(1999),
                "a ".repeat(999),
                "a OR ".repeat(399) + "b",
                "(".repeat(999) + ")".repeat(999),
                "-(".repeat(500),
                "\"a\" ".repeat(400),
                "x".repeat(100_000),
                "the of and",
                "字".repeat(1500));
    }

    private static void group(Event event, String group, String relation) {
        event.annotations().withObject("/duplicates").put("group", group).put("relation", relation);
    }

    private static boolean within(List<Event> events, String id, String from, String to) {
        Event event =
                events.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
        return !event.published().isBefore(Instant.parse(from + "T00:00:00Z"))
                && event.published().isBefore(Instant.parse(to + "T00:00:00Z"));
    }

    private ValidatableResponse search(String... parameters) {
        var request = given();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/releases").then().statusCode(200);
    }

    private List<String> found(String... parameters) {
        return search(parameters).extract().path("releases.id");
    }

    private static void refused(String field, String... parameters) {
        var request = given();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        request.get("/releases")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("field", is(field))
                .body("status", is(400))
                .body("instance", is("/releases"));
    }

    /** Sends the events and waits until each can be read. */
    private void store(Event... events) {
        topic.send(events);
        for (Event event : events) {
            await().atMost(WAIT).until(() -> get("/releases/" + event.id()).statusCode() == 200);
        }
    }
}
