package dateline.enrich.text;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a notice of correction or update names as the release that it is about.
 *
 * @param title its title, where the notice quotes one; or null
 * @param date its day, where the notice tells one; or null
 * @param url its address, where the notice gives one; or null
 * @param start the first code point of the notice
 * @param end the code point after its last
 */
public record Corrected(String title, LocalDate date, String url, int start, int end) {

    private static final int LONGEST = 1_000;
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"”»)]{4,300}[^\\s<>\"”»).,;:]");
    private static final Pattern TITLE = Pattern.compile("[\"“«„]([^\"“”«»„\\n]{8,200})[\"”»“]");
    private static final Pattern NAMES_RELEASE = Pattern.compile(
            "(?iu)\\b(?:release|version|story|article|statement|announcement|issued|dated|published|headline[d]?|titled?|entitled|mitteilung|communiqué|comunicado|nota|пресс-релиз\\p{L}*|сообщени\\p{L}*|от)\\b");

    /** What the notice names; null when it names nothing. */
    static Corrected read(PlainText text, Span notice, LocalDate published) {
        Span read = new Span(notice.start(), Math.min(notice.end(), notice.start() + LONGEST));
        String chars = text.read(read);
        Matcher url = URL.matcher(chars);
        Matcher title = TITLE.matcher(chars);
        boolean named = NAMES_RELEASE.matcher(chars).find();
        LocalDate date = named
                ? Dates.first(chars.substring(0, Math.min(chars.length(), 300)), published)
                        .map(Dates.Found::date)
                        .orElse(null)
                : null;
        String titled = named && title.find() ? title.group(1) : null;
        String address = url.find() ? url.group() : null;
        return titled == null && date == null && address == null
                ? null
                : new Corrected(titled, date, address, notice.start(), notice.end());
    }
}
