package dateline.ingest.parse;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates in free form, for what {@link Dates} does not read at once. The time is taken out first, with the zone and the
 * half of the day behind it; what is left must be a day: numbers, at most one month name, a weekday, and the small words
 * that dates contain in some languages. Any other word means that the text is no date.
 *
 * <p>Time, zone and day share the state of one date and are read in that order; hence one file.
 */
final class FreeDate {

    private static final Pattern PARENTHESES = Pattern.compile("\\([^)]*\\)?");
    private static final Pattern TIME = Pattern.compile(
            "(?<![\\d:+-])(am|pm|오전|오후|上午|下午|午前|午後)?\\s*(\\d{1,2})\\s*(?:\\s?[:h]\\s?(\\d{2})(?!\\d)(?:\\s?[:m]\\s?(\\d{1,2})(?!\\d)s?(?:[.,]\\d+)?)?"
                    + "|([点點时時시])\\s*(\\d{1,2})\\s*[分분](?:\\s*(\\d{1,2})\\s*[秒초])?|(?=\\s*[ap]\\.?m\\b))"
                    + "\\s*(?:([ap])\\.?\\s?m\\b\\.?|(πμ|π\\.μ\\.|μμ|μ\\.μ\\.))?");
    private static final Pattern COMPACT_TIME = Pattern.compile("^(\\d{8})t(\\d{2})(\\d{2})(\\d{2})?(?:[.,]\\d+)?");
    private static final Pattern OFFSET =
            Pattern.compile("^(?:gmt|utc|ut|z)?\\s*([+-])\\s*(\\d{1,2}):?(\\d{2})?(?!\\d)z?");
    private static final Pattern ZONE_NAME = Pattern.compile("^[a-z]+(?:[/_-][a-z_-]+)*(?:[+-]\\d{1,2})?");
    private static final Pattern TOKEN = Pattern.compile("\\d+|[\\p{L}\\p{M}][\\p{L}\\p{M}'’.]*|[-/.,:年月日년월일]");
    private static final Pattern EPOCH = Pattern.compile("\\d{9,10}(?:\\.\\d+)?|\\d{12,13}");
    private static final Pattern ISO_DIGITS = Pattern.compile("-?\\d{2,8}");
    private static final Pattern ISO_SHORT =
            Pattern.compile("(-?)(\\d{2}|\\d{4})-(?:(\\d{3})|(\\d{1,2})(?:-(\\d{1,2}))?)");

    private final String text;
    private int hour;
    private int minute;
    private int second;
    private ZoneId zone = ZoneOffset.UTC;

    private FreeDate(String text) {
        this.text = text;
    }

    static Instant parse(String written) {
        StringBuilder ascii = new StringBuilder(written.length());
        written.codePoints().forEach(codePoint -> {
            int digit = Character.digit(codePoint, 10);
            ascii.appendCodePoint(
                    digit >= 0
                            ? '0' + digit
                            : Character.isSpaceChar(codePoint) ? ' ' : codePoint == 0x2212 ? '-' : codePoint);
        });
        String text = PARENTHESES
                .matcher(ascii.toString().toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
        if (EPOCH.matcher(text).matches()) {
            return epoch(text);
        }
        return new FreeDate(text).read();
    }

    /** Seconds since 1970, or milliseconds where there are that many digits. */
    private static Instant epoch(String text) {
        int dot = text.indexOf('.');
        String digits = dot < 0 ? text : text.substring(0, dot);
        long value = Long.parseLong(digits);
        return digits.length() >= 12 ? Instant.ofEpochMilli(value) : Instant.ofEpochSecond(value);
    }

    private Instant read() {
        if (ISO_DIGITS.matcher(text).matches() || ISO_SHORT.matcher(text).matches()) {
            return iso();
        }
        Matcher compact = COMPACT_TIME.matcher(text);
        if (compact.find()) {
            hour = Integer.parseInt(compact.group(2));
            minute = Integer.parseInt(compact.group(3));
            second = compact.group(4) == null ? 0 : Integer.parseInt(compact.group(4));
            zone(text.substring(compact.end()).strip());
            String day = compact.group(1);
            return at(number(day, 0, 4), number(day, 4, 6), number(day, 6, 8));
        }
        Matcher time = TIME.matcher(text);
        if (!time.find()) {
            return day(text.replaceFirst("\\b(gmt|utc|z)$", ""));
        }
        time(time);
        String before = text.substring(0, time.start());
        String after = zone(text.substring(time.end()).strip());
        return after == null ? null : day(before + " " + after);
    }

    private void time(Matcher time) {
        hour = Integer.parseInt(time.group(2));
        String minutes = time.group(3) != null ? time.group(3) : time.group(6);
        String seconds = time.group(4) != null ? time.group(4) : time.group(7);
        minute = minutes == null ? 0 : Integer.parseInt(minutes);
        second = seconds == null ? 0 : Integer.parseInt(seconds);
        String half = time.group(1) != null ? time.group(1) : time.group(8) != null ? time.group(8) : time.group(9);
        if (half == null) {
            return;
        }
        boolean afternoon = half.startsWith("p")
                || half.equals("오후")
                || half.equals("下午")
                || half.equals("午後")
                || half.equals("μμ")
                || half.equals("μ.μ.");
        if (afternoon && hour < 12) {
            hour += 12;
        } else if (!afternoon && hour == 12) {
            hour = 0;
        }
        if (half.equals("오전") || half.equals("오후")) {
            zone = ZoneOffset.ofHours(9);
        }
    }

    /** Takes the zone off the front of what follows the time; the rest may hold the year, as in {@code date(1)}. */
    private String zone(String after) {
        Matcher offset = OFFSET.matcher(after);
        if (offset.find()) {
            int hours = Integer.parseInt(offset.group(2));
            int minutes = offset.group(3) == null ? 0 : Integer.parseInt(offset.group(3));
            boolean year = offset.group(1).equals("-") && offset.group(3) != null && hours > 18;
            if (!year) {
                if (hours > 18 || minutes > 59) {
                    return null;
                }
                int seconds = (hours * 60 + minutes) * 60;
                zone = ZoneOffset.ofTotalSeconds(offset.group(1).equals("-") ? -seconds : seconds);
                return withoutZoneName(after.substring(offset.end()));
            }
        }
        Matcher name = ZONE_NAME.matcher(after);
        if (name.find() && DateWords.mayBeZone(name.group())) {
            zone = DateWords.zone(name.group());
            return withoutZoneName(after.substring(name.end()));
        }
        return after;
    }

    /** An offset says it all; a zone's name behind it is dropped. */
    private static String withoutZoneName(String after) {
        String rest = after.strip().replaceFirst("^\\[[^]]*]", "");
        Matcher name = ZONE_NAME.matcher(rest);
        return name.find() && DateWords.mayBeZone(name.group()) ? rest.substring(name.end()) : rest;
    }

    /** Digits and hyphens only: the short forms of ISO 8601, and its older two-digit years. */
    private Instant iso() {
        Matcher dashed = ISO_SHORT.matcher(text);
        if (dashed.matches()) {
            int digits = dashed.group(2).length();
            int year = Dates.fullYear(Integer.parseInt(dashed.group(2)), digits);
            if (dashed.group(3) != null) {
                return at(LocalDate.ofYearDay(year, Integer.parseInt(dashed.group(3))));
            }
            int month = Integer.parseInt(dashed.group(4));
            int day = dashed.group(5) == null ? 1 : Integer.parseInt(dashed.group(5));
            boolean dayFirst = digits == 2 && dashed.group(5) != null && month > 12;
            return dayFirst ? null : at(year, month, day);
        }
        boolean short0 = text.startsWith("-");
        String digits = short0 ? text.substring(1) : text;
        if (short0) {
            int year = Dates.fullYear(number(digits, 0, 2), 2);
            return digits.length() == 4
                    ? at(year, number(digits, 2, 4), 1)
                    : digits.length() == 2 ? at(year, 1, 1) : null;
        }
        return switch (digits.length()) {
            case 4 -> at(number(digits, 0, 4), 1, 1);
            case 5 -> at(LocalDate.ofYearDay(Dates.fullYear(number(digits, 0, 2), 2), number(digits, 2, 5)));
            case 6 -> at(Dates.fullYear(number(digits, 0, 2), 2), number(digits, 2, 4), number(digits, 4, 6));
            case 7 -> at(LocalDate.ofYearDay(number(digits, 0, 4), number(digits, 4, 7)));
            case 8 -> at(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8));
            default -> null;
        };
    }

    private Instant day(String rest) {
        List<String> numbers = new ArrayList<>();
        StringBuilder separators = new StringBuilder();
        int month = 0;
        DayOfWeek weekday = null;
        int words = 0;
        Matcher tokens = TOKEN.matcher(rest);
        String previous = "";
        while (tokens.find()) {
            String token = tokens.group();
            if (Dates.isDigit(token.charAt(0))) {
                numbers.add(token);
            } else if (!Character.isLetter(token.charAt(0)) || "年月日년월일".contains(token)) {
                if (!numbers.isEmpty() && month == 0) {
                    separators.append(token);
                }
                if ("일日".contains(token) && rest.contains("년")) {
                    zone = zone.equals(ZoneOffset.UTC) ? ZoneOffset.ofHours(9) : zone;
                }
            } else {
                String word = token.replaceFirst("\\.$", "");
                int named = DateWords.month(word);
                boolean first = words++ == 0 && numbers.isEmpty();
                if (named > 0) {
                    // The first of two is a weekday that happens to be some month's name (French "mar.").
                    month = named;
                } else if (DateWords.isWeekday(word)) {
                    weekday = weekday == null ? DateWords.weekday(word) : weekday;
                } else if (!DateWords.isFiller(word)) {
                    boolean unknownWeekday = first && rest.startsWith(",", tokens.end()) && !word.equals(previous);
                    if (!unknownWeekday) {
                        return null;
                    }
                }
            }
            previous = token;
        }
        return month > 0 ? named(numbers, month) : numeric(numbers, separators.toString(), weekday);
    }

    private Instant named(List<String> numbers, int month) {
        if (numbers.size() == 1) {
            String only = numbers.get(0);
            return only.length() == 4 ? at(Integer.parseInt(only), month, 1) : null;
        }
        if (numbers.size() != 2) {
            return null;
        }
        String first = numbers.get(0);
        String second = numbers.get(1);
        boolean yearFirst = first.length() > 2;
        String year = yearFirst ? first : second;
        String day = yearFirst ? second : first;
        if (day.length() > 2 || year.length() < 2 || year.length() > 4) {
            return null;
        }
        return at(Dates.fullYear(Integer.parseInt(year), year.length()), month, Integer.parseInt(day));
    }

    private Instant numeric(List<String> numbers, String separators, DayOfWeek weekday) {
        boolean monthOnly = numbers.size() == 2 && numbers.get(0).length() == 4 && separators.startsWith("-");
        if (monthOnly) {
            return at(Integer.parseInt(numbers.get(0)), Integer.parseInt(numbers.get(1)), 1);
        }
        if (numbers.size() == 1 && numbers.get(0).length() == 8) {
            String digits = numbers.get(0);
            return at(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8));
        }
        if (numbers.size() != 3) {
            return null;
        }
        for (String number : numbers) {
            if (number.length() > 4) {
                return null;
            }
        }
        int first = Integer.parseInt(numbers.get(0));
        int second = Integer.parseInt(numbers.get(1));
        int third = Integer.parseInt(numbers.get(2));
        if (numbers.get(0).length() >= 3 || (numbers.get(2).length() <= 2 && separators.startsWith("-"))) {
            return at(Dates.fullYear(first, numbers.get(0).length()), second, third);
        }
        int year = Dates.fullYear(third, numbers.get(2).length());
        boolean monthFirst = separators.startsWith("/");
        if (first > 12) {
            monthFirst = false;
        } else if (second > 12) {
            monthFirst = true;
        } else if (weekday != null) {
            boolean agrees = isOn(weekday, year, monthFirst ? first : second, monthFirst ? second : first);
            boolean otherAgrees = isOn(weekday, year, monthFirst ? second : first, monthFirst ? first : second);
            monthFirst = monthFirst == (agrees || !otherAgrees);
        }
        return monthFirst ? at(year, first, second) : at(year, second, first);
    }

    private static boolean isOn(DayOfWeek weekday, int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day).getDayOfWeek() == weekday;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private Instant at(LocalDate day) {
        return at(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    private Instant at(int year, int month, int day) {
        return Dates.instant(year, month, day, hour, minute, second, zone);
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits.substring(from, to));
    }
}
