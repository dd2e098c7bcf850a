package dateline.deploy.newsroom;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with gaps: {@code {{name}}} takes text, which is escaped, and {@code {{{name}}}} takes HTML as it is.
 *
 * @param page the HTML with gaps
 */
record Template(String page) {

    private static final Pattern GAP = Pattern.compile("\\{\\{\\{(\\w+)}}}|\\{\\{(\\w+)}}");

    /** The template of this name beside this class. */
    static Template named(String name) {
        return new Template(Catalogue.text(name + ".html"));
    }

    /**
     * The page with its gaps filled.
     *
     * @throws IllegalArgumentException when there is no value for a gap
     */
    String fill(Map<String, String> values) {
        return GAP.matcher(page).replaceAll(gap -> {
            String name = gap.group(1) == null ? gap.group(2) : gap.group(1);
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("no value for the gap " + name);
            }
            return Matcher.quoteReplacement(gap.group(1) == null ? Markup.escape(value) : value);
        });
    }
}
