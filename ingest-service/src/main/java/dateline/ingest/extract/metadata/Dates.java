package dateline.ingest.extract.metadata;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** When the article was published and changed. */
final class Dates {

    private static final String[] PUBLISHED = {
        "article:published_time",
        "og:article:published_time",
        "og:published_time",
        "article:published",
        "datepublished",
        "date_published",
        "pubdate",
        "publishdate",
        "publish_date",
        "publish-date",
        "published_time",
        "publication_date",
        "publication-date",
        "published-date",
        "sailthru.date",
        "parsely-pub-date",
        "cxenseparse:recs:publishtime",
        "article.published",
        "article_date_original",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.issued",
        "dcterms.date",
        "dc.date",
        "dc.date.created",
        "dc.created",
        "citation_publication_date",
        "citation_date",
        "bt:pubdate",
        "date",
        "timestamp",
        "rnews:datepublished",
        "created",
        "originalpublicationdate",
        "iso-8601-publish-date",
        "pdate",
        "og:pubdate",
        "og:publish_date",
        "vr:published_time",
        "publishtime",
        "displaydate",
        "gentics:publish_date",
        "releasedate",
        "dcsext.articlefirstpublished",
        "article:post_date",
        "date.created",
        "date.available",
        "prism.publicationdate"
    };
    private static final String[] MODIFIED = {
        "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "lastmod",
                "last-modified",
        "dcterms.modified", "dc.date.modified", "modified", "revised", "article:modified", "cxenseparse:recs:moddate"
    };
    private static final Pattern IN_URL = Pattern.compile(
            "(?<!\\d)(19|20)(\\d\\d)([/_-]?)(0[1-9]|1[0-2])\\3(0[1-9]|[12]\\d|3[01])(?!\\d)|/(20\\d\\d)/(\\d{1,2})/(\\d{1,2})/"
                    + "|(?<!\\d)(0[1-9]|[12]\\d|3[01])[_-](0[1-9]|1[0-2])[_-](20\\d\\d)(?!\\d)");

    private final PageIndex index;
    private final StructuredData data;
    private final Element headline;
    private final boolean monthFirst;

    Dates(PageIndex index, StructuredData data, Element headline, boolean monthFirst) {
        this.index = index;
        this.data = data;
        this.headline = headline;
        this.monthFirst = monthFirst;
    }

    PageDate published(String url) {
        Optional<PageDate> found = date(data.published());
        for (String name : PUBLISHED) {
            found = found.or(() -> date(index.meta(name)));
        }
        for (Element property : index.properties) {
            if (property.attr("itemprop").toLowerCase(Locale.ROOT).contains("datepublished")) {
                found = found.or(() -> marked(property));
            }
        }
        found = found.or(() -> inUrl(url)).or(() -> new DateSpots(index, headline, monthFirst).best());
        return found.orElse(null);
    }

    PageDate modified() {
        Optional<PageDate> found = date(data.modified());
        for (String name : MODIFIED) {
            found = found.or(() -> date(index.meta(name)));
        }
        return found.orElse(null);
    }

    private Optional<PageDate> marked(Element element) {
        for (String attribute : new String[] {"datetime", "content", "title"}) {
            Optional<PageDate> date = date(element.attr(attribute));
            if (date.isPresent()) {
                return date;
            }
        }
        return date(element.text());
    }

    private static Optional<PageDate> inUrl(String url) {
        if (url == null) {
            return Optional.empty();
        }
        Matcher matcher = IN_URL.matcher(url);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String day = matcher.group(1) != null
                ? matcher.group(1) + matcher.group(2) + '-' + matcher.group(4) + '-' + matcher.group(5)
                : matcher.group(6) != null
                        ? matcher.group(6) + '-' + matcher.group(7) + '-' + matcher.group(8)
                        : matcher.group(11) + '-' + matcher.group(10) + '-' + matcher.group(9);
        return DateText.find(day, false);
    }

    private Optional<PageDate> date(String text) {
        return DateText.find(text, monthFirst);
    }
}
