package dateline.query.feed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.query.document.Document;
import java.util.List;

/** JSON Feed 1.1. What it has no field for stands in the extension {@code _dateline}. */
final class JsonFeed {

    static final String MEDIA_TYPE = "application/feed+json";

    private JsonFeed() {}

    /** The feed as a JSON document. */
    static String of(Channel channel) {
        ObjectNode feed = JsonNodeFactory.instance.objectNode();
        feed.put("version", "https://jsonfeed.org/version/1.1")
                .put("title", channel.title())
                .put("description", channel.description())
                .put("home_page_url", channel.home())
                .put("feed_url", channel.self());
        if (!channel.hubs().isEmpty()) {
            ArrayNode hubs = feed.putArray("hubs");
            channel.hubs().forEach(hub -> hubs.addObject().put("type", "WebSub").put("url", hub));
        }
        ArrayNode items = feed.putArray("items");
        channel.entries().forEach(entry -> item(items.addObject(), channel, entry));
        return feed.toString();
    }

    private static void item(ObjectNode item, Channel channel, Document entry) {
        item.put("id", entry.urn()).put("url", channel.page(entry)).put("title", entry.shownTitle());
        entry.summary().ifPresent(summary -> item.put("summary", summary));
        item.put("content_html", entry.html())
                .put("content_text", entry.text())
                .put("date_published", entry.published().toString())
                .put("date_modified", entry.received().toString());
        entry.language().ifPresent(language -> item.put("language", language));
        List<String> authors = entry.authors().isEmpty() ? List.of(entry.sourceName()) : entry.authors();
        ArrayNode names = item.putArray("authors");
        authors.forEach(author -> names.addObject().put("name", author));
        ArrayNode tags = item.putArray("tags");
        entry.topics().forEach(topic -> tags.add(topic.label()));
        entry.categories().forEach(tags::add);
        entry.media().stream()
                .filter(media -> media.type() != null && media.type().startsWith("image/"))
                .findFirst()
                .ifPresent(media -> item.put("image", media.url()));
        // A media type is required there.
        List<Document.Media> files =
                entry.media().stream().filter(media -> media.type() != null).toList();
        if (!files.isEmpty()) {
            ArrayNode attachments = item.putArray("attachments");
            for (Document.Media file : files) {
                ObjectNode attachment =
                        attachments.addObject().put("url", file.url()).put("mime_type", file.type());
                if (file.length() != null) {
                    attachment.put("size_in_bytes", file.length());
                }
            }
        }
        extension(item.putObject("_dateline"), channel, entry);
    }

    private static void extension(ObjectNode extension, Channel channel, Document entry) {
        extension
                .put("about", channel.site() + "q/openapi")
                .put("view", channel.view(entry))
                .put("revision", entry.revision())
                .put("change", entry.change());
        extension.putObject("source").put("id", entry.sourceId()).put("name", entry.sourceName());
        ArrayNode topics = extension.putArray("topics");
        entry.topics()
                .forEach(topic -> topics.addObject()
                        .put("uri", topic.uri())
                        .put("label", topic.label())
                        .put("rel", topic.rel()));
        ArrayNode entities = extension.putArray("entities");
        entry.entities()
                .forEach(entity -> entities.addObject()
                        .put("id", entity.id())
                        .put("type", entity.type())
                        .put("name", entity.name()));
    }
}
