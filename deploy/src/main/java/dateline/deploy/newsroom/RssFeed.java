package dateline.deploy.newsroom;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import javax.xml.stream.XMLStreamException;

/** Writes RSS 2.0 (RSS Advisory Board, version 2.0.11) with the Content, Dublin Core and Atom modules. */
final class RssFeed {

    private RssFeed() {}

    /**
     * The feed.
     *
     * @param wholeText whether items carry the whole text or only its beginning
     */
    static String write(Channel channel, boolean wholeText) {
        return Xml.document(document -> document.element(
                "rss",
                rss -> rss.attributes(
                                "version", "2.0",
                                "xmlns:atom", "http://www.w3.org/2005/Atom",
                                "xmlns:content", "http://purl.org/rss/1.0/modules/content/",
                                "xmlns:dc", "http://purl.org/dc/elements/1.1/",
                                "xmlns:dcterms", "http://purl.org/dc/terms/")
                        .element("channel", xml -> {
                            Publisher publisher = channel.publisher();
                            xml.text("title", publisher.name())
                                    .text("link", channel.home())
                                    .text("description", publisher.description())
                                    .text("language", publisher.language())
                                    .text("lastBuildDate", date(channel.updated(), publisher.zone()))
                                    .text("ttl", "1")
                                    .empty(
                                            "atom:link",
                                            "rel",
                                            "self",
                                            "href",
                                            channel.self(),
                                            "type",
                                            publisher.format().mediaType());
                            for (Article article : channel.articles()) {
                                xml.element("item", item -> item(item, channel, article, wholeText));
                            }
                        })));
    }

    private static void item(Xml xml, Channel channel, Article article, boolean wholeText) throws XMLStreamException {
        Revision content = article.content();
        ZoneId zone = article.publisher().zone();
        xml.text("title", content.title())
                .text("link", channel.page(article))
                .element("guid", guid -> guid.attributes("isPermaLink", "false").characters(article.guid()))
                .text("pubDate", date(article.published(), zone))
                .text("dc:language", content.language());
        if (article.changed()) {
            xml.text("dcterms:modified", iso(article.updated(), zone));
        }
        for (String author : content.authors()) {
            xml.text("dc:creator", author);
        }
        for (String category : content.categories()) {
            xml.text("category", category);
        }
        xml.text("description", Markup.excerpt(content.paragraphs(), Channel.EXCERPT));
        if (wholeText) {
            xml.cdata("content:encoded", Markup.html(content.paragraphs()));
        }
    }

    private static String date(Instant at, ZoneId zone) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(zone));
    }

    private static String iso(Instant at, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone));
    }
}
