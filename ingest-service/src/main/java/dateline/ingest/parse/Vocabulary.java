package dateline.ingest.parse;

import dateline.ingest.parse.Field.Kind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The namespaces that feeds use, and what their elements mean. Namespace names are matched as people write them: the
 * scheme, the case, a closing slash or number sign do not matter, nor do version numbers where the elements are the same.
 */
enum Vocabulary {
    /** RSS of all versions, with or without a namespace, and the elements that publishers add to it without one. */
    RSS(fields().with(Kind.CHANNEL, "channel")
            .with(Kind.ITEM, "item")
            .with(Kind.TITLE, "title")
            .with(Kind.LINK, "link")
            .with(Kind.SUMMARY, "description")
            .with(Kind.SUMMARY, 1, "summary abstract excerpt teaser")
            .with(Kind.SUMMARY, 6, "subtitle")
            .with(Kind.CONTENT, 1, "body fullitem fulltext full-text content encoded")
            .with(Kind.ID, "guid")
            .with(Kind.ID, 3, "id uid")
            .with(Kind.PUBLISHED, "pubdate")
            .with(Kind.PUBLISHED, 2, "published publishdate publicationdate issued date")
            .with(Kind.PUBLISHED, 5, "created")
            .with(Kind.UPDATED, 1, "lastbuilddate updated modified lastmodified lastupdate")
            .with(Kind.AUTHOR, "author")
            .with(Kind.AUTHOR, 1, "managingeditor creator byline")
            .with(Kind.CATEGORY, "category subject")
            .with(Kind.KEYWORDS, "keywords tags")
            .with(Kind.LANGUAGE, "language")
            .with(Kind.RIGHTS, "copyright rights")
            .with(Kind.ENCLOSURE, "enclosure")
            .with(Kind.IMAGE, "image")
            .with(Kind.SOURCE, "source")
            .with(Kind.TTL, "ttl")
            .with(Kind.SKIP_HOURS, "skiphours")
            .with(Kind.SKIP_DAYS, "skipdays")
            .with(Kind.SKIP_VALUE, "hour day")
            .with(Kind.RELATED, "comments")
            .with(Kind.GROUP, "items")),
    /** Atom 0.3 and 1.0; the elements of both never contradict each other. */
    ATOM(fields().with(Kind.ITEM, "entry")
            .with(Kind.TITLE, "title")
            .with(Kind.LINK, "link")
            .with(Kind.SUMMARY, "summary subtitle")
            .with(Kind.SUMMARY, 1, "tagline")
            .with(Kind.CONTENT, "content")
            .with(Kind.ID, "id")
            .with(Kind.PUBLISHED, "published")
            .with(Kind.PUBLISHED, 1, "issued")
            .with(Kind.PUBLISHED, 4, "created")
            .with(Kind.UPDATED, "updated")
            .with(Kind.UPDATED, 1, "modified")
            .with(Kind.PERSON, "author")
            .with(Kind.CATEGORY, "category")
            .with(Kind.RIGHTS, "rights copyright")
            .with(Kind.IMAGE_URL, "logo icon")
            .with(Kind.SOURCE, "source")
            .with(Kind.NAME, "name")
            .with(Kind.EMAIL, "email")
            .with(Kind.URI, "uri url homepage")),
    DUBLIN_CORE(fields().with(Kind.TITLE, 1, "title")
            .with(Kind.SUMMARY, 2, "description")
            .with(Kind.ID, 4, "identifier")
            .with(Kind.PUBLISHED, 3, "date")
            .with(Kind.PUBLISHED, 2, "issued available")
            .with(Kind.PUBLISHED, 5, "created datesubmitted")
            .with(Kind.UPDATED, 1, "modified")
            .with(Kind.SUMMARY, 2, "abstract")
            .with(Kind.AUTHOR, "creator")
            .with(Kind.AUTHOR, 4, "author")
            .with(Kind.CATEGORY, "subject keyword")
            .with(Kind.LANGUAGE, 1, "language")
            .with(Kind.RIGHTS, 1, "rights")),
    CONTENT(fields().with(Kind.CONTENT, "encoded")),
    MEDIA(fields().with(Kind.TITLE, 3, "title")
            .with(Kind.SUMMARY, 5, "description text")
            .with(Kind.MEDIA, "content peerlink")
            .with(Kind.GROUP, "group")
            .with(Kind.CATEGORY, "category")
            .with(Kind.KEYWORDS, "keywords")
            .with(Kind.RIGHTS, 2, "copyright")),
    ITUNES(fields().with(Kind.TITLE, 2, "title")
            .with(Kind.SUMMARY, 3, "summary description")
            .with(Kind.SUMMARY, 4, "subtitle")
            .with(Kind.AUTHOR, 2, "author")
            .with(Kind.CATEGORY_TREE, "category")
            .with(Kind.KEYWORDS, "keywords")
            .with(Kind.IMAGE, "image")),
    XHTML(fields().with(Kind.CONTENT, "body div section article p")),
    GEORSS(fields().with(Kind.POINT, "point").with(Kind.GROUP, "where")),
    GML(fields().with(Kind.POINT, "pos coordinates").with(Kind.GROUP, "point")),
    GEO(fields().with(Kind.LATITUDE, "lat").with(Kind.LONGITUDE, "long lon").with(Kind.GROUP, "point")),
    SYNDICATION(fields().with(Kind.UPDATE_PERIOD, "updateperiod").with(Kind.UPDATE_FREQUENCY, "updatefrequency")),
    THREADING(fields().with(Kind.REPLY_TO, "in-reply-to")),
    COMMENT_API(fields().with(Kind.RELATED, 1, "commentrss")),
    HISTORY(fields().with(Kind.COMPLETE, "complete").with(Kind.ARCHIVE, "archive")),
    FEEDBURNER(fields().with(Kind.RELATED, 2, "origlink")),
    PRN(fields().with(Kind.CATEGORY, 1, "industry subject")),
    YANDEX(fields().with(Kind.CONTENT, 2, "full-text")),
    PRISM(fields().with(Kind.PUBLISHED, 3, "publicationdate").with(Kind.UPDATED, 2, "modificationdate")),
    RDF(fields()),
    /** {@code xml:base}, {@code xml:lang}. */
    XML(fields()),
    /** Any other namespace: its elements and what they hold are skipped. */
    OTHER(fields());

    private static final Pattern DECORATION = Pattern.compile("^https?://(www\\.)?|[/#]+$");
    private static final Map<String, Vocabulary> BY_PREFIX = Map.ofEntries(
            Map.entry("atom", ATOM),
            Map.entry("atom10", ATOM),
            Map.entry("a10", ATOM),
            Map.entry("dc", DUBLIN_CORE),
            Map.entry("dcterms", DUBLIN_CORE),
            Map.entry("content", CONTENT),
            Map.entry("media", MEDIA),
            Map.entry("itunes", ITUNES),
            Map.entry("xhtml", XHTML),
            Map.entry("georss", GEORSS),
            Map.entry("gml", GML),
            Map.entry("geo", GEO),
            Map.entry("sy", SYNDICATION),
            Map.entry("thr", THREADING),
            Map.entry("wfw", COMMENT_API),
            Map.entry("fh", HISTORY),
            Map.entry("feedburner", FEEDBURNER),
            Map.entry("prn", PRN),
            Map.entry("yandex", YANDEX),
            Map.entry("prism", PRISM),
            Map.entry("googleplay", ITUNES),
            Map.entry("rdf", RDF),
            Map.entry("rss", RSS),
            Map.entry("xml", XML));

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Map<String, Field> fields;

    Vocabulary(Fields fields) {
        this.fields = Map.copyOf(fields.map);
    }

    /** What an element of a local name, in lower case, means; {@link Field#NOTHING} for an unknown one. */
    Field field(String local) {
        return fields.getOrDefault(local, Field.NOTHING);
    }

    /** The vocabulary that a prefix customarily stands for, for feeds that forget to declare it. */
    static Vocabulary ofPrefix(String prefix) {
        return BY_PREFIX.getOrDefault(prefix, OTHER);
    }

    /** The vocabulary of a namespace name as written. */
    static Vocabulary ofNamespace(String namespace) {
        String name =
                DECORATION.matcher(namespace.strip().toLowerCase(Locale.ROOT)).replaceAll("");
        if (name.isEmpty()
                || (name.startsWith("purl.org/rss/1.0") && !name.contains("modules"))
                || name.startsWith("my.netscape.com/")
                || name.startsWith("channel.netscape.com/")
                || name.startsWith("backend.userland.com/rss")
                || name.startsWith("blogs.law.harvard.edu/tech/rss")
                || name.startsWith("cyber.law.harvard.edu/rss")
                || name.startsWith("cyber.harvard.edu/rss")
                || name.startsWith("rssboard.org/rss-")
                || name.startsWith("purl.org/net/rss1.1")
                || name.endsWith("modules/rss091")) {
            return RSS;
        }
        if (name.equals("w3.org/2005/atom")
                || name.startsWith("purl.org/atom/ns")
                || name.startsWith("purl.org/atom/1.0")
                || name.startsWith("purl.org/pie")
                || name.startsWith("purl.org/echo")
                || name.startsWith("example.com/newformat")
                || name.startsWith("example.com/necho")
                || name.equals("uri/of/echo/namespace")) {
            return ATOM;
        }
        if (name.startsWith("purl.org/dc") || name.startsWith("dublincore.org/documents/dcmi")) {
            return DUBLIN_CORE;
        }
        if (name.startsWith("purl.org/rss/1.0/modules/content")) {
            return CONTENT;
        }
        if (name.startsWith("search.yahoo.com/mrss")
                || name.startsWith("video.search.yahoo.com/mrss")
                || name.startsWith("tools.search.yahoo.com/mrss")
                || name.startsWith("rssboard.org/media-rss")) {
            return MEDIA;
        }
        if (name.contains("dtds/podcast-1.0.dtd") || name.startsWith("google.com/schemas/play-podcasts")) {
            return ITUNES;
        }
        return switch (name) {
            case "w3.org/1999/xhtml" -> XHTML;
            case "georss.org/georss", "georss.org/georss/10" -> GEORSS;
            case "opengis.net/gml", "opengis.net/gml/3.2" -> GML;
            case "w3.org/2003/01/geo/wgs84_pos" -> GEO;
            case "purl.org/rss/1.0/modules/syndication", "purl.org/rss/modules/syndication" -> SYNDICATION;
            case "purl.org/syndication/thread/1.0" -> THREADING;
            case "wellformedweb.org/commentapi" -> COMMENT_API;
            case "purl.org/syndication/history/1.0" -> HISTORY;
            case "rssnamespace.org/feedburner/ext/1.0" -> FEEDBURNER;
            case "prnewswire.com/ns/0.1" -> PRN;
            case "news.yandex.ru" -> YANDEX;
            case "w3.org/1999/02/22-rdf-syntax-ns" -> RDF;
            case "w3.org/xml/1998/namespace" -> XML;
            default -> name.startsWith("prismstandard.org/namespaces") ? PRISM : OTHER;
        };
    }

    private static Fields fields() {
        return new Fields();
    }

    /** Builds the table of one vocabulary. */
    private static final class Fields {
        private final Map<String, Field> map = new HashMap<>();

        Fields with(Kind kind, String locals) {
            return with(kind, 0, locals);
        }

        Fields with(Kind kind, int rank, String locals) {
            for (String local : locals.split(" ", -1)) {
                map.put(local, new Field(kind, rank));
            }
            return this;
        }
    }
}
