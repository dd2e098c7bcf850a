package dateline.deploy.newsroom;

import java.net.URI;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the HTML pages: of an article, of a newsroom, and the list of all newsrooms. */
final class Pages {

    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "fa", "he", "ur");
    private static final int RELATED = 4;

    private static final Template ARTICLE = Template.named("article");
    private static final Template HOME = Template.named("home");
    private static final Template INDEX = Template.named("index");

    private Pages() {}

    /** An article with the furniture that a reader, human or not, has to look past. */
    static String article(URI base, Edition edition, Article article) {
        Channel channel = new Channel(article.publisher(), base, edition.feed(article.publisher()));
        Revision content = article.content();
        DateTimeFormatter shown = shown(content.language(), article.publisher());
        DateTimeFormatter iso = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(
                article.publisher().zone());
        List<Article> related = channel.articles().stream()
                .filter(other -> !other.equals(article))
                .limit(RELATED)
                .toList();
        Map<String, String> values = common(channel);
        values.put("language", content.language());
        values.put("direction", RIGHT_TO_LEFT.contains(content.language()) ? "rtl" : "ltr");
        values.put("title", content.title());
        values.put("excerpt", Markup.excerpt(content.paragraphs(), Channel.EXCERPT));
        values.put("page", channel.page(article));
        values.put("published", iso.format(article.published()));
        values.put("publishedShown", shown.format(article.published()));
        values.put("modified", iso.format(article.updated()));
        values.put(
                "updated",
                article.changed()
                        ? "<p class=\"updated\">Updated " + Markup.escape(shown.format(article.updated())) + "</p>"
                        : "");
        values.put(
                "byline",
                content.authors().isEmpty()
                        ? ""
                        : "<p class=\"byline\">" + Markup.escape(String.join(", ", content.authors())) + "</p>");
        values.put(
                "figure",
                content.image() == null
                        ? ""
                        : "<figure><img src=\"/picture.svg\" alt=\"\"><figcaption>" + Markup.escape(content.image())
                                + "</figcaption></figure>");
        values.put("text", Markup.html(content.paragraphs()));
        values.put("tags", items(content.categories()));
        values.put("related", links(related));
        values.put("jsonLd", JsonFeed.newsArticle(article, channel.page(article)));
        return ARTICLE.fill(values);
    }

    /** A newsroom's front page, which announces its feed. */
    static String home(Channel channel) {
        Map<String, String> values = common(channel);
        values.put("language", channel.publisher().language());
        values.put("releases", links(channel.articles()));
        return HOME.fill(values);
    }

    /** The list of newsrooms. */
    static String index(List<Publisher> publishers) {
        String rows = publishers.stream()
                .map(publisher -> "<li><a href=\"" + publisher.path() + "\">" + Markup.escape(publisher.name())
                        + "</a> <a class=\"feed\" href=\"" + publisher.feedPath() + "\">"
                        + publisher.format().file() + "</a><br>" + Markup.escape(publisher.description()) + "</li>")
                .collect(Collectors.joining("\n"));
        return INDEX.fill(Map.of("newsrooms", rows));
    }

    private static Map<String, String> common(Channel channel) {
        Publisher publisher = channel.publisher();
        Map<String, String> values = new HashMap<>();
        values.put("publisher", publisher.name());
        values.put("description", publisher.description());
        values.put("home", publisher.path());
        values.put("feed", publisher.feedPath());
        values.put("feedType", publisher.format().mediaType());
        values.put("sections", sections(publisher));
        return values;
    }

    private static String sections(Publisher publisher) {
        return publisher.sections().stream()
                .map(section -> "<li><a href=\"" + publisher.path() + "\">" + Markup.escape(section) + "</a></li>")
                .collect(Collectors.joining());
    }

    private static String items(List<String> words) {
        return words.stream()
                .map(word -> "<li>" + Markup.escape(word) + "</li>")
                .collect(Collectors.joining());
    }

    private static String links(List<Article> articles) {
        return articles.stream()
                .map(article -> "<li><a href=\"" + article.path() + "\">"
                        + Markup.escape(article.content().title()) + "</a> <time>"
                        + Markup.escape(shown(article.content().language(), article.publisher())
                                .format(article.published()))
                        + "</time></li>")
                .collect(Collectors.joining("\n"));
    }

    private static DateTimeFormatter shown(String language, Publisher publisher) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(Locale.forLanguageTag(language))
                .withZone(publisher.zone());
    }
}
