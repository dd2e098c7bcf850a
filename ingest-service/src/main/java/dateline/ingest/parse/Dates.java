package dateline.ingest.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Dates as feeds write them: RFC 822 and 5322, RFC 3339 and ISO 8601, what {@code Date.toString()} prints in several
 * languages, and free forms in any language whose month names the platform knows.
 *
 * <p>Rules, where a form leaves something open: no zone means UTC, and so does an abbreviation that nobody knows (RFC
 * 5322, section 4.3); two-digit years below 50 are of this century (RFC 5322, section 4.3); with slashes the month comes
 * first, with dots the day does, unless the number or the weekday says otherwise; a date without a time is its first
 * instant. An offset may be up to 99:59 in mail dates (RFC 5322, section 3.3) and 23:59 in ISO dates (RFC 3339, section
 * 5.6). What names no possible day and time is no date: null, never a guess.
 */
final class Dates {

    private static final int LONGEST = 100;

    private Dates() {}

    /**
     * Reads a date.
     *
     * @param text the date as written, or null
     * @return the instant, or null when the text is no date or an impossible one
     */
    static Instant parse(String text) {
        if (text == null) {
            return null;
        }
        String trimmed = text.strip();
        if (trimmed.length() > LONGEST) {
            trimmed = trimmed.replaceAll("\\s+", " ");
        }
        if (trimmed.isEmpty() || trimmed.length() > LONGEST) {
            return null;
        }
        try {
            Instant common = trimmed.charAt(0) <= '9' ? iso(trimmed) : rfc822(trimmed);
            return common != null ? common : FreeDate.parse(trimmed);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /**
     * The instant of local fields.
     *
     * @param offsetSeconds seconds east of Greenwich
     * @return the instant, or null when there is no such day or time; 24:00 is the next day's midnight, second 60 is 59
     */
    static Instant instant(int year, int month, int day, int hour, int minute, int second, int offsetSeconds) {
        boolean midnight = hour == 24 && minute == 0 && second == 0;
        boolean possible = year >= 1
                && year <= 9999
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && (hour < 24 || midnight)
                && minute < 60
                && second <= 60
                && Math.abs(offsetSeconds) < 100 * 3600;
        if (!possible || day > LocalDate.of(year, month, 1).lengthOfMonth()) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(
                days * 86_400L + hour * 3600L + minute * 60L + Math.min(second, 59) - offsetSeconds);
    }

    static Instant instant(int year, int month, int day, int hour, int minute, int second, ZoneId zone) {
        Instant asUtc = instant(year, month, day, hour, minute, second, 0);
        if (asUtc == null) {
            return null;
        }
        return asUtc.atOffset(ZoneOffset.UTC).toLocalDateTime().atZone(zone).toInstant();
    }

    /** RFC 5322, section 4.3. */
    static int fullYear(int year, int digits) {
        if (digits == 2) {
            return year < 50 ? year + 2000 : year + 1900;
        }
        return digits == 3 ? year + 1900 : year;
    }

    /** {@code yyyy-MM-ddTHH:mm[:ss[.f]][zone]}, with a space for the T and any number of fraction digits. */
    private static Instant iso(String text) {
        int length = text.length();
        if (length < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        if (year < 0 || month < 0 || day < 0) {
            return null;
        }
        if (length == 10) {
            return instant(year, month, day, 0, 0, 0, 0);
        }
        char separator = text.charAt(10);
        if ((separator != 'T' && separator != 't' && separator != ' ') || length < 16 || text.charAt(13) != ':') {
            return null;
        }
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = 0;
        int index = 16;
        if (index < length && text.charAt(index) == ':') {
            second = digits(text, 17, 19);
            index = 19;
            if (index < length && (text.charAt(index) == '.' || text.charAt(index) == ',')) {
                index++;
                while (index < length && isDigit(text.charAt(index))) {
                    index++;
                }
            }
        }
        if (hour < 0 || minute < 0 || second < 0) {
            return null;
        }
        Integer offset = isoOffset(text, index);
        return offset == null ? null : instant(year, month, day, hour, minute, second, offset);
    }

    private static Integer isoOffset(String text, int from) {
        int index = from;
        while (index < text.length() && text.charAt(index) == ' ') {
            index++;
        }
        String zone = text.substring(index);
        if (zone.isEmpty() || zone.equals("Z") || zone.equals("z")) {
            return 0;
        }
        char sign = zone.charAt(0);
        if (sign != '+' && sign != '-') {
            return null;
        }
        // Some systems write both an offset and a Z; the offset is the one that carries information.
        String numbers = zone.substring(1).replace(":", "").replaceFirst("[Zz]$", "");
        int hours = digits(numbers, 0, 2);
        int minutes = numbers.length() == 2 ? 0 : digits(numbers, 2, 4);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || numbers.length() > 4) {
            return null;
        }
        int seconds = (hours * 60 + minutes) * 60;
        return sign == '-' ? -seconds : seconds;
    }

    /** {@code EEE, dd MMM yyyy HH:mm:ss zone} in English with a four-digit year: nearly every RSS date. */
    private static Instant rfc822(String text) {
        int length = text.length();
        if (length < 25 || text.charAt(3) != ',' || text.charAt(4) != ' ') {
            return null;
        }
        int index = isDigit(text.charAt(6)) ? 7 : 6;
        int day = digits(text, 5, index);
        if (day < 0 || length < index + 15 || text.charAt(index) != ' ' || text.charAt(index + 4) != ' ') {
            return null;
        }
        int at = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(text.substring(index + 1, index + 4));
        int year = digits(text, index + 5, index + 9);
        if (at < 0 || at % 3 != 0 || year < 1000 || text.charAt(index + 9) != ' ' || text.charAt(index + 12) != ':') {
            return null;
        }
        int hour = digits(text, index + 10, index + 12);
        int minute = digits(text, index + 13, index + 15);
        index += 15;
        int second = 0;
        if (index < length && text.charAt(index) == ':') {
            second = digits(text, index + 1, index + 3);
            index += 3;
        }
        if (hour < 0 || minute < 0 || second < 0 || index >= length || text.charAt(index) != ' ') {
            return null;
        }
        String zone = text.substring(index + 1);
        if (zone.equals("GMT") || zone.equals("UTC") || zone.equals("Z")) {
            return instant(year, at / 3 + 1, day, hour, minute, second, 0);
        }
        char sign = zone.charAt(0);
        if (zone.length() != 5 || (sign != '+' && sign != '-')) {
            return null;
        }
        int hours = digits(zone, 1, 3);
        int minutes = digits(zone, 3, 5);
        if (hours < 0 || minutes < 0 || minutes > 59) {
            return null;
        }
        int offset = (hours * 60 + minutes) * 60;
        return instant(year, at / 3 + 1, day, hour, minute, second, sign == '-' ? -offset : offset);
    }

    static boolean isDigit(char unit) {
        return unit >= '0' && unit <= '9';
    }

    /** The number in a range of digits, -1 when the range is not all digits. */
    private static int digits(String text, int from, int to) {
        if (to > text.length() || from >= to) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char unit = text.charAt(i);
            if (!isDigit(unit)) {
                return -1;
            }
            value = value * 10 + unit - '0';
        }
        return value;
    }
}
