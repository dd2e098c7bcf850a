package dateline.ingest.extract.block;

/**
 * What a page says about its article besides the text, as far as it is known.
 *
 * @param title the headline, or empty
 * @param description the summary, or empty
 * @param body the whole text from the page's structured data, or empty
 */
public record PageHints(String title, String description, String body) {

    public PageHints {
        if (title == null || description == null || body == null) {
            throw new IllegalArgumentException("a hint that is missing is empty");
        }
    }
}
