package dateline.ingest.parse;

import java.util.Objects;

/**
 * A category, tag, subject or keyword.
 *
 * @param name the label where the feed gives one, else the term; plain text
 * @param scheme the vocabulary (RSS {@code domain}, Atom {@code scheme}), as written, or null
 */
public record Category(String name, String scheme) {

    public Category {
        Objects.requireNonNull(name, "name");
    }
}
