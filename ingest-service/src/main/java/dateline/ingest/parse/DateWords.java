package dateline.ingest.parse;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words of dates: month and weekday names of the languages that feeds come in (Unicode CLDR, as the platform has it)
 * and the abbreviations of time zones.
 */
public final class DateWords {

    /** Words that stand in dates and say nothing: "at", "of", ordinal endings, "year". */
    private static final Set<String> FILLERS = Set.copyOf(
            words("at of on the st nd rd th t de del d el le la a à um uhr er den der am om kl klo alle ore о в г "
                    + "год года жылы жылғы feira thứ ж y i os às as h και στις ngày tháng năm klokken o godz r v published updated "
                    + "posted"));

    private static final Map<String, Integer> ENGLISH_MONTHS = new HashMap<>();
    private static final Map<String, DayOfWeek> ENGLISH_WEEKDAYS = new HashMap<>();

    static {
        for (Month month : Month.values()) {
            String name = month.name().toLowerCase(Locale.ROOT);
            ENGLISH_MONTHS.put(name, month.getValue());
            ENGLISH_MONTHS.put(name.substring(0, 3), month.getValue());
        }
        ENGLISH_MONTHS.put("sept", 9);
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            // Any beginning of three letters or more: "tues", "thurs", "wednes".
            for (int length = 3; length <= name.length(); length++) {
                ENGLISH_WEEKDAYS.put(name.substring(0, length), day);
            }
        }
    }

    /** Offsets in minutes of zones that go by an abbreviation; of those with several, the one that feeds mean. */
    private static final Map<String, Integer> ZONES = zones(
            "0 gmt utc ut z wet gmt0 zulu",
            "60 cet met bst ist-ie west wat mez",
            "120 cest mest eet cat sast mesz",
            "180 msk eest eat trt ast-ar",
            "210 irst",
            "240 msd gst samt azt get amt",
            "270 aft irdt",
            "300 pkt yekt uzt tmt tjt mvt almt",
            "330 ist slst",
            "345 npt",
            "360 bdt omst kgt bst-bd novt",
            "390 mmt",
            "420 ict wib krat hovt",
            "480 hkt sgt awst cst-cn myt pht irkt ulat wita",
            "540 jst kst yakt wit",
            "570 acst",
            "600 aest vlat chst",
            "630 acdt",
            "660 aedt magt sakt sbt",
            "720 nzst fjt pett anat",
            "780 nzdt",
            "-60 azot cvt",
            "-120 brst fnt",
            "-180 brt art adt clst uyt gft pyst",
            "-150 ndt",
            "-210 nst",
            "-240 edt ast at clt bot vet amt-br pyt",
            "-300 est et cdt cot pet ect",
            "-360 cst ct mdt galt",
            "-420 mst mt pdt",
            "-480 pst pt akdt",
            "-540 akst hdt",
            "-600 hst hast");

    private DateWords() {}

    private static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }

    /**
     * The month that a word names.
     *
     * @param word a word in lower case
     * @return 1 to 12, 0 when it names none
     */
    public static int month(String word) {
        Integer english = ENGLISH_MONTHS.get(word);
        return english != null ? english : Cldr.MONTHS.getOrDefault(word, 0);
    }

    static boolean isWeekday(String word) {
        return weekday(word) != null;
    }

    /** The weekday that a lower-case word names, null when it names none. */
    static DayOfWeek weekday(String word) {
        DayOfWeek english = ENGLISH_WEEKDAYS.get(word);
        return english != null ? english : Cldr.WEEKDAYS.get(word);
    }

    static boolean isFiller(String word) {
        return FILLERS.contains(word);
    }

    /** Whether a lower-case word behind a time is a zone: a known one, or no other word of dates. */
    static boolean mayBeZone(String word) {
        return ZONES.containsKey(word) || (month(word) == 0 && !isWeekday(word) && !isFiller(word));
    }

    /**
     * Whether a word is the abbreviation of a time zone.
     *
     * @param word a word in lower case
     * @return whether {@link #zone} knows it
     */
    public static boolean isZone(String word) {
        return ZONES.containsKey(word);
    }

    /**
     * The zone of an abbreviation, military letter or region.
     *
     * @param name the name in lower case
     * @return the zone, UTC when nobody knows the name
     */
    public static ZoneId zone(String name) {
        Integer minutes = ZONES.get(name);
        if (minutes != null) {
            return ZoneOffset.ofTotalSeconds(minutes * 60);
        }
        if (name.indexOf('/') > 0) {
            StringBuilder region = new StringBuilder();
            boolean capital = true;
            for (int i = 0; i < name.length(); i++) {
                char unit = name.charAt(i);
                region.append(capital ? Character.toUpperCase(unit) : unit);
                capital = unit == '/' || unit == '_' || unit == '-';
            }
            try {
                String id = region.toString();
                return ZoneId.of(
                        id.startsWith("Etc/") ? "Etc/" + id.substring(4).toUpperCase(Locale.ROOT) : id);
            } catch (DateTimeException e) {
                return ZoneOffset.UTC;
            }
        }
        return ZoneOffset.UTC;
    }

    private static Map<String, Integer> zones(String... lines) {
        Map<String, Integer> zones = new HashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            for (int i = 1; i < words.length; i++) {
                zones.put(words[i], Integer.parseInt(words[0]));
            }
        }
        return zones;
    }

    /** The names of all languages, read when a word is not English. */
    private static final class Cldr {

        /** Earlier languages win where two use one word for different months. */
        private static final List<String> LANGUAGES =
                words("en ru de fr es it pt nl uk kk ky uz tg be pl cs sk sl sr bg mk ro hu el tr az sv da nb nn fi et "
                        + "lv lt is ca gl eu id ms vi sq ka hy he ar fa hi bn th mn af ga cy sw hr bs tk fil");

        private static final Map<String, Integer> MONTHS = new HashMap<>();
        private static final Map<String, DayOfWeek> WEEKDAYS = new HashMap<>();

        static {
            for (String language : LANGUAGES) {
                Locale locale = Locale.forLanguageTag(language);
                for (TextStyle style : List.of(
                        TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE)) {
                    for (Month month : Month.values()) {
                        put(MONTHS, month.getDisplayName(style, locale), month.getValue());
                    }
                    for (DayOfWeek day : DayOfWeek.values()) {
                        put(WEEKDAYS, day.getDisplayName(style, locale), day);
                    }
                }
            }
            // What people write and CLDR does not list.
            Map.ofEntries(
                            Map.entry("mär", 3),
                            Map.entry("mrz", 3),
                            Map.entry("mar", 3),
                            Map.entry("fevr", 2),
                            Map.entry("fevrier", 2),
                            Map.entry("aout", 8),
                            Map.entry("decembre", 12),
                            Map.entry("sty", 1),
                            Map.entry("set", 9),
                            Map.entry("dez", 12),
                            Map.entry("okt", 10),
                            Map.entry("ιούλ", 7),
                            Map.entry("ιούν", 6),
                            Map.entry("μάϊ", 5),
                            Map.entry("αυγ", 8),
                            Map.entry("αύγ", 8))
                    .forEach(MONTHS::putIfAbsent);
        }

        private static <T> void put(Map<String, T> names, String name, T meaning) {
            String word = name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
            boolean usable = word.length() > 1
                    && word.codePoints().anyMatch(Character::isLetter)
                    && word.indexOf(' ') < 0
                    && !Character.isDigit(word.charAt(0));
            if (usable) {
                // Portuguese "quinta-feira" is read word by word.
                names.putIfAbsent(word.replaceFirst("-.*", ""), meaning);
                names.putIfAbsent(word, meaning);
            }
        }
    }
}
