package dateline.ingest.fetch;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date in a header field (RFC 9110, 5.6.7): the form of today and both obsolete ones, that of RFC 850 and that of C's
 * {@code asctime}. The name of the day is not looked at, for it says nothing new and is wrong often enough.
 */
final class HttpDate {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final String TIME = "(?<hour>\\d{1,2}):(?<minute>\\d{2}):(?<second>\\d{2})";
    private static final Pattern DAY_FIRST = Pattern.compile(
            "(?:[a-z]+,? +)?(?<day>\\d{1,2})[ -](?<month>[a-z]{3})[ -](?<year>\\d{4}|\\d{2}) +" + TIME
                    + "(?: +(?:gmt|utc|z|(?<offset>[+-]\\d{4})))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ASCTIME = Pattern.compile(
            "[a-z]{3} +(?<month>[a-z]{3}) +(?<day>\\d{1,2}) +" + TIME + " +(?<year>\\d{4})(?<offset>)",
            Pattern.CASE_INSENSITIVE);

    private HttpDate() {}

    /**
     * Reads a date.
     *
     * @param value the field's value, or null
     * @param now the time; a year of two digits is never more than fifty years after it
     * @return null for what is no date
     */
    static Instant of(String value, Instant now) {
        if (value == null) {
            return null;
        }
        Matcher date = DAY_FIRST.matcher(value.trim());
        if (!date.matches()) {
            date = ASCTIME.matcher(value.trim());
        }
        if (!date.matches()) {
            return null;
        }
        int month = MONTHS.indexOf(date.group("month").toLowerCase(Locale.ROOT)) + 1;
        String offset = date.group("offset");
        try {
            return LocalDateTime.of(
                            year(date.group("year"), now),
                            month,
                            number(date, "day"),
                            number(date, "hour"),
                            number(date, "minute"),
                            Math.min(number(date, "second"), 59)) // a leap second
                    .toInstant(offset == null || offset.isEmpty() ? ZoneOffset.UTC : ZoneOffset.of(offset));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(Matcher date, String group) {
        return Integer.parseInt(date.group(group));
    }

    private static int year(String digits, Instant now) {
        int year = Integer.parseInt(digits);
        if (digits.length() == 4) {
            return year;
        }
        int present = now.atOffset(ZoneOffset.UTC).getYear();
        int inThisCentury = present - present % 100 + year;
        return inThisCentury > present + 50 ? inThisCentury - 100 : inThisCentury;
    }
}
