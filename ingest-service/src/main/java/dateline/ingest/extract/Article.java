package dateline.ingest.extract;

import dateline.ingest.extract.metadata.Metadata;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The article of a page.
 *
 * @param metadata what the page says about it: headline, dates, writers and the rest
 * @param paragraphs its text without headline, byline, captions and links to other stories; tails last
 * @param method how the text was found
 */
public record Article(Metadata metadata, List<Paragraph> paragraphs, Method method) {

    /** Where the text comes from. */
    public enum Method {
        /** Blocks that the trained classifier kept. */
        MODEL,
        /** Blocks that the rules kept. */
        RULES,
        /** The page's structured data: the visible text was far shorter. */
        STRUCTURED_DATA,
        /** The page has no text of an article. */
        NONE
    }

    public Article {
        paragraphs = List.copyOf(paragraphs);
    }

    /**
     * The text without the tails.
     *
     * @return the paragraphs with one blank line between them, empty when there are none
     */
    public String text() {
        return paragraphs.stream()
                .filter(paragraph -> !paragraph.kind().isTail())
                .map(Paragraph::text)
                .collect(Collectors.joining("\n\n"));
    }

    /**
     * The text with the tails.
     *
     * @return all paragraphs with one blank line between them, empty when there are none
     */
    public String fullText() {
        return paragraphs.stream().map(Paragraph::text).collect(Collectors.joining("\n\n"));
    }
}
