package dateline.query.page;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.List;

/** What one revision of a text changed in the one before, as HTML with {@code ins} and {@code del}. All text is escaped. */
final class TextChanges {

    // The longest texts are compared by paragraphs alone: comparing words costs the product of the changes.
    private static final int LONGEST = 20_000;

    private TextChanges() {}

    /** The paragraphs of both; unchanged ones are shown too. */
    static String html(String before, String after) {
        boolean words = before.length() <= LONGEST && after.length() <= LONGEST;
        DiffRowGenerator generator = DiffRowGenerator.create()
                .showInlineDiffs(words)
                .mergeOriginalRevised(words)
                .inlineDiffByWord(true)
                .lineNormalizer(Html::escape)
                .oldTag(start -> start ? "<del>" : "</del>")
                .newTag(start -> start ? "<ins>" : "</ins>")
                .build();
        StringBuilder html = new StringBuilder();
        for (DiffRow row : generator.generateDiffRows(paragraphs(before), paragraphs(after))) {
            if (words || row.getTag() == DiffRow.Tag.EQUAL) {
                paragraph(html, row.getOldLine(), "");
            } else {
                paragraph(html, row.getOldLine(), "del");
                paragraph(html, row.getNewLine(), "ins");
            }
        }
        return html.toString();
    }

    private static void paragraph(StringBuilder html, String text, String mark) {
        if (!text.isEmpty()) {
            html.append("<p>")
                    .append(mark.isEmpty() ? text : "<" + mark + ">" + text + "</" + mark + ">")
                    .append("</p>\n");
        }
    }

    private static List<String> paragraphs(String text) {
        return List.of(text.split("\n+"));
    }
}
