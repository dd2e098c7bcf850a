package dateline.query.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.query.document.Document;
import java.util.Map;

/** A release as schema.org's {@code NewsArticle} in JSON-LD 1.1, as a search engine reads it from a page. */
public final class NewsArticle {

    private static final Map<String, String> TYPES = Map.of(
            "person", "Person",
            "organisation", "Organization",
            "group", "Organization",
            "place", "Place",
            "event", "Event",
            "law", "Legislation",
            "work", "CreativeWork");

    private NewsArticle() {}

    /**
     * The article.
     *
     * @param release what it is about
     * @param page the address of the page that shows it
     */
    public static ObjectNode of(Document release, String page) {
        ObjectNode article = JsonNodeFactory.instance.objectNode();
        article.put("@context", "https://schema.org")
                .put("@type", "NewsArticle")
                .put("@id", release.urn())
                .put("headline", release.shownTitle())
                .put("datePublished", release.published().toString())
                .put("dateModified", release.received().toString())
                .put("mainEntityOfPage", page)
                .put("articleBody", release.text())
                .put("genre", "press release");
        release.url().ifPresent(url -> article.put("isBasedOn", url));
        release.language().ifPresent(language -> article.put("inLanguage", language));
        release.summary().ifPresent(summary -> article.put("abstract", summary));
        ObjectNode publisher =
                article.putObject("publisher").put("@type", "Organization").put("name", release.sourceName());
        release.sourceSite().ifPresent(site -> publisher.put("url", site));
        ArrayNode authors = article.putArray("author");
        release.authors()
                .forEach(author -> authors.addObject().put("@type", "Person").put("name", author));
        if (authors.isEmpty()) {
            authors.add(publisher.deepCopy());
        }
        ArrayNode images = article.putArray("image");
        release.media().stream()
                .filter(media -> media.type() != null && media.type().startsWith("image/"))
                .forEach(media -> images.add(media.url()));
        ArrayNode keywords = article.putArray("keywords");
        for (Document.Topic topic : release.topics()) {
            keywords.add(topic.label());
            things(article, topic.rel())
                    .addObject()
                    .put("@type", "DefinedTerm")
                    .put("@id", topic.uri())
                    .put("name", topic.label());
        }
        for (Document.Entity entity : release.entities()) {
            ObjectNode thing = article.withArrayProperty("mentions")
                    .addObject()
                    .put("@type", TYPES.get(entity.type()))
                    .put("name", entity.name());
            if (entity.link() != null) {
                thing.put("sameAs", entity.link());
            }
        }
        return article;
    }

    /** The article as it may stand in a {@code script} element: nothing in it can end that element or begin another. */
    public static String script(Document release, String page) {
        return of(release, page)
                .toString()
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static ArrayNode things(ObjectNode article, String rel) {
        return article.withArrayProperty(rel.equals("about") ? "about" : "mentions");
    }
}
