package dateline.deploy.newsroom;

import java.util.List;
import java.util.Objects;

/**
 * A release of the catalogue with all its revisions, also those still held back.
 *
 * @param publisher whose it is
 * @param slug its name within the publisher
 * @param descent whether its text comes from another release
 * @param origin the {@link #key} of that other release, or null
 * @param revisions oldest first, at least one
 */
record Release(Publisher publisher, String slug, Descent descent, String origin, List<Revision> revisions) {

    /** How a release came to its text. */
    enum Descent {
        /** Written for itself. */
        OWN,
        /** Carries another publisher's text word for word. */
        COPY,
        /** Another publisher's text, edited and shortened. */
        ADAPTATION
    }

    Release {
        Objects.requireNonNull(publisher, "publisher");
        Objects.requireNonNull(descent, "descent");
        if (!slug.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException("slug is no path segment: " + slug);
        }
        if ((descent == Descent.OWN) != (origin == null)) {
            throw new IllegalArgumentException("origin and descent disagree: " + slug);
        }
        revisions = List.copyOf(revisions);
        if (revisions.isEmpty()) {
            throw new IllegalArgumentException("no revision: " + slug);
        }
    }

    /** {@code publisher/slug}, unique in the catalogue. */
    String key() {
        return publisher.id() + "/" + slug;
    }

    /** Its identifier in feeds. */
    String guid() {
        return publisher.guid(slug);
    }
}
