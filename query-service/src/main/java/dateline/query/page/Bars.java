package dateline.query.page;

import dateline.query.search.Facets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** When the matches of a search were published, as bars from the oldest to the newest. */
final class Bars {

    /** How wide the picture is, in its own units. */
    static final int WIDTH = 600;

    /** How high the highest bar is. */
    static final int HEIGHT = 60;

    private static final int MOST = 60;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    /**
     * A bar.
     *
     * @param from its first day
     * @param to its last day
     * @param label for people
     * @param href the search narrowed to its days
     */
    record Bar(String from, String to, String label, String href, int x, int y, int width, int height) {}

    /** A length of time that a bar may stand for. */
    private enum Unit {
        DAY(ChronoUnit.DAYS),
        WEEK(ChronoUnit.WEEKS),
        MONTH(ChronoUnit.MONTHS),
        YEAR(ChronoUnit.YEARS);

        private final ChronoUnit length;

        Unit(ChronoUnit length) {
            this.length = length;
        }

        LocalDate first(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
                case YEAR -> day.withDayOfYear(1);
            };
        }

        LocalDate last(LocalDate first) {
            return first.plus(1, length).minusDays(1);
        }

        String label(LocalDate first) {
            return switch (this) {
                case DAY -> Bars.DAY.format(first);
                case WEEK -> "week of " + Bars.DAY.format(first);
                case MONTH -> Bars.MONTH.format(first);
                case YEAR -> Integer.toString(first.getYear());
            };
        }
    }

    private Bars() {}

    /**
     * The bars, at most 60 or one a year.
     *
     * @param days how many were published on each day
     * @param search what was searched for
     * @return none when all were published within one day
     */
    static List<Bar> of(List<Facets.Count> days, PageUrl search) {
        TreeMap<LocalDate, Long> counts = new TreeMap<>();
        for (Facets.Count day : days) {
            // Years outside of 0 to 9999 have no such form; they are no bar's business.
            parse(day.value()).ifPresent(date -> counts.merge(date, day.count(), Long::sum));
        }
        if (counts.size() < 2) {
            return List.of();
        }
        Unit unit = unit(counts.firstKey(), counts.lastKey());
        TreeMap<LocalDate, Long> sums = new TreeMap<>();
        counts.forEach((day, count) -> sums.merge(unit.first(day), count, Long::sum));
        long highest = sums.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        long slots = unit.length.between(sums.firstKey(), sums.lastKey()) + 1;
        List<Bar> bars = new ArrayList<>();
        sums.forEach((first, count) -> {
            int x = (int) (WIDTH * unit.length.between(sums.firstKey(), first) / slots);
            int next = (int) (WIDTH * (unit.length.between(sums.firstKey(), first) + 1) / slots);
            int height = (int) Math.max(2, HEIGHT * count / highest);
            String from = first.toString();
            String to = unit.last(first).toString();
            bars.add(new Bar(
                    from,
                    to,
                    unit.label(first) + ": " + count + (count == 1 ? " release" : " releases"),
                    search.only("from", from).only("to", to).at("/"),
                    x,
                    HEIGHT - height,
                    Math.max(1, next - x - 1),
                    height));
        });
        return bars;
    }

    private static Unit unit(LocalDate oldest, LocalDate newest) {
        for (Unit unit : Unit.values()) {
            if (unit.length.between(unit.first(oldest), unit.first(newest)) < MOST) {
                return unit;
            }
        }
        return Unit.YEAR;
    }

    private static Optional<LocalDate> parse(String day) {
        try {
            return Optional.of(LocalDate.parse(day));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
