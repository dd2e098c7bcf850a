package dateline.deploy.newsroom;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One wording of a release.
 *
 * @param title the headline
 * @param language BCP 47 tag
 * @param categories the publisher's own, possibly none
 * @param authors names, possibly none
 * @param image the credit line of its picture, or null when it has none
 * @param paragraphs the text; see {@link Markup} for the little markup they may carry
 * @param at when it was published or changed, or null while it is held back for {@link Programme}
 */
record Revision(
        String title,
        String language,
        List<String> categories,
        List<String> authors,
        String image,
        List<String> paragraphs,
        Instant at) {

    Revision {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(language, "language");
        categories = List.copyOf(categories);
        authors = List.copyOf(authors);
        paragraphs = List.copyOf(paragraphs);
        if (paragraphs.isEmpty()) {
            throw new IllegalArgumentException("no text: " + title);
        }
    }
}
