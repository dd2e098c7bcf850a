package dateline.enrich.text;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the dateline at the start of a release's first paragraph: "ASTANA, Feb 22 (Kazinform) -", "GENEVA (22 February 2024) –",
 * "PARIS, le 22 février 2024 /PRNewswire/ --", "Berlin, 22. Februar 2024 –", "22 February 2024, Geneva –". What stands before the
 * dash is taken apart into day, agency and place; when anything is left over it is no dateline.
 */
final class DatelineReader {

    private static final int LONGEST = 160;

    private static final Pattern DASH = Pattern.compile(
            "(?:^|(?<=[\\s).,/\\]\\d\\p{L}]))(?:\\s+-{1,3}(?=\\s|\\p{Lu})|--+|\\s*[–—―](?![\\d])|(?<=\\.)\\s?-(?=\\s?\\p{Lu}))\\s*");
    private static final Pattern SLASHED_END = Pattern.compile("[./]?\\s*/\\s?[\\p{L}][^/\\n]{1,40}/\\s*[.:–—-]*\\s*");
    private static final Pattern COLON = Pattern.compile("\\s?[:：]\\s+(?=\\p{Lu}|[\"“«„])");
    private static final Pattern AGENCY = Pattern.compile(
            "\\(([^()\\n]{2,40})\\)|/\\s?([^/\\n]{2,40}?)\\s?/|\\[([^\\]\\n]{2,40})\\]|(?:^|[,–—-])\\s*([\\p{Lu}][\\p{L}&.]*(?:\\s[\\p{Lu}][\\p{L}&.]*){0,2}\\s?(?:Wire|Newswire|NewsWire|News Agency|Today|Newsroom))\\s*$");
    private static final Pattern PLACE_WORD = Pattern.compile(
            "[\\p{Lu}\\p{Lt}\\p{Lo}][\\p{L}\\p{M}.'’`-]*|de|del|la|las|los|el|le|les|du|des|da|do|dos|of|on|upon|am|an|der|the|sur|sous|en|and|&|und|et|y|и|bei|im|in|/");
    private static final Pattern FILLER = Pattern.compile(
            "(?:,|\\.|;|/|\\s|\\bon\\b|\\ble\\b|\\bden\\b|\\bdated?\\b|\\bam\\b|\\bа\\b|\\bel\\b|\\b\\d{1,2}:\\d{2}\\b|\\b[A-Z]{3,4}\\b(?=\\s*$)|г\\.|года?\\.?|–|—|-)*");
    private static final Pattern NO_AGENCY =
            Pattern.compile("(?iu)\\d.*|.*\\d{4}.*|U\\.?S\\.?A?\\.?|UK|(?!AP)[A-Z]{2}");

    private DatelineReader() {}

    /**
     * The dateline that opens the paragraph.
     *
     * @param text the release
     * @param paragraph its first paragraph of news
     * @param published the day of publication, for a missing year; null when not known
     */
    static Optional<Dateline> read(PlainText text, Span paragraph, LocalDate published) {
        String start =
                text.chars().substring(paragraph.start(), Math.min(paragraph.end(), paragraph.start() + LONGEST));
        for (Pattern close : new Pattern[] {SLASHED_END, DASH, COLON}) {
            Matcher matcher = close.matcher(start);
            int from = 0;
            Optional<Dateline> last = Optional.empty();
            while (from <= start.length() && matcher.find(from)) {
                // A slashed agency is part of the head, a dash or colon ends it.
                int headEnd = close == SLASHED_END ? matcher.end() : matcher.start();
                Optional<Dateline> found = take(
                        text,
                        paragraph.start(),
                        start.substring(0, headEnd),
                        start.substring(0, matcher.end()).stripTrailing().length(),
                        published,
                        close != DASH);
                if (found.isPresent()) {
                    last = found;
                }
                from = Math.max(matcher.end(), matcher.start() + 1);
            }
            if (last.isPresent()) { // "BOSTON--(BUSINESS WIRE)--": of several ends the last one that still reads as a
                // head.
                return last;
            }
        }
        return Optional.empty();
    }

    private static Optional<Dateline> take(
            PlainText text, int offset, String head, int end, LocalDate published, boolean strict) {
        String rest = head;
        LocalDate date = null;
        Optional<Dates.Found> found = Dates.first(head, published);
        if (found.isPresent()) {
            date = found.get().date();
            rest = blank(rest, found.get().span().start(), found.get().span().end());
        }
        String agency = null;
        int bracket = 0;
        int bracketEnd = 0;
        Matcher agencies = AGENCY.matcher(rest);
        while (agencies.find()) {
            String name = firstGroup(agencies).strip();
            if (!name.isEmpty() && !NO_AGENCY.matcher(name).matches()) {
                // Of several the last is the wire; the others are regions or the paper.
                agency = name;
                bracket = agencies.start();
                bracketEnd = agencies.end();
            }
            rest = blank(rest, agencies.start(), agencies.end());
        }
        int placeStart = skip(rest, 0);
        int placeEnd = placeEnd(rest, placeStart);
        String place =
                placeEnd > placeStart ? head.substring(placeStart, placeEnd).strip() : null;
        String left = rest.substring(Math.max(placeStart, placeEnd));
        if (place == null && agency != null && isUpper(agency) && date != null) {
            // "22 February 2024 (OTTAWA) -": the brackets hold the place.
            place = agency;
            agency = null;
            placeStart = bracket + head.substring(bracket).indexOf(place);
            placeEnd = Math.min(bracketEnd, placeStart + place.length());
        }
        if (!FILLER.matcher(left.replaceAll("[()\\[\\]/]", " ")).matches()) {
            return Optional.empty();
        }
        boolean evident = date != null || agency != null || (place != null && isUpper(place) && !strict);
        if (!evident || (place == null && (date == null || agency == null)) || (place != null && !isPlace(place))) {
            return Optional.empty();
        }
        // "May 4 - ...", a date and a dash, opens many a list.
        return Optional.of(new Dateline(
                original(text, place, offset + placeStart, offset + placeEnd), date, agency, offset, offset + end));
    }

    private static String original(PlainText text, String place, int start, int end) {
        return place == null
                ? null
                : text.original(text.trim(new Span(start, end))).replaceAll("[,.;:\\s–—-]+$", "");
    }

    private static String firstGroup(Matcher matcher) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        return "";
    }

    private static int skip(String text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || ",.;".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i;
    }

    // Capitalised words and the small words between them, with commas: "FRANKFURT AM MAIN, Germany".
    private static int placeEnd(String text, int start) {
        int end = start;
        int words = 0;
        int i = start;
        while (i < text.length() && words < 8) {
            int wordEnd = i;
            while (wordEnd < text.length() && text.charAt(wordEnd) != ' ' && text.charAt(wordEnd) != ',') {
                wordEnd++;
            }
            String word = text.substring(i, wordEnd);
            if (word.isEmpty() || !PLACE_WORD.matcher(word).matches()) {
                break;
            }
            words++;
            if (Character.isUpperCase(word.charAt(0)) || !Character.isLowerCase(word.charAt(0))) {
                end = wordEnd;
            }
            i = wordEnd;
            while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == ',')) {
                i++;
            }
        }
        return end;
    }

    private static boolean isPlace(String place) {
        return isUncased(place) || (Character.isUpperCase(place.charAt(0)) && place.split("[\\s,]+", -1).length <= 7);
    }

    private static boolean isUncased(String place) {
        return place.chars().noneMatch(c -> Character.isUpperCase(c) || Character.isLowerCase(c));
    }

    // The town is in capitals; its region need not be.
    private static boolean isUpper(String place) {
        String town = place.split(",", 2)[0];
        return town.length() >= 3
                && town.equals(town.toUpperCase(java.util.Locale.ROOT))
                && town.chars().anyMatch(Character::isUpperCase);
    }

    private static String blank(String text, int start, int end) {
        return text.substring(0, start) + " ".repeat(end - start) + text.substring(end);
    }
}
