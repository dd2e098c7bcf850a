package dateline.enrich.duplicate;

/**
 * What tells a release's near-duplicates.
 *
 * @param signature MinHash of the body, base64; empty for a text too short to have one
 * @param group shared by near-duplicates; null here: grouping compares a release with those before it, which takes an index of all
 *     signatures, and one worker sees only its own partitions
 * @param relation {@code origin}, {@code copy} or {@code related} within the group, null without one
 */
public record Duplicates(String signature, String group, String relation) {

    /** No signature. */
    public static final Duplicates NONE = new Duplicates("", null, null);
}
