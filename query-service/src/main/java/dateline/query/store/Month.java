package dateline.query.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One partition of the table of releases: a month in UTC. What a source dates before 2000 or after 2099 goes into one partition
 * at each end, so that odd dates cannot make odd numbers of partitions.
 *
 * @param name the partition's name without its schema
 * @param from first instant as an SQL bound
 * @param to the instant after the last as an SQL bound
 */
record Month(String name, String from, String to) {

    private static final Pattern NAME = Pattern.compile("release_(\\d{4})_(\\d{2})");
    private static final YearMonth FIRST = YearMonth.of(2000, 1);
    private static final YearMonth LAST = YearMonth.of(2099, 12);

    static Month of(Instant published) {
        YearMonth month = YearMonth.from(LocalDate.ofInstant(published, ZoneOffset.UTC));
        if (month.isBefore(FIRST)) {
            return new Month("release_past", "minvalue", bound(FIRST));
        }
        if (month.isAfter(LAST)) {
            return new Month("release_future", bound(LAST.plusMonths(1)), "maxvalue");
        }
        String name = "release_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
        return new Month(name, bound(month), bound(month.plusMonths(1)));
    }

    /** The first instant of the month of an instant. */
    static Instant start(Instant instant) {
        return begin(YearMonth.from(LocalDate.ofInstant(instant, ZoneOffset.UTC)));
    }

    /** The instant after the last of a partition, by its name; the one at the far end never ends. */
    static Instant ends(String name) {
        Matcher month = NAME.matcher(name);
        if (month.matches()) {
            return begin(YearMonth.of(Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2)))
                    .plusMonths(1));
        }
        return name.equals("release_past") ? begin(FIRST) : Instant.MAX;
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String bound(YearMonth month) {
        return "'" + month.atDay(1) + " 00:00:00+00'";
    }
}
