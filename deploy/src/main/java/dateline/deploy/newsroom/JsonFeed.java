package dateline.deploy.newsroom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Writes JSON Feed 1.1 with the whole text, and the schema.org description of an article. */
final class JsonFeed {

    private static final JsonMapper JSON = new JsonMapper();

    private JsonFeed() {}

    static String write(Channel channel) {
        Publisher publisher = channel.publisher();
        ObjectNode feed = JSON.createObjectNode()
                .put("version", "https://jsonfeed.org/version/1.1")
                .put("title", publisher.name())
                .put("home_page_url", channel.home())
                .put("feed_url", channel.self())
                .put("description", publisher.description())
                .put("language", publisher.language());
        ArrayNode items = feed.putArray("items");
        for (Article article : channel.articles()) {
            items.add(item(channel, article));
        }
        try {
            return JSON.writeValueAsString(feed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a feed that cannot be written: " + channel.self(), e);
        }
    }

    private static ObjectNode item(Channel channel, Article article) {
        Revision content = article.content();
        ZoneId zone = article.publisher().zone();
        ObjectNode item = JSON.createObjectNode()
                .put("id", article.guid())
                .put("url", channel.page(article))
                .put("title", content.title())
                .put("content_html", Markup.html(content.paragraphs()))
                .put("summary", Markup.excerpt(content.paragraphs(), Channel.EXCERPT))
                .put("date_published", iso(article.published(), zone))
                .put("language", content.language());
        if (article.changed()) {
            item.put("date_modified", iso(article.updated(), zone));
        }
        if (!content.authors().isEmpty()) {
            ArrayNode authors = item.putArray("authors");
            content.authors().forEach(author -> authors.addObject().put("name", author));
        }
        add(item, "tags", content.categories());
        return item;
    }

    /**
     * The article as schema.org's NewsArticle in JSON-LD, safe within a script element.
     *
     * @param page the URL of its page
     */
    static String newsArticle(Article article, String page) {
        Revision content = article.content();
        ZoneId zone = article.publisher().zone();
        ObjectNode node = JSON.createObjectNode()
                .put("@context", "https://schema.org")
                .put("@type", "NewsArticle")
                .put("headline", content.title())
                .put("mainEntityOfPage", page)
                .put("datePublished", iso(article.published(), zone))
                .put("dateModified", iso(article.updated(), zone))
                .put("inLanguage", content.language());
        node.putObject("publisher")
                .put("@type", "Organization")
                .put("name", article.publisher().name());
        ArrayNode authors = node.putArray("author");
        content.authors()
                .forEach(author -> authors.addObject().put("@type", "Person").put("name", author));
        add(node, "keywords", content.categories());
        // HTML ends the script at the first "</script", wherever it stands.
        return node.toString().replace("<", "\\u003c");
    }

    private static void add(ObjectNode node, String field, List<String> words) {
        ArrayNode array = node.putArray(field);
        words.forEach(array::add);
    }

    private static String iso(Instant at, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone));
    }
}
