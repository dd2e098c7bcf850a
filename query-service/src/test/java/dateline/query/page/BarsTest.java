package dateline.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.query.search.Facets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BarsTest {

    private static final PageUrl SEARCH = PageUrl.of(Map.of("q", List.of("a & b"), "from", List.of("2020-01-01")));

    @Test
    void aFewWeeksAreShownByTheDay() {
        List<Bars.Bar> bars = Bars.of(days("2026-02-03", 4, "2026-02-01", 1), SEARCH);

        assertThat(bars)
                .extracting(Bars.Bar::label)
                .containsExactly("1 February 2026: 1 release", "3 February 2026: 4 releases");
        assertThat(bars).extracting(Bars.Bar::x).containsExactly(0, 400);
        assertThat(bars).extracting(Bars.Bar::height).containsExactly(15, 60);
        assertThat(bars.get(0).href()).isEqualTo("/?q=a+%26+b&from=2026-02-01&to=2026-02-01");
    }

    @Test
    void longerTimesAreShownByWeekMonthAndYear() {
        assertThat(Bars.of(days("2026-06-03", 1, "2026-01-07", 1), SEARCH))
                .extracting(Bars.Bar::from, Bars.Bar::to)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("2026-01-05", "2026-01-11"),
                        org.assertj.core.groups.Tuple.tuple("2026-06-01", "2026-06-07"));
        assertThat(Bars.of(days("2026-02-03", 1, "2024-02-01", 1), SEARCH))
                .extracting(Bars.Bar::to)
                .containsExactly("2024-02-29", "2026-02-28");
        assertThat(Bars.of(days("2026-02-03", 1, "1994-02-01", 1), SEARCH))
                .extracting(Bars.Bar::label)
                .containsExactly("1994: 1 release", "2026: 1 release");
    }

    @Test
    void oneDayIsNoPicture() {
        assertThat(Bars.of(days("2026-02-03", 9), SEARCH)).isEmpty();
        assertThat(Bars.of(List.of(), SEARCH)).isEmpty();
    }

    private static List<Facets.Count> days(Object... daysAndCounts) {
        return Stream.iterate(0, at -> at + 2)
                .limit(daysAndCounts.length / 2)
                .map(at -> {
                    String day = (String) daysAndCounts[at];
                    return new Facets.Count(day, day, (Integer) daysAndCounts[at + 1]);
                })
                .toList();
    }
}
