package dateline.enrich.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads until when a release may not be published: "EMBARGOED UNTIL 00:01 GMT, 23 February 2024". */
final class Embargo {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Pattern HEAD = Pattern.compile(
            "(?:(?:strictly |under )?embargo(?:ed)?\\b[^\\n]{0,20}?(?:until|till|to|for|:|jusqu['’]au|hasta|bis)?|not (?:for|to be) (?:publication|release|published|broadcast)[^\\n]{0,40}?(?:before|until|prior to)|"
                    + "(?:hold|held) (?:for release )?until|sperrfrist\\b|sous embargo|embargo hasta|эмбарго|не (?:публиковать|для публикации) до)",
            FLAGS);
    private static final Pattern TIME = Pattern.compile(
            "(?<!\\d)(\\d{1,2})(?:[:.h](\\d{2}))?\\s?(a\\.?m\\.?|p\\.?m\\.?|hrs|hours|uhr|h\\b|noon|ч\\.?)?", FLAGS);
    private static final Pattern ZONE = Pattern.compile(
            "\\b(?:(GMT|UTC)\\s?([+-]\\d{1,2}(?::?\\d{2})?)?|(BST|CET|CEST|MEZ|MESZ|EET|EEST|MSK|EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|IST|JST|KST|SGT|HKT|AEST|AEDT|NZST|NZDT|EAT|CAT|WAT|SAST|GST|PKT|ALMT|TRT|WIB)\\b)|(?<=\\d)Z\\b|[+-]\\d{2}:\\d{2}");
    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("BST", "+01:00"),
            Map.entry("CET", "+01:00"),
            Map.entry("CEST", "+02:00"),
            Map.entry("MEZ", "+01:00"),
            Map.entry("MESZ", "+02:00"),
            Map.entry("EET", "+02:00"),
            Map.entry("EEST", "+03:00"),
            Map.entry("MSK", "+03:00"),
            Map.entry("EST", "-05:00"),
            Map.entry("EDT", "-04:00"),
            Map.entry("ET", "America/New_York"),
            Map.entry("CST", "-06:00"),
            Map.entry("CDT", "-05:00"),
            Map.entry("CT", "America/Chicago"),
            Map.entry("MST", "-07:00"),
            Map.entry("MDT", "-06:00"),
            Map.entry("MT", "America/Denver"),
            Map.entry("PST", "-08:00"),
            Map.entry("PDT", "-07:00"),
            Map.entry("PT", "America/Los_Angeles"),
            Map.entry("IST", "Asia/Kolkata"),
            Map.entry("JST", "+09:00"),
            Map.entry("KST", "+09:00"),
            Map.entry("SGT", "+08:00"),
            Map.entry("HKT", "+08:00"),
            Map.entry("AEST", "+10:00"),
            Map.entry("AEDT", "+11:00"),
            Map.entry("NZST", "+12:00"),
            Map.entry("NZDT", "+13:00"),
            Map.entry("EAT", "+03:00"),
            Map.entry("CAT", "+02:00"),
            Map.entry("WAT", "+01:00"),
            Map.entry("SAST", "+02:00"),
            Map.entry("GST", "+04:00"),
            Map.entry("PKT", "+05:00"),
            Map.entry("ALMT", "Asia/Almaty"),
            Map.entry("TRT", "+03:00"),
            Map.entry("WIB", "+07:00"));

    private Embargo() {}

    /** Whether the paragraph speaks of an embargo at its start. */
    static boolean isNotice(String paragraph) {
        Matcher matcher = HEAD.matcher(paragraph.length() <= 200 ? paragraph : paragraph.substring(0, 200));
        return matcher.find() && matcher.start() <= 20;
    }

    /**
     * The end of the embargo. Without a time the day's first minute counts, without a zone UTC.
     *
     * @param paragraph an embargo's notice
     * @param published tells a missing year; null when not known
     */
    static Optional<Instant> until(String paragraph, LocalDate published) {
        String line = paragraph.length() <= 300 ? paragraph : paragraph.substring(0, 300);
        Optional<Dates.Found> day = Dates.first(line, published);
        if (day.isEmpty()) {
            return Optional.empty();
        }
        Span span = day.get().span();
        String rest = line.substring(0, span.start()) + " ".repeat(span.length()) + line.substring(span.end());
        LocalTime time = time(rest).orElse(LocalTime.MIDNIGHT);
        return Optional.of(day.get().date().atTime(time).atZone(zone(rest)).toInstant());
    }

    private static Optional<LocalTime> time(String text) {
        Matcher matcher = TIME.matcher(text);
        while (matcher.find()) {
            String suffix = matcher.group(3) == null
                    ? ""
                    : matcher.group(3).toLowerCase(Locale.ROOT).replace(".", "");
            if (matcher.group(2) == null && suffix.isEmpty()) {
                continue;
            }
            int hour = Integer.parseInt(matcher.group(1));
            int minute = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
            if (suffix.equals("pm") && hour < 12) {
                hour += 12;
            } else if (suffix.equals("am") && hour == 12) {
                hour = 0;
            }
            if (hour <= 23 && minute <= 59) {
                return Optional.of(LocalTime.of(hour, minute));
            }
        }
        return Pattern.compile("\\b(?:noon|midday)\\b", FLAGS).matcher(text).find()
                ? Optional.of(LocalTime.NOON)
                : Optional.empty();
    }

    private static ZoneId zone(String text) {
        Matcher matcher = ZONE.matcher(text);
        if (!matcher.find()) {
            return ZoneOffset.UTC;
        }
        try {
            if (matcher.group(3) != null) {
                return ZoneId.of(ZONES.get(matcher.group(3).toUpperCase(Locale.ROOT)));
            }
            if (matcher.group(1) != null) {
                return matcher.group(2) == null ? ZoneOffset.UTC : ZoneId.of("UTC" + matcher.group(2));
            }
            return ZoneId.of(matcher.group());
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
