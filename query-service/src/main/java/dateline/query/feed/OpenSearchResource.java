package dateline.query.feed;

import dateline.query.document.Site;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The OpenSearch 1.1 description: a browser that reads it can add this search to its own. */
@Path("/opensearch.xml")
@Tag(name = "Feeds")
class OpenSearchResource {

    private static final String MEDIA_TYPE = "application/opensearchdescription+xml";

    private final Site site;
    private final FeedConfig config;

    OpenSearchResource(Site site, FeedConfig config) {
        this.site = site;
        this.config = config;
    }

    @GET
    @Produces(MEDIA_TYPE)
    @Operation(operationId = "openSearch", summary = "How a browser can search here, OpenSearch 1.1")
    public String description(@Parameter(hidden = true) @Context UriInfo uri) {
        String base = site.base(uri);
        Xml xml = new Xml();
        xml.open("OpenSearchDescription", "xmlns", "http://a9.com/-/spec/opensearch/1.1/")
                // At most 16 characters, OpenSearch 1.1, "The ShortName element".
                .element(
                        "ShortName",
                        config.name().substring(0, Math.min(16, config.name().length())))
                .element("Description", "Search press releases")
                .element("InputEncoding", "UTF-8")
                .element("OutputEncoding", "UTF-8");
        url(xml, "text/html", base + "?q={searchTerms}");
        url(xml, RssFeed.MEDIA_TYPE, base + "releases/feed.rss?q={searchTerms}&limit={count?}");
        url(xml, AtomFeed.MEDIA_TYPE, base + "releases/feed.atom?q={searchTerms}&limit={count?}");
        xml.empty("Url", "type", MEDIA_TYPE, "rel", "self", "template", base + "opensearch.xml");
        return xml.end();
    }

    private static void url(Xml xml, String type, String template) {
        xml.empty("Url", "type", type, "rel", "results", "template", template);
    }
}
