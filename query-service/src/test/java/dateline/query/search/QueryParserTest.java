package dateline.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dateline.query.problem.ProblemException;
import dateline.query.search.Query.All;
import dateline.query.search.Query.Any;
import dateline.query.search.Query.Dated;
import dateline.query.search.Query.Kind;
import dateline.query.search.Query.Named;
import dateline.query.search.Query.Near;
import dateline.query.search.Query.Not;
import dateline.query.search.Query.Part;
import dateline.query.search.Query.Phrase;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParserTest {

    private static final Instant NOW = Instant.parse("2026-03-15T10:20:30Z");

    @Test
    void wordsStandSideBySide() {
        assertThat(parse("water  transport")).isEqualTo(new All(List.of(word("water"), word("transport"))));
        assertThat(parse("water AND transport")).isEqualTo(parse("water transport"));
        assertThat(parse("orbit or not")).isEqualTo(new All(List.of(word("orbit"), word("or"), word("not"))));
    }

    @Test
    void orBindsWeakerThanStandingTogether() {
        assertThat(parse("a b OR c")).isEqualTo(new Any(List.of(new All(List.of(word("a"), word("b"))), word("c"))));
        assertThat(parse("a (b | c)")).isEqualTo(new All(List.of(word("a"), new Any(List.of(word("b"), word("c"))))));
    }

    @Test
    void phrasesPrefixesAndNegations() {
        assertThat(parse("\"clean water\"")).isEqualTo(new Phrase("clean water", Part.ANYWHERE, false));
        assertThat(parse("diplom*")).isEqualTo(new Phrase("diplom", Part.ANYWHERE, true));
        assertThat(parse("a -b")).isEqualTo(new All(List.of(word("a"), new Not(word("b")))));
        assertThat(parse("a NOT (b c)"))
                .isEqualTo(new All(List.of(word("a"), new Not(new All(List.of(word("b"), word("c")))))));
        assertThat(parse("co-operation")).isEqualTo(word("co-operation"));
    }

    @Test
    void fieldsNarrowWordsOrNameThings() {
        assertThat(parse("title:(a b)"))
                .isEqualTo(new All(List.of(new Phrase("a", Part.TITLE, false), new Phrase("b", Part.TITLE, false))));
        assertThat(parse("person:\"Ilona Varga\"")).isEqualTo(new Named(Kind.PERSON, "Ilona Varga"));
        assertThat(parse("topic:medtop:20000639")).isEqualTo(new Named(Kind.TOPIC, "medtop:20000639"));
        assertThat(parse("https://a.example/b")).isEqualTo(word("https://a.example/b"));
        assertThat(parse("12:30")).isEqualTo(word("12:30"));
    }

    @Test
    void wordsStandNearEachOther() {
        assertThat(parse("minister near/5 water"))
                .isEqualTo(new Near(
                        new Phrase("minister", Part.ANYWHERE, false), new Phrase("water", Part.ANYWHERE, false), 5));
    }

    @ParameterizedTest
    @CsvSource({
        "2025, 2025-01-01T00:00:00Z", "2025-06, 2025-06-01T00:00:00Z", "2025-06-07, 2025-06-07T00:00:00Z",
        "today, 2026-03-15T00:00:00Z", "yesterday, 2026-03-14T00:00:00Z", "7d, 2026-03-08T10:20:30Z",
        "1m, 2026-02-15T10:20:30Z", "1y, 2025-03-15T10:20:30Z", "2025-06-07T08:00:00+02:00, 2025-06-07T06:00:00Z"
    })
    void datesBegin(String date, Instant begin) {
        assertThat(parse("after:" + date)).isEqualTo(new Dated(begin, null));
        assertThat(parse("before:" + date)).isEqualTo(new Dated(null, begin));
    }

    @ParameterizedTest
    @CsvSource({
        "'a \"b', 3, This quotation mark is never closed.",
        "'a (b', 3, This parenthesis is never closed.",
        "'a b)', 4, This parenthesis closes none.",
        "'a OR', 5, A word is missing here.",
        "'sauce:x', 1, 'There is no field \"sauce\"; did you mean \"source\"?'",
        "'a persn:x', 3, 'There is no field \"persn\"; did you mean \"person\"?'",
        "'a near/50 b', 3, near/ takes a number from 1 to 10.",
        "'after:soon', 7, 'A date is 2026, 2026-03, 2026-03-01, today, yesterday, or 7d, 2w, 3m, 1y ago.'",
        "'after:2026-13', 7, 'A date is 2026, 2026-03, 2026-03-01, today, yesterday, or 7d, 2w, 3m, 1y ago.'"
    })
    void aFaultStandsAtItsColumn(String query, int column, String detail) {
        ProblemException fault = catchThrowableOfType(ProblemException.class, () -> parse(query));

        assertThat(fault.problem().field()).isEqualTo("q");
        assertThat(fault.problem().column()).isEqualTo(column);
        assertThat(fault.problem().detail()).isEqualTo(detail);
    }

    @Test
    void datesUnderOrAreRefused() {
        assertThat(catchThrowableOfType(ProblemException.class, () -> parse("a OR after:2026"))
                        .problem()
                        .detail())
                .isEqualTo("before: and after: cannot stand under OR or NOT.");
    }

    @Property
    void everyTextIsReadOrRefusedWithAColumnInsideIt(
            @ForAll
                    @NotBlank @StringLength(max = 60)
                    @Chars({'(', ')', '"', '-', ' ', '|', ':', '*', 'a', 'O', 'R', '/', 'é', '<'})
                    String text) {
        try {
            assertThat(parse(text)).isNotNull();
        } catch (ProblemException e) {
            assertThat(e.problem().column()).isBetween(1, text.length() + 1);
        }
    }

    private static Query parse(String text) {
        return QueryParser.parse(text, NOW);
    }

    private static Phrase word(String text) {
        return new Phrase(text, Part.ANYWHERE, false);
    }
}
