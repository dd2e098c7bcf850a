package dateline.deploy.bench;

import java.time.Instant;
import java.util.List;

/**
 * A release of the bench.
 *
 * @param id 32 hexadecimal digits
 * @param number from 0, also part of the text: a word that this release alone has
 * @param sender the source's id
 * @param language BCP 47 tag
 * @param published within the bench's two years
 * @param withdrawn whether its source took it back
 * @param title without markup
 * @param paragraphs the lead first
 * @param names entities, each by its only name
 * @param topics codes of media topics
 * @param speaker one of the names, or null when nobody is quoted
 * @param group shared with near-duplicates, or null
 */
record Draft(
        String id,
        int number,
        String sender,
        String language,
        Instant published,
        boolean withdrawn,
        String title,
        List<String> paragraphs,
        List<String> names,
        List<String> topics,
        String speaker,
        String group) {

    /** An entity's id, made of its name as enrich-service makes one of a name that no gazetteer knows. */
    static String entity(String name) {
        return "organisation:" + name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    }

    /** Whether it is a near-duplicate of one that came before it. */
    boolean copy() {
        return group != null && !group.equals("group-" + number);
    }

    /** The whole text. */
    String text() {
        return String.join("\n\n", paragraphs);
    }
}
