package dateline.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dateline.query.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quotations: found by speaker, by what they name and by their words. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class QuotationTest {

    @Inject
    DataSource database;

    @Inject
    Topic topic;

    @Test
    void quotationsAreFoundBySpeakerAndByWhatTheyName() {
        Event event = Event.of("quotation-1")
                .words(
                        "",
                        "\"Quoteland is green\", said Ada. \"So is Bob\", said Cy. Quoteland \uD83D\uDE80 \"rises\".")
                .entity("Q9400", "place", "Quoteland")
                .mention(1, 10)
                .entity("Q9401", "person", "Ada Quote")
                .mention(27, 30)
                .entity("Q9402", "person", "Cy Quote")
                .mention(50, 52)
                .quotation("\"Quoteland is green\"", "Q9401")
                .quotation("\"So is Bob\"", "Q9402")
                .quotation("\"rises\"", null);
        topic.store(event);

        assertThat(texts("speaker", "ada quote")).containsExactly("\"Quoteland is green\"");
        assertThat(texts("speaker", "Q9401", "speaker", "Q9402"))
                .containsExactly("\"Quoteland is green\"", "\"So is Bob\"");
        assertThat(texts("about", "Quoteland")).containsExactly("\"Quoteland is green\"");
        assertThat(texts("speaker", "Q9402", "about", "Q9400")).isEmpty();
        assertThat(texts("entity", "Q9400")).contains("\"rises\"");
        given().queryParam("about", "Q9400")
                .get("/quotations")
                .then()
                .body("quotations[0].speaker.name", is("Ada Quote"))
                .body("quotations[0].kind", is("direct"))
                .body("quotations[0].about.name", is(List.of("Quoteland")))
                .body("quotations[0].release.self", is("/releases/" + event.id()))
                .body("quotations[0].release.source", is("Test Press"))
                .body("next", nullValue());
    }

    @Test
    void wordsAreFoundInQuotationsAlone() {
        Event said = Event.of("quotation-said")
                .words("", "He said \"negotiations of quoteword continue\" and \"deeper water\". Other talk of rivers.")
                .quotation("\"negotiations of quoteword continue\"", null)
                .quotation("\"deeper water\"", null);
        Event told = Event.of("quotation-told").words("", "Negotiations of quoteword continue in deeper water.");
        topic.store(said, told);

        assertThat(found("quoteword")).containsExactlyInAnyOrder(said.id(), told.id());
        assertThat(found("quote:quoteword")).containsExactly(said.id());
        assertThat(found("quoteword -quote:quoteword")).containsExactly(told.id());
        assertThat(found("quoteword quote:rivers")).isEmpty();
        assertThat(found("quote:(quoteword negotiation)")).containsExactly(said.id());
        assertThat(found("quote:\"negotiating of quoteword\"")).containsExactly(said.id());
        assertThat(found("quote:\"quoteword negotiations\"")).isEmpty();
        // Two quotations are not one phrase, however near they stand.
        assertThat(found("quote:\"continue deeper\"")).isEmpty();
        assertThat(found("quote:(continue near/10 water)")).isEmpty();
        assertThat(found("quote:(quoteword near/3 continue)")).containsExactly(said.id());
        assertThat(found("quote:quotew*")).containsExactly(said.id());
        given().queryParam("q", "quote:quoteword")
                .get("/releases")
                .then()
                .body("releases[0].snippet", containsString("<mark>quoteword</mark>"));
    }

    @Test
    void wordsInQuotationsAreFoundInAnyScript() {
        Event event = Event.of("quotation-zh")
                .language("zh")
                .words("", "他说“外交部发言人今天表示”。")
                .quotation("“外交部发言人今天表示”", null);
        topic.store(event);

        assertThat(found("quote:外交部")).contains(event.id());
        assertThat(found("quote:他说")).doesNotContain(event.id());
    }

    @Test
    void pagesNeitherSkipNorRepeatAlsoWithinARelease() {
        List<String> expected = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (int release = 0; release < 5; release++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 5; i++) {
                text.append("\"said ").append(release).append(i).append("\" ");
            }
            Event event = Event.of("quotation-page-" + release)
                    .words("", text.toString())
                    .published(Instant.parse("2026-02-01T12:00:00Z").minusSeconds(86_400L * release))
                    .entity("Q9410", "person", "Paging Speaker");
            for (int i = 0; i < 5; i++) {
                String quoted = "\"said " + release + i + "\"";
                event.quotation(quoted, i == 3 ? null : "Q9410");
                if (i != 3) {
                    expected.add(quoted);
                }
            }
            events.add(event);
        }
        topic.store(events.toArray(Event[]::new));

        for (int limit : new int[] {1, 3, 4, 100}) {
            List<String> seen = new ArrayList<>();
            String path = "/quotations?speaker=Q9410&limit=" + limit;
            while (path != null) {
                var page = get(path).then().statusCode(200).extract();
                List<String> texts = page.path("quotations.text");
                assertThat(texts).hasSizeLessThanOrEqualTo(limit);
                seen.addAll(texts);
                String link = page.header("Link");
                path = link == null ? null : link.substring(1, link.indexOf('>'));
                topic.store(Event.of("quotation-late-" + limit + "-" + seen.size())
                        .words("", "\"late\"")
                        .published(Instant.parse("2026-02-09T12:00:00Z"))
                        .entity("Q9419", "person", "Late Speaker")
                        .quotation("\"late\"", "Q9419"));
            }
            assertThat(seen).isEqualTo(expected);
        }
    }

    @Test
    void releasesAreFilteredAndCountedByWhoIsQuoted() {
        Event one = Event.of("quoted-1")
                .words("", "quotedword \"x\"")
                .entity("Q9420", "person", "Quo Ted")
                .quotation("\"x\"", "Q9420");
        Event two = Event.of("quoted-2").words("", "quotedword").entity("Q9420", "person", "Quo Ted");
        topic.store(one, two);

        given().queryParam("q", "quotedword")
                .queryParam("speaker", "quo ted")
                .get("/releases")
                .then()
                .body("releases.id", is(List.of(one.id())));
        given().queryParam("q", "quotedword")
                .get("/releases/facets")
                .then()
                .body("speakers.value", is(List.of("Q9420")))
                .body("speakers.label", is(List.of("Quo Ted")))
                .body("speakers.count", is(List.of(1)));
    }

    @Test
    void whatWasStoredBeforeQuotationsWereIndexedIsFilledInByTheMigration() throws Exception {
        Event event = Event.of("quotation-before")
                .revision(2, "updated")
                .words("", "\uD83D\uDE80 He said \"filledword of Fillville\".")
                .entity("Q9430", "place", "Fillville")
                .mention(24, 33)
                .entity("Q9431", "person", "Fil Ler")
                .quotation("\"filledword of Fillville\"", "Q9431");
        topic.store(event);
        String migration;
        try (InputStream file = QuotationTest.class.getResourceAsStream("/db/query/V41__quotations.sql")) {
            migration = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        String fill = migration
                .substring(migration.indexOf("update query.release r"))
                .replace("where r.id = n.id", "where r.id = '" + event.id() + "' and r.id = n.id");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("""
                    update query.release set speakers = '{}', words = ts_delete(words,
                      array(select lexeme from unnest(words) where lexeme ~ '^@("|a:|r:)'))
                    where id = '%s'""".formatted(event.id()))).isEqualTo(1);
            assertThat(found("quote:filledword")).isEmpty();
            assertThat(statement.executeUpdate(fill)).isEqualTo(1);
        }

        assertThat(found("quote:\"filledword of fillville\"")).containsExactly(event.id());
        assertThat(texts("about", "Q9430")).containsExactly("\"filledword of Fillville\"");
        get("/releases/facets?q=filledword&state=updated").then().body("speakers.value", is(List.of("Q9431")));
    }

    @ParameterizedTest
    @CsvSource({"limit, 0", "sauce, x", "order, newest", "cursor, x", "cursor, x.1", "speaker, ' '", "state, old"})
    void whatCannotBeUsedIsRefusedByName(String parameter, String value) {
        given().queryParam(parameter, value)
                .get("/quotations")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("field", is(parameter));
    }

    private static List<String> texts(String... parameters) {
        var request = given();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/quotations").then().statusCode(200).extract().path("quotations.text");
    }

    private static List<String> found(String query) {
        return given().queryParam("q", query)
                .get("/releases")
                .then()
                .statusCode(200)
                .extract()
                .path("releases.id");
    }
}
