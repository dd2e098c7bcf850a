package dateline.query.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.query.document.Document;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A release as a news object of IPTC's ninjs 3.1. */
public final class Ninjs {

    /** The media type that stands for ninjs here; IPTC has registered none. */
    public static final String MEDIA_TYPE = "application/vnd.iptc.ninjs+json";

    private static final String SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#";
    private static final Map<String, String> ARRAYS = Map.of(
            "person", "people",
            "organisation", "organisations",
            "group", "organisations",
            "place", "places",
            "event", "events",
            "law", "objects",
            "work", "objects");

    private Ninjs() {}

    /** The release as a JSON object that satisfies the schema. */
    public static ObjectNode of(Document release) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.putObject("standard").put("name", "ninjs").put("version", "3.1").put("schema", SCHEMA);
        item.put("uri", release.urn())
                .put("type", "text")
                .put(
                        "representationType",
                        release.event().path("completeness").asText().equals("full") ? "full" : "partial")
                .put("version", Integer.toString(release.revision()))
                .put("versionCreated", release.received().toString())
                .put("contentCreated", release.published().toString())
                .put("pubStatus", release.change().equals("withdrawn") ? "canceled" : "usable");
        if (release.revision() == 1) {
            item.put("firstCreated", release.received().toString());
        }
        release.embargoedUntil().ifPresent(until -> item.put("embargoedUntil", until.toString()));
        release.language().ifPresent(language -> item.put("language", language));
        texts(item, release);
        item.putArray("genres").addObject().put("name", "press release");
        sources(item, release);
        subjects(item, release);
        entities(item, release);
        renditions(item, release);
        ArrayNode ids = item.putArray("altIds");
        ids.addObject().put("role", "id").put("value", release.id());
        ids.addObject()
                .put("role", "guid")
                .put("value", release.event().path("guid").asText());
        return item;
    }

    private static void texts(ObjectNode item, Document release) {
        String text = release.text();
        if (!release.authors().isEmpty()) {
            item.put("by", String.join(", ", release.authors()));
        }
        item.putArray("headlines").addObject().put("role", "main").put("value", release.shownTitle());
        release.summary()
                .ifPresent(summary -> item.putArray("descriptions")
                        .addObject()
                        .put("role", "summary")
                        .put("value", summary));
        item.putArray("bodies")
                .addObject()
                .put("role", "main")
                .put("contentType", "text/plain")
                .put("charCount", text.codePointCount(0, text.length()))
                .put("wordCount", text.isBlank() ? 0 : text.strip().split("\\s+").length)
                .put("value", text);
        JsonNode place = structure(release).path("dateline").path("place");
        if (place.isTextual()) {
            item.put("located", place.textValue());
        }
    }

    private static void sources(ObjectNode item, Document release) {
        ArrayNode sources = item.putArray("infoSources");
        ObjectNode publisher =
                sources.addObject().put("name", release.sourceName()).put("role", "publisher");
        publisher.put("literal", release.sourceId());
        release.sourceSite().or(release::sourceFeed).ifPresent(site -> publisher.put("uri", site));
        JsonNode named = structure(release).path("infoSource").path("text");
        if (named.isTextual()) {
            sources.addObject().put("name", named.textValue()).put("role", "source of information");
        }
        JsonNode credit = structure(release).path("credit").path("text");
        if (credit.isTextual()) {
            sources.addObject().put("name", credit.textValue()).put("role", "credit of images");
        }
    }

    private static void subjects(ObjectNode item, Document release) {
        ArrayNode subjects = item.putArray("subjects");
        for (Document.Topic topic : release.topics()) {
            ObjectNode subject = subjects.addObject().put("name", topic.label()).put("rel", topic.rel());
            subject.put("uri", topic.uri()).put("confidence", percent(topic.confidence()));
        }
    }

    private static void entities(ObjectNode item, Document release) {
        Set<String> speakers = new HashSet<>();
        release.event()
                .path("annotations")
                .path("quotations")
                .forEach(quotation -> speakers.add(quotation.path("speaker").asText()));
        for (Document.Entity entity : release.entities()) {
            ObjectNode named = item.withArrayProperty(ARRAYS.get(entity.type())).addObject();
            named.put("name", entity.name())
                    .put("rel", speakers.contains(entity.id()) ? "quoted" : "mentioned")
                    .put("literal", entity.id());
            if (entity.link() != null) {
                named.put("uri", entity.link());
            }
        }
    }

    private static void renditions(ObjectNode item, Document release) {
        List<Document.Media> media = release.media();
        if (release.url().isEmpty() && media.isEmpty()) {
            return;
        }
        ArrayNode renditions = item.putArray("renditions");
        release.url()
                .ifPresent(url -> renditions
                        .addObject()
                        .put("name", "page")
                        .put("href", url)
                        .put("contentType", "text/html"));
        for (int i = 0; i < media.size(); i++) {
            ObjectNode rendition = renditions.addObject().put("name", "media-" + (i + 1));
            rendition.put("href", media.get(i).url());
            if (media.get(i).type() != null) {
                rendition.put("contentType", media.get(i).type());
            }
            if (media.get(i).length() != null) {
                rendition.put("sizeInBytes", media.get(i).length());
            }
        }
    }

    private static JsonNode structure(Document release) {
        return release.event().path("annotations").path("structure");
    }

    private static int percent(double share) {
        return (int) Math.round(Math.max(0, Math.min(1, share)) * 100);
    }
}
