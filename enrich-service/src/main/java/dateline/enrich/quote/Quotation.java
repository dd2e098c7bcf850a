package dateline.enrich.quote;

/**
 * Something said.
 *
 * @param start its first code point, the opening mark included
 * @param end the code point after its last, the closing mark included
 * @param kind in whose words
 * @param speaker the id of the entity that speaks, or null
 * @param speakerText how the text names the speaker, or null
 * @param cue the verb of saying, as written, or null
 * @param confidence from 0 to 1
 */
public record Quotation(
        int start, int end, QuotationKind kind, String speaker, String speakerText, String cue, double confidence) {

    public Quotation {
        if (start < 0 || end <= start || confidence < 0 || confidence > 1) {
            throw new IllegalArgumentException("not a quotation: " + start + ".." + end + " at " + confidence);
        }
    }
}
