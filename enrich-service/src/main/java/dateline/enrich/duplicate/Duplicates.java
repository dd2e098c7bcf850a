package dateline.enrich.duplicate;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What tells a release's near-duplicates.
 *
 * @param signature MinHash of the news, base64; empty for a text too short to have one
 * @param group the id of the release that began it; null without a signature
 * @param relation {@code origin} of its group, {@code copy} of one in it, or {@code related}: in a group of its own, but much like one of
 *     another; null without a signature
 * @param relatedTo the group of the release that a related one is like; null, and left out of the event, for others
 */
public record Duplicates(
        String signature,
        String group,
        String relation,
        @JsonInclude(JsonInclude.Include.NON_NULL) String relatedTo) {

    /** No signature. */
    public static final Duplicates NONE = new Duplicates("", null, null, null);

    static final String ORIGIN = "origin";
    static final String COPY = "copy";
    static final String RELATED = "related";

    /** A signature that has not been placed yet. */
    static Duplicates signed(Signature signature) {
        return new Duplicates(signature.base64(), null, null, null);
    }
}
