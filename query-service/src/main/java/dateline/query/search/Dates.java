package dateline.query.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as the query language writes them; days, months and years are those of UTC. */
final class Dates {

    private static final Pattern AGO = Pattern.compile("(\\d{1,4})([hdwmy])");
    private static final Pattern DAY = Pattern.compile("(\\d{4})(?:-(\\d{2}))?(?:-(\\d{2}))?");

    private Dates() {}

    /**
     * The instant at which a date begins.
     *
     * @param value {@code 2026}, {@code 2026-03}, {@code 2026-03-01}, an RFC 3339 time, {@code today}, {@code yesterday}, or
     *     {@code 6h}, {@code 7d}, {@code 2w}, {@code 3m}, {@code 1y} ago
     * @param now what relative dates count from
     * @param column where the value stands, for the fault
     */
    static Instant start(String value, Instant now, int column) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        try {
            Matcher ago = AGO.matcher(value);
            Matcher day = DAY.matcher(value);
            if (value.equals("today")) {
                return begin(today);
            } else if (value.equals("yesterday")) {
                return begin(today.minusDays(1));
            } else if (day.matches() && !value.startsWith("0")) {
                return begin(LocalDate.of(number(day.group(1)), number(day.group(2)), number(day.group(3))));
            } else if (ago.matches()) {
                return ago(Integer.parseInt(ago.group(1)), ago.group(2), now);
            }
            return SearchRequest.usable(OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException e) {
            throw QueryParser.fault(
                    column, "A date is 2026, 2026-03, 2026-03-01, today, yesterday, or 7d, 2w, 3m, 1y ago.");
        }
    }

    private static Instant ago(int count, String unit, Instant now) {
        OffsetDateTime from = now.atOffset(ZoneOffset.UTC);
        OffsetDateTime then = switch (unit) {
            case "h" -> from.minusHours(count);
            case "d" -> from.minusDays(count);
            case "w" -> from.minusWeeks(count);
            case "m" -> from.minus(Period.ofMonths(count));
            default -> from.minus(Period.ofYears(count));
        };
        return SearchRequest.usable(then.toInstant());
    }

    private static Instant begin(LocalDate day) {
        return SearchRequest.usable(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static int number(String digits) {
        return digits == null ? 1 : Integer.parseInt(digits);
    }
}
