package dateline.query.feed;

import dateline.query.document.Document;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** RSS 2.0 as the RSS Advisory Board specifies it, with atom:link, dc:creator and content:encoded. */
final class RssFeed {

    static final String MEDIA_TYPE = "application/rss+xml";

    // RFC 822 with a year of four digits, as the specification asks for.
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);

    private RssFeed() {}

    /** The feed as an XML document in UTF-8. */
    static String of(Channel channel) {
        Xml xml = new Xml();
        xml.open(
                "rss",
                "version",
                "2.0",
                "xmlns:atom",
                "http://www.w3.org/2005/Atom",
                "xmlns:content",
                "http://purl.org/rss/1.0/modules/content/",
                "xmlns:dc",
                "http://purl.org/dc/elements/1.1/");
        xml.open("channel")
                .element("title", channel.title())
                .element("link", channel.home())
                .element("description", channel.description())
                .empty("atom:link", "rel", "self", "type", MEDIA_TYPE, "href", channel.self());
        channel.hubs().forEach(hub -> xml.empty("atom:link", "rel", "hub", "href", hub));
        xml.element("generator", Channel.GENERATOR)
                .element("docs", "https://www.rssboard.org/rss-specification")
                .element("ttl", Long.toString(Math.max(1, channel.maxAge().toMinutes())))
                .element("lastBuildDate", date(channel.updated()));
        channel.entries().forEach(entry -> item(xml, channel, entry));
        return xml.end();
    }

    private static void item(Xml xml, Channel channel, Document entry) {
        xml.open("item")
                .element("title", entry.shownTitle())
                .element("link", channel.page(entry))
                .element("guid", entry.urn(), "isPermaLink", "false")
                .element("pubDate", date(entry.published()));
        if (entry.authors().isEmpty()) {
            xml.element("dc:creator", entry.sourceName());
        }
        entry.authors().forEach(author -> xml.element("dc:creator", author));
        entry.topics().forEach(topic -> xml.element("category", topic.label(), "domain", topic.uri()));
        entry.categories().forEach(category -> xml.element("category", category));
        entry.sourceFeed().ifPresent(feed -> xml.element("source", entry.sourceName(), "url", feed));
        // The specification allows one; readers take the first or the last of several.
        entry.media().stream()
                .filter(media -> media.type() != null)
                .findFirst()
                .ifPresent(media -> xml.empty(
                        "enclosure",
                        "url",
                        media.url(),
                        "length",
                        Long.toString(media.length() == null ? 0 : media.length()),
                        "type",
                        media.type()));
        entry.summary().ifPresent(summary -> xml.element("description", Document.escaped(summary)));
        xml.element("content:encoded", entry.html()).close();
    }

    private static String date(Instant instant) {
        return DATE.format(instant.atOffset(ZoneOffset.UTC));
    }
}
