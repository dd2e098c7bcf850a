package dateline.deploy.newsroom;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What a feed says, before it is written in a format.
 *
 * @param publisher whose feed it is
 * @param base the server's root, to which paths are added
 * @param articles newest first
 */
record Channel(Publisher publisher, URI base, List<Article> articles) {

    /** Characters of an excerpt. */
    static final int EXCERPT = 280;

    Channel {
        articles = List.copyOf(articles);
    }

    String home() {
        return base.resolve(publisher.path()).toString();
    }

    String self() {
        return base.resolve(publisher.feedPath()).toString();
    }

    String page(Article article) {
        return base.resolve(article.path()).toString();
    }

    /** When anything in it last changed; the epoch when it is empty. */
    Instant updated() {
        return articles.stream()
                .map(Article::updated)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** The feed in the publisher's format. */
    String write() {
        return switch (publisher.format()) {
            case RSS -> RssFeed.write(this, true);
            case RSS_EXCERPT -> RssFeed.write(this, false);
            case RDF -> RdfFeed.write(this);
            case ATOM -> AtomFeed.write(this);
            case JSON -> JsonFeed.write(this);
        };
    }
}
