package dateline.deploy.newsroom;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that can be read at one moment.
 *
 * @param publishers in their order
 * @param articles newest publication first
 */
record Edition(List<Publisher> publishers, List<Article> articles) {

    private static final int FEED_LENGTH = 30;

    Edition {
        publishers = List.copyOf(publishers);
        articles = articles.stream()
                .sorted(Comparator.comparing(Article::published)
                        .reversed()
                        .thenComparing(Article::guid, Comparator.reverseOrder()))
                .toList();
    }

    /** What of the catalogue is visible in a state, and the bulletins. */
    static Edition of(Catalogue catalogue, LiveState state) {
        List<Article> articles = new ArrayList<>();
        for (Release release : catalogue.releases()) {
            visible(release, state).ifPresent(articles::add);
        }
        Publisher exchange = catalogue.programme().exchange();
        for (int number = state.bulletins(); number > 0; number--) {
            String guid = MarketBulletin.guid(exchange, number);
            Instant appeared = state.appeared(guid, 1);
            if (appeared == null) {
                break;
            }
            articles.add(MarketBulletin.article(exchange, number, appeared, state.appeared(guid, 2)));
        }
        return new Edition(catalogue.publishers(), articles);
    }

    private static Optional<Article> visible(Release release, LiveState state) {
        Instant published = null;
        Instant updated = null;
        Revision content = null;
        for (int number = 1; number <= release.revisions().size(); number++) {
            Revision revision = release.revisions().get(number - 1);
            Instant at = revision.at() == null ? state.appeared(release.guid(), number) : revision.at();
            if (at == null) {
                break;
            }
            published = published == null ? at : published;
            updated = at;
            content = revision;
        }
        return content == null
                ? Optional.empty()
                : Optional.of(new Article(release.publisher(), release.slug(), content, published, updated));
    }

    /** The articles that a publisher's feed contains, newest first. */
    List<Article> feed(Publisher publisher) {
        return articles.stream()
                .filter(article -> article.publisher().equals(publisher))
                .limit(FEED_LENGTH)
                .toList();
    }
}
