package dateline.deploy.newsroom;

import java.time.format.DateTimeFormatter;
import javax.xml.stream.XMLStreamException;

/** Writes Atom 1.0 (RFC 4287) with the whole text. */
final class AtomFeed {

    private AtomFeed() {}

    static String write(Channel channel) {
        Publisher publisher = channel.publisher();
        DateTimeFormatter iso = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(publisher.zone());
        return Xml.document(document -> document.element("feed", feed -> {
            feed.attributes("xmlns", "http://www.w3.org/2005/Atom", "xml:lang", publisher.language())
                    .text("id", publisher.guid("feed"))
                    .text("title", publisher.name())
                    .text("subtitle", publisher.description())
                    .text("updated", iso.format(channel.updated()))
                    .element("author", author -> author.text("name", publisher.name()))
                    .empty("link", "rel", "self", "href", channel.self())
                    .empty("link", "rel", "alternate", "type", "text/html", "href", channel.home());
            for (Article article : channel.articles()) {
                feed.element("entry", entry -> entry(entry, channel, article, iso));
            }
        }));
    }

    private static void entry(Xml xml, Channel channel, Article article, DateTimeFormatter iso)
            throws XMLStreamException {
        Revision content = article.content();
        xml.attributes("xml:lang", content.language())
                .text("id", article.guid())
                .text("title", content.title())
                .text("published", iso.format(article.published()))
                .text("updated", iso.format(article.updated()))
                .empty("link", "rel", "alternate", "type", "text/html", "href", channel.page(article));
        for (String author : content.authors()) {
            xml.element("author", person -> person.text("name", author));
        }
        for (String category : content.categories()) {
            xml.empty("category", "term", category);
        }
        xml.text("summary", Markup.excerpt(content.paragraphs(), Channel.EXCERPT))
                .element(
                        "content",
                        html -> html.attributes("type", "html").characters(Markup.html(content.paragraphs())));
    }
}
