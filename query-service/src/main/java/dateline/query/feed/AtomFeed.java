package dateline.query.feed;

import dateline.query.document.Document;
import java.util.List;

/** Atom 1.0, RFC 4287. */
final class AtomFeed {

    static final String MEDIA_TYPE = "application/atom+xml";

    private AtomFeed() {}

    /** The feed as an XML document in UTF-8. */
    static String of(Channel channel) {
        Xml xml = new Xml();
        xml.open("feed", "xmlns", "http://www.w3.org/2005/Atom")
                .element("id", channel.id())
                .element("title", channel.title())
                .element("subtitle", channel.description())
                .element("updated", channel.updated().toString())
                .element("generator", Channel.GENERATOR)
                .empty("link", "rel", "self", "type", MEDIA_TYPE, "href", channel.self())
                .empty("link", "rel", "alternate", "type", "text/html", "href", channel.home());
        channel.hubs().forEach(hub -> xml.empty("link", "rel", "hub", "href", hub));
        channel.entries().forEach(entry -> entry(xml, channel, entry));
        return xml.end();
    }

    private static void entry(Xml xml, Channel channel, Document entry) {
        xml.open("entry", "xml:lang", entry.language().orElse(null))
                .element("id", entry.urn())
                .element("title", entry.shownTitle())
                .element("published", entry.published().toString())
                .element("updated", entry.received().toString())
                .empty("link", "rel", "alternate", "type", "text/html", "href", channel.page(entry));
        if (entry.url().isPresent()) {
            xml.empty("link", "rel", "related", "type", "text/html", "href", channel.view(entry));
        }
        for (Document.Media media : entry.media()) {
            xml.empty(
                    "link",
                    "rel",
                    "enclosure",
                    "type",
                    media.type(),
                    "length",
                    media.length() == null ? null : media.length().toString(),
                    "href",
                    media.url());
        }
        List<String> authors = entry.authors().isEmpty() ? List.of(entry.sourceName()) : entry.authors();
        authors.forEach(author -> xml.open("author").element("name", author).close());
        for (Document.Topic topic : entry.topics()) {
            String code = topic.uri().substring(topic.uri().lastIndexOf('/') + 1);
            String scheme = topic.uri().substring(0, topic.uri().length() - code.length());
            xml.empty(
                    "category",
                    "term",
                    code,
                    "scheme",
                    scheme.isEmpty() ? null : scheme,
                    "label",
                    topic.label().isEmpty() ? null : topic.label());
        }
        entry.categories().forEach(category -> xml.empty("category", "term", category));
        entry.sourceFeed()
                .ifPresent(feed -> xml.open("source")
                        .element("id", feed)
                        .element("title", entry.sourceName())
                        .element("updated", entry.received().toString())
                        .empty("link", "rel", "self", "href", feed)
                        .close());
        entry.summary().ifPresent(summary -> xml.element("summary", summary));
        xml.element("content", entry.html(), "type", "html").close();
    }
}
