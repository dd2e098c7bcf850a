package dateline.deploy.newsroom;

import java.time.format.DateTimeFormatter;
import javax.xml.stream.XMLStreamException;

/** Writes RSS 1.0 with the Content and Dublin Core modules. */
final class RdfFeed {

    private RdfFeed() {}

    static String write(Channel channel) {
        return Xml.document(document -> document.element("rdf:RDF", rdf -> {
            rdf.attributes(
                    "xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
                    "xmlns", "http://purl.org/rss/1.0/",
                    "xmlns:content", "http://purl.org/rss/1.0/modules/content/",
                    "xmlns:dc", "http://purl.org/dc/elements/1.1/",
                    "xmlns:dcterms", "http://purl.org/dc/terms/");
            rdf.element("channel", xml -> channel(xml, channel));
            for (Article article : channel.articles()) {
                rdf.element("item", item -> item(item, channel, article));
            }
        }));
    }

    private static void channel(Xml xml, Channel channel) throws XMLStreamException {
        xml.attributes("rdf:about", channel.self())
                .text("title", channel.publisher().name())
                .text("link", channel.home())
                .text("description", channel.publisher().description())
                .text("dc:language", channel.publisher().language())
                .element(
                        "items",
                        items -> items.element("rdf:Seq", sequence -> {
                            for (Article article : channel.articles()) {
                                sequence.empty("rdf:li", "rdf:resource", channel.page(article));
                            }
                        }));
    }

    private static void item(Xml xml, Channel channel, Article article) throws XMLStreamException {
        Revision content = article.content();
        DateTimeFormatter iso = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(
                article.publisher().zone());
        xml.attributes("rdf:about", channel.page(article))
                .text("title", content.title())
                .text("link", channel.page(article))
                .text("description", Markup.excerpt(content.paragraphs(), Channel.EXCERPT))
                .text("dc:identifier", article.guid())
                .text("dc:date", iso.format(article.published()))
                .text("dc:language", content.language());
        if (article.changed()) {
            xml.text("dcterms:modified", iso.format(article.updated()));
        }
        for (String author : content.authors()) {
            xml.text("dc:creator", author);
        }
        for (String category : content.categories()) {
            xml.text("dc:subject", category);
        }
        xml.cdata("content:encoded", Markup.html(content.paragraphs()));
    }
}
