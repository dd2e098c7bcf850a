package dateline.deploy.newsroom;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The little markup of the content files as HTML and as plain text. A paragraph that begins with {@code ## } is a heading;
 * one whose lines all begin with {@code - } is a list; in any other, line breaks are kept.
 */
final class Markup {

    private Markup() {}

    /** Text made safe for HTML content and double-quoted attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** The paragraphs as HTML, one element each. */
    static String html(List<String> paragraphs) {
        return paragraphs.stream().map(Markup::html).collect(Collectors.joining("\n"));
    }

    private static String html(String paragraph) {
        if (isHeading(paragraph)) {
            return "<h3>" + escape(paragraph.substring(3)) + "</h3>";
        }
        if (isList(paragraph)) {
            return paragraph
                    .lines()
                    .map(line -> "<li>" + escape(line.substring(2)) + "</li>")
                    .collect(Collectors.joining("", "<ul>", "</ul>"));
        }
        return "<p>" + escape(paragraph).replace("\n", "<br>\n") + "</p>";
    }

    /** The paragraphs without markup, separated by blank lines. */
    static String plain(List<String> paragraphs) {
        return paragraphs.stream().map(Markup::plain).collect(Collectors.joining("\n\n"));
    }

    private static String plain(String paragraph) {
        return isHeading(paragraph) ? paragraph.substring(3) : paragraph;
    }

    /**
     * The beginning of the text on one line, cut between words.
     *
     * @param length the most characters to return, the ellipsis included
     */
    static String excerpt(List<String> paragraphs, int length) {
        String text = plain(paragraphs).replaceAll("\\s+", " ").strip();
        if (text.length() <= length) {
            return text;
        }
        int end = text.lastIndexOf(' ', length - 2);
        // Chinese has no spaces to cut at.
        return text.substring(0, end > length / 2 ? end : length - 1) + "…";
    }

    private static boolean isHeading(String paragraph) {
        return paragraph.startsWith("## ");
    }

    private static boolean isList(String paragraph) {
        return paragraph.lines().allMatch(line -> line.startsWith("- "));
    }
}
