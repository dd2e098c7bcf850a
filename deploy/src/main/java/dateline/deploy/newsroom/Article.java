package dateline.deploy.newsroom;

import java.time.Instant;
import java.util.Objects;

/**
 * A release as a reader finds it at one moment.
 *
 * @param publisher whose it is
 * @param slug its name within the publisher
 * @param content the newest visible revision
 * @param published when its first revision appeared
 * @param updated when {@code content} appeared; equal to {@code published} for a first revision
 */
record Article(Publisher publisher, String slug, Revision content, Instant published, Instant updated) {

    Article {
        Objects.requireNonNull(publisher, "publisher");
        Objects.requireNonNull(content, "content");
        if (updated.isBefore(published)) {
            throw new IllegalArgumentException(slug + " was changed before it was published: " + updated);
        }
    }

    String guid() {
        return publisher.guid(slug);
    }

    String path() {
        return publisher.articlePath(slug);
    }

    boolean changed() {
        return updated.isAfter(published);
    }
}
