package dateline.enrich.text;

import java.text.DateFormatSymbols;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds calendar days in words of many languages. Month names are those of the CLDR in the JDK. */
final class Dates {

    /**
     * A day in a text.
     *
     * @param span where it stands, with the name of its weekday
     * @param date the day
     */
    record Found(Span span, LocalDate date) {}

    private static final String[] LANGUAGES = {
        "en", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro", "bg", "hr",
        "sl", "sr", "ru", "uk", "be", "kk", "ky", "uz", "az", "tr", "el", "et", "lv", "lt", "id", "ca", "ka", "hy",
        "tg", "tk", "mn"
    };
    private static final Map<String, Integer> MONTHS = months();
    private static final Set<String> WEEKDAYS = weekdays();

    private static final Pattern ISO = Pattern.compile("(?<!\\d)(\\d{4})[-./](\\d{1,2})[-./](\\d{1,2})(?!\\d)");
    private static final Pattern EAST_ASIAN =
            Pattern.compile("(\\d{4})\\s?[年년]\\s?(\\d{1,2})\\s?[月월]\\s?(\\d{1,2})\\s?[日일]");
    private static final Pattern NUMERIC = Pattern.compile("(?<!\\d)(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4})(?!\\d)");
    private static final Pattern DAY_MONTH = Pattern.compile(
            "(?<![\\d.,])(\\d{1,2})(?:st|nd|rd|th|er|\\.|º|-го)?\\s+(?:de\\s+|of\\s+|d')?(\\p{L}[\\p{L}\\p{M}]{2,12})\\.?"
                    + "(?:,?\\s+(?:de\\s+|del\\s+)?(\\d{4})(?!\\d))?");
    private static final Pattern MONTH_DAY = Pattern.compile(
            "(\\p{L}[\\p{L}\\p{M}]{2,12})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|:)(?:,?\\s+(\\d{4})(?!\\d))?");
    // "2024 жылғы 22 ақпан", "2024. február 22."
    private static final Pattern YEAR_FIRST = Pattern.compile(
            "(\\d{4})(?:\\.|\\s+жылғы|\\s+жылдың|\\s+ж\\.|\\s+m\\.)?\\s+(?:(\\d{1,2})[-\\s]\\s?)?(\\p{L}{3,12})(?:\\s+(\\d{1,2})\\.?)?");
    private static final Pattern WORD_BEFORE =
            Pattern.compile("(\\p{L}{2,14})\\.?,?\\s+(?:(?:le|den|the|am|el)\\s+)?$");

    private Dates() {}

    /**
     * The first day in the text.
     *
     * @param text at most a few lines
     * @param published the day of publication, which tells a missing year; null when not known
     */
    static Optional<Found> first(String text, LocalDate published) {
        Found best = null;
        best = earlier(best, numeric(text, ISO, 1, 2, 3));
        best = earlier(best, numeric(text, EAST_ASIAN, 1, 2, 3));
        best = earlier(best, dayMonthYear(text));
        best = earlier(best, named(text, YEAR_FIRST, published));
        best = earlier(best, named(text, DAY_MONTH, published));
        best = earlier(best, named(text, MONTH_DAY, published));
        return Optional.ofNullable(best).map(found -> withWeekday(text, found));
    }

    private static Found earlier(Found a, Found b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        int order = Integer.compare(a.span().start(), b.span().start());
        // Of two readings from the same place the longer one: "2024. február 22." over "2024".
        return order < 0 || (order == 0 && a.span().length() >= b.span().length()) ? a : overlapping(a, b);
    }

    private static Found overlapping(Found a, Found b) {
        return a.span().overlaps(b.span()) && a.span().length() > b.span().length() ? a : b;
    }

    private static Found numeric(String text, Pattern pattern, int year, int month, int day) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            LocalDate date = date(number(matcher, year), number(matcher, month), number(matcher, day));
            if (date != null) {
                return new Found(new Span(matcher.start(), matcher.end()), date);
            }
        }
        return null;
    }

    // 22.02.2024 is day first the world over; 02/22/2024 and 22/02/2024 tell themselves; 03/02/2024 does not.
    private static Found dayMonthYear(String text) {
        Matcher matcher = NUMERIC.matcher(text);
        while (matcher.find()) {
            int first = number(matcher, 1);
            int second = number(matcher, 3);
            boolean dayFirst = matcher.group(2).equals(".") || first > 12 || first == second;
            if (!dayFirst && second <= 12) {
                continue;
            }
            LocalDate date =
                    dayFirst ? date(number(matcher, 4), second, first) : date(number(matcher, 4), first, second);
            if (date != null) {
                return new Found(new Span(matcher.start(), matcher.end()), date);
            }
        }
        return null;
    }

    private static Found named(String text, Pattern pattern, LocalDate published) {
        Matcher matcher = pattern.matcher(text);
        int from = 0;
        while (matcher.find(from)) {
            Found found = named(matcher, published);
            if (found != null) {
                return found;
            }
            from = matcher.start() + 1;
        }
        return null;
    }

    private static Found named(Matcher matcher, LocalDate published) {
        Pattern pattern = matcher.pattern();
        String name;
        String day;
        String year;
        if (pattern == DAY_MONTH) {
            day = matcher.group(1);
            name = matcher.group(2);
            year = matcher.group(3);
        } else if (pattern == MONTH_DAY) {
            name = matcher.group(1);
            day = matcher.group(2);
            year = matcher.group(3);
        } else {
            year = matcher.group(1);
            name = matcher.group(3);
            day = matcher.group(2) == null ? matcher.group(4) : matcher.group(2);
        }
        Integer month = MONTHS.get(key(name));
        if (month == null || day == null) {
            return null;
        }
        LocalDate date = year == null
                ? nearest(month, Integer.parseInt(day), published)
                : date(Integer.parseInt(year), month, Integer.parseInt(day));
        return date == null ? null : new Found(new Span(matcher.start(), matcher.end()), date);
    }

    private static Found withWeekday(String text, Found found) {
        int from = Math.max(0, found.span().start() - 24);
        Matcher before = WORD_BEFORE.matcher(text.substring(from, found.span().start()));
        if (before.find() && WEEKDAYS.contains(key(before.group(1)))) {
            return new Found(new Span(from + before.start(), found.span().end()), found.date());
        }
        return found;
    }

    // A release is written about the day it is published: of the years around, the one that brings the day nearest.
    private static LocalDate nearest(int month, int day, LocalDate published) {
        if (published == null) {
            return null;
        }
        LocalDate best = null;
        for (int year = published.getYear() - 1; year <= published.getYear() + 1; year++) {
            LocalDate date = date(year, month, day);
            if (date != null && (best == null || distance(date, published) < distance(best, published))) {
                best = date;
            }
        }
        return best;
    }

    private static long distance(LocalDate a, LocalDate b) {
        return Math.abs(a.toEpochDay() - b.toEpochDay());
    }

    private static LocalDate date(int year, int month, int day) {
        try {
            return year < 1900 || year > 2200 ? null : LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        for (String language : LANGUAGES) {
            Locale locale = Locale.forLanguageTag(language);
            DateFormatSymbols symbols = DateFormatSymbols.getInstance(locale);
            for (Month month : Month.values()) {
                int number = month.getValue();
                for (TextStyle style : new TextStyle[] {
                    TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE
                }) {
                    add(months, month.getDisplayName(style, locale), number);
                }
                add(months, symbols.getMonths()[number - 1], number);
            }
        }
        months.put("sept", 9);
        return Map.copyOf(months);
    }

    private static void add(Map<String, Integer> months, String name, int number) {
        String key = key(name);
        if (key.length() >= 3 && key.chars().allMatch(Character::isLetter)) {
            months.putIfAbsent(key, number);
        }
    }

    private static Set<String> weekdays() {
        Set<String> weekdays = new java.util.HashSet<>();
        for (String language : LANGUAGES) {
            DateFormatSymbols symbols = DateFormatSymbols.getInstance(Locale.forLanguageTag(language));
            for (String name : symbols.getWeekdays()) {
                weekdays.add(key(name));
            }
            for (String name : symbols.getShortWeekdays()) {
                weekdays.add(key(name));
            }
        }
        weekdays.remove("");
        return Set.copyOf(weekdays);
    }
}
