package dateline.ingest.extract.metadata;

import dateline.ingest.parse.DateWords;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the first date in a text: ISO 8601, digits in the usual orders, or a day, a month name in one of the languages that
 * feeds come in, and a year; with the time and the offset behind it when they are there.
 */
final class DateText {

    /** Dates stand at the front of a text, if at all. */
    private static final int REACH = 300;

    private static final int FIRST_YEAR = 1995;
    private static final int LAST_YEAR = 2045;

    private static final Pattern YEAR_FIRST = Pattern.compile(
            "(?<![\\d.])(\\d{4})(?:\\s?([-/.–])\\s?(\\d{1,2})\\s?\\2\\s?(\\d{1,2})|\\s?[年년]\\s?(\\d{1,2})\\s?[月월]\\s?(\\d{1,2}))(?!\\d)");
    private static final Pattern COMPACT =
            Pattern.compile("^(\\d{4})(\\d{2})(\\d{2})(?:T?(\\d{2})(\\d{2})(\\d{2})?)?(?!\\d)");
    private static final Pattern YEAR_LAST = Pattern.compile(
            "(?<![\\d.,])(\\d{1,2})\\s?([-/.])\\s?(\\d{1,2})\\s?\\2\\s?(\\d{4}|\\d{2})(?![\\d%]|\\.\\d)");
    private static final String NAME = "([\\p{L}\\p{M}]{3,14})";
    private static final Pattern DAY_NAME_YEAR =
            Pattern.compile("(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|º|ª|\\.|-)?,?\\s*(?:de |of |di |d’|d')?" + NAME
                    + "\\.?(?:,|-|/| de| del| of)?\\s*(\\d{4}|['’]\\d{2}|\\d{2}(?=[\\s,]+\\d{1,2}:))(?!\\d)");
    private static final Pattern NAME_DAY_YEAR =
            Pattern.compile(NAME + "[.-]?\\s?(\\d{1,2})(?:st|nd|rd|th)?\\s?(?:,|-|\\s)\\s*(?:of )?(\\d{4})(?!\\d)");
    private static final Pattern YEAR_NAME_DAY =
            Pattern.compile("(?<!\\d)(\\d{4})(?:\\.|,|-| m\\.| -)?\\s*" + NAME + "\\s+(\\d{1,2})(?!\\d)");
    private static final Pattern EPOCH = Pattern.compile("^(\\d{10})(\\d{3})?$");

    private static final Pattern TIME = Pattern.compile(
            "^(?:[^\\p{L}\\d]{0,4}(?:T|at|um|à|a las|alle|kl\\.?|om|às|в|o|klo|\\p{L}{1,3}\\.?)?[^\\p{L}\\d]{0,3})(\\d{1,2})[:.hH](\\d{2})(?!\\d)(?::(\\d{2})(?:[.,]\\d+)?)?"
                    + "\\s*(?:([AaPp])\\.?[Mm]\\b\\.?)?\\s*(?:(Z)\\b|(?:GMT|UTC)?\\s?([+-]\\d{1,2}):?(\\d{2})?(?!\\d)|([A-Z]{2,5})\\b)?");

    private DateText() {}

    /**
     * The first date in a text.
     *
     * @param written the text, or null
     * @param monthFirst whether {@code 3/4/2024} is a day in March
     * @return the date, empty when there is none
     */
    static Optional<PageDate> find(String written, boolean monthFirst) {
        if (written == null || written.length() < 6) {
            return Optional.empty();
        }
        String text = written.strip();
        text = text.length() > REACH ? text.substring(0, REACH) : text;
        Matcher epoch = EPOCH.matcher(text);
        if (epoch.matches()) {
            return epoch(Long.parseLong(epoch.group(1)));
        }
        Matcher compact = COMPACT.matcher(text);
        if (compact.find()) {
            Optional<LocalDate> day = day(compact.group(1), compact.group(2), compact.group(3));
            if (day.isPresent()) {
                return day.map(it -> withCompactTime(it, compact));
            }
        }
        Found best = null;
        best = earlier(best, yearFirst(text));
        best = earlier(best, yearLast(text, monthFirst));
        best = earlier(best, named(DAY_NAME_YEAR, text, 1, 2, 3));
        best = earlier(best, named(NAME_DAY_YEAR, text, 2, 1, 3));
        best = earlier(best, named(YEAR_NAME_DAY, text, 3, 2, 1));
        if (best == null) {
            return Optional.empty();
        }
        return Optional.of(withTime(best, text));
    }

    private record Found(LocalDate day, int start, int end) {}

    private static Found earlier(Found one, Found other) {
        return one == null || (other != null && other.start() < one.start()) ? other : one;
    }

    private static Optional<PageDate> epoch(long seconds) {
        var time = Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC);
        return isPlausible(time.getYear())
                ? Optional.of(new PageDate(time.toLocalDate(), time.toLocalTime(), ZoneOffset.UTC))
                : Optional.empty();
    }

    private static PageDate withCompactTime(LocalDate day, Matcher compact) {
        if (compact.group(4) == null) {
            return PageDate.of(day);
        }
        LocalTime time = time(compact.group(4), compact.group(5), compact.group(6), null);
        return new PageDate(day, time, null);
    }

    private static Found yearFirst(String text) {
        Matcher matcher = YEAR_FIRST.matcher(text);
        while (matcher.find()) {
            String month = matcher.group(3) == null ? matcher.group(5) : matcher.group(3);
            String day = matcher.group(4) == null ? matcher.group(6) : matcher.group(4);
            Optional<LocalDate> date = day(matcher.group(1), month, day);
            if (date.isPresent()) {
                return new Found(date.get(), matcher.start(), matcher.end());
            }
        }
        return null;
    }

    private static Found yearLast(String text, boolean monthFirst) {
        Matcher matcher = YEAR_LAST.matcher(text);
        while (matcher.find()) {
            boolean dots = matcher.group(2).equals(".");
            int first = Integer.parseInt(matcher.group(1));
            int second = Integer.parseInt(matcher.group(3));
            boolean swap = second > 12 || (monthFirst && !dots && first <= 12);
            Optional<LocalDate> date = day(fullYear(matcher.group(4)), swap ? first : second, swap ? second : first);
            if (date.isPresent()) {
                return new Found(date.get(), matcher.start(), matcher.end());
            }
        }
        return null;
    }

    private static Found named(Pattern pattern, String text, int dayGroup, int monthGroup, int yearGroup) {
        Matcher matcher = pattern.matcher(text);
        int from = 0;
        while (from < text.length() && matcher.find(from)) {
            int month = DateWords.month(matcher.group(monthGroup).toLowerCase(Locale.ROOT));
            if (month > 0) {
                int year = fullYear(matcher.group(yearGroup));
                Optional<LocalDate> date = day(year, month, Integer.parseInt(matcher.group(dayGroup)));
                if (date.isPresent()) {
                    return new Found(date.get(), matcher.start(), matcher.end());
                }
            }
            from = matcher.start() + 1;
        }
        return null;
    }

    private static int fullYear(String digits) {
        String clean = digits.replaceAll("\\D", "");
        int year = Integer.parseInt(clean);
        return clean.length() == 2 ? 2000 + year : year;
    }

    private static PageDate withTime(Found found, String text) {
        Matcher matcher = TIME.matcher(text).region(found.end(), text.length());
        if (!matcher.find()) {
            return PageDate.of(found.day());
        }
        LocalTime time = time(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4));
        if (time == null) {
            return PageDate.of(found.day());
        }
        return new PageDate(found.day(), time, offset(matcher, found.day(), time));
    }

    private static LocalTime time(String hours, String minutes, String seconds, String half) {
        int hour = Integer.parseInt(hours);
        int minute = Integer.parseInt(minutes);
        int second = seconds == null ? 0 : Integer.parseInt(seconds);
        if (half != null && hour <= 12) {
            hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
        }
        return hour > 23 || minute > 59 || second > 59 ? null : LocalTime.of(hour, minute, second);
    }

    private static ZoneOffset offset(Matcher time, LocalDate day, LocalTime at) {
        if (time.group(5) != null) {
            return ZoneOffset.UTC;
        }
        if (time.group(6) != null) {
            int hours = Integer.parseInt(time.group(6));
            int minutes = time.group(7) == null ? 0 : Integer.parseInt(time.group(7));
            boolean behind = time.group(6).startsWith("-");
            boolean possible = Math.abs(hours) <= 14 && minutes < 60;
            return possible ? ZoneOffset.ofHoursMinutes(hours, behind ? -minutes : minutes) : null;
        }
        if (time.group(8) != null && DateWords.isZone(time.group(8).toLowerCase(Locale.ROOT))) {
            ZoneId zone = DateWords.zone(time.group(8).toLowerCase(Locale.ROOT));
            return day.atTime(at).atZone(zone).getOffset();
        }
        return null;
    }

    private static Optional<LocalDate> day(String year, String month, String day) {
        return day(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    private static Optional<LocalDate> day(int year, int month, int day) {
        if (!isPlausible(year)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isPlausible(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }
}
