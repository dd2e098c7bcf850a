package dateline.deploy.newsroom;

import java.net.URI;
import java.util.List;

/** Writes the list of all feeds as OPML 2.0. */
final class Opml {

    private Opml() {}

    static String write(URI base, List<Publisher> publishers) {
        return Xml.document(document -> document.element(
                "opml",
                opml -> opml.attributes("version", "2.0")
                        .element("head", head -> head.text("title", "Sample newsroom"))
                        .element("body", body -> {
                            for (Publisher publisher : publishers) {
                                body.empty(
                                        "outline",
                                        "type",
                                        "rss",
                                        "text",
                                        publisher.name(),
                                        "title",
                                        publisher.name(),
                                        "language",
                                        publisher.language(),
                                        "xmlUrl",
                                        base.resolve(publisher.feedPath()).toString(),
                                        "htmlUrl",
                                        base.resolve(publisher.path()).toString());
                            }
                        })));
    }
}
