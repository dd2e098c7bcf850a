package dateline.ingest.parse;

import dateline.ingest.parse.html.HtmlSanitiser;
import dateline.ingest.parse.html.Links;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes what an element says into the draft of its feed or entry: first its attributes, then its text.
 *
 * <p>One branch for each {@link Field.Kind}: the file grows with what feeds say, not with how it is read.
 */
final class FieldWriter {

    private static final Pattern EMAIL =
            Pattern.compile("(?:mailto:)?([\\w.!#$%&'*+/=?^`{|}~-]+@[\\w-]+(?:\\.[\\w-]+)+)", Pattern.CASE_INSENSITIVE);

    /** The relation of a related address, by its field's rank. */
    private static final List<String> RELATIONS = List.of("comments", "replies", "canonical");

    private final UnaryOperator<String> attributes;
    private final BooleanSupplier hasC1;
    private final Texts texts = new Texts();

    /**
     * Makes a writer.
     *
     * @param attributes gives the value of an attribute of the element at hand, null where it has none of that name
     * @param hasC1 whether there may be C1 control characters to repair
     */
    FieldWriter(UnaryOperator<String> attributes, BooleanSupplier hasC1) {
        this.attributes = attributes;
        this.hasC1 = hasC1;
    }

    /** Whether HTML has an element of that name. */
    static boolean isHtmlName(String local) {
        return HtmlSanitiser.isElement(local);
    }

    /**
     * Writes what the attributes of an element say.
     *
     * @param entry the entry, or null for an element of the feed
     * @return whether that was all: the text of the element says nothing more
     */
    boolean attributes(Capture capture, Vocabulary vocabulary, FeedDraft feed, EntryDraft entry) {
        switch (capture.field.kind()) {
            case LINK -> {
                String href = attributes.apply("href");
                if (href == null) {
                    return false;
                }
                link(capture, href, feed, entry);
                return true;
            }
            case ID -> {
                String permalink = attributes.apply("ispermalink");
                capture.detail = permalink == null ? "" : permalink.strip().toLowerCase(Locale.ROOT);
                return false;
            }
            case CATEGORY -> {
                return category(capture, vocabulary, entry);
            }
            case CATEGORY_TREE -> {
                if (entry != null) {
                    entry.category(attributes.apply("text"), null);
                }
                return true;
            }
            case ENCLOSURE, MEDIA -> {
                if (entry != null) {
                    String url = attributes.apply("url");
                    url = url == null ? attributes.apply("href") : url;
                    String length = attributes.apply("length");
                    length = length == null ? attributes.apply("filesize") : length;
                    entry.enclosure(Links.absolute(capture.base, url), mediaType(), length);
                }
                // Media RSS puts titles and texts inside its content element; they are the file's, not the entry's.
                return true;
            }
            case CONTENT -> {
                String source = capture.atom ? attributes.apply("src") : null;
                if (source != null && entry != null) {
                    // RFC 4287, section 4.1.3.2: the content is elsewhere.
                    String url = Links.absolute(capture.base, source);
                    if (url != null) {
                        entry.typedLink(new FeedLink("content", url, attributes.apply("type")));
                        entry.link(url, 7);
                    }
                }
                return false;
            }
            case SOURCE -> {
                capture.detail = attributes.apply("url");
                return false;
            }
            case REPLY_TO -> {
                String href = Links.absolute(capture.base, attributes.apply("href"));
                if (href != null && entry != null) {
                    entry.typedLink(new FeedLink("in-reply-to", href, null));
                }
                return true;
            }
            case COMPLETE -> {
                feed.complete();
                return true;
            }
            case ARCHIVE -> {
                feed.archive();
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    /** Writes the link of an entry's source; whether that was all the element says. */
    boolean sourceLink(Capture capture, EntryDraft entry) {
        String href = attributes.apply("href");
        String rel = rel(attributes.apply("rel"));
        if (entry != null && rel.equals("alternate")) {
            entry.source(null, Links.absolute(capture.base, href));
        }
        return true;
    }

    private String mediaType() {
        String type = attributes.apply("type");
        return type == null || type.isBlank() ? null : type.strip();
    }

    private void link(Capture capture, String href, FeedDraft feed, EntryDraft entry) {
        String rel = rel(attributes.apply("rel"));
        String type = mediaType();
        String url = Links.absolute(capture.base, href);
        if (url == null) {
            return;
        }
        if (rel.equals("enclosure") && entry != null) {
            entry.enclosure(url, type, attributes.apply("length"));
            return;
        }
        FeedLink typed = new FeedLink(rel, url, type);
        int rank = capture.field.rank() + (capture.atom ? linkRank(attributes.apply("rel"), type) : 0);
        if (entry != null) {
            entry.typedLink(typed);
            if (rel.equals("alternate") || rel.equals("self") || rel.equals("related") || rel.equals("via")) {
                entry.link(url, rel.equals("alternate") ? rank : rank + 4);
            }
        } else {
            feed.typedLink(typed);
            if (rel.equals("alternate")) {
                feed.link(url, rank);
            }
        }
    }

    /** What is said to be a page comes first; relations in another case than the registered one come last. */
    private static int linkRank(String rel, String type) {
        boolean odd = rel != null && !rel.equals(rel.toLowerCase(Locale.ROOT));
        int rank = type == null ? 2 : type.contains("html") ? 1 : 3;
        return odd ? rank + 3 : rank;
    }

    /** A relation in lower case; registered ones lose the prefix of their registry (RFC 4287, section 4.2.7.2). */
    private static String rel(String rel) {
        if (rel == null || rel.isBlank()) {
            return "alternate";
        }
        return rel.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://www\\.iana\\.org/assignments/relation/", "");
    }

    private boolean category(Capture capture, Vocabulary vocabulary, EntryDraft entry) {
        String scheme = attributes.apply(vocabulary == Vocabulary.RSS ? "domain" : "scheme");
        capture.detail = scheme == null || scheme.isBlank() ? null : scheme.strip();
        String label = attributes.apply("label");
        String name = label == null || label.isBlank() ? attributes.apply("term") : label;
        if (name == null || name.isBlank()) {
            return false;
        }
        if (entry != null) {
            entry.category(name.strip(), capture.detail);
        }
        return capture.atom;
    }

    /** The text of an element as one plain line. */
    String line(Capture capture) {
        repairC1(capture);
        return texts.line(capture.text, capture.kind);
    }

    /**
     * Writes what the text of an element says.
     *
     * @param entry the entry, or null for an element of the feed
     */
    void write(Capture capture, FeedDraft feed, EntryDraft entry) {
        repairC1(capture);
        if (entry == null) {
            writeFeed(capture, feed);
        } else {
            writeEntry(capture, entry);
        }
    }

    private void repairC1(Capture capture) {
        if (hasC1.getAsBoolean()) {
            Texts.repairC1(capture.text);
        }
    }

    private void writeEntry(Capture capture, EntryDraft entry) {
        int rank = capture.field.rank();
        switch (capture.field.kind()) {
            case TITLE -> entry.title(line(capture), rank, capture.language);
            case SUMMARY -> entry.summary(body(capture), rank, capture.language);
            case CONTENT -> entry.content(body(capture), rank, capture.language);
            case LINK -> entry.link(Links.absolute(capture.base, text(capture)), rank);
            case ID -> id(capture, entry);
            case PUBLISHED -> entry.published(Dates.parse(text(capture)), rank);
            case UPDATED -> entry.updated(Dates.parse(text(capture)), rank);
            case AUTHOR -> entry.author(author(line(capture)), rank);
            case CATEGORY -> entry.category(line(capture), capture.detail);
            case KEYWORDS -> keywords(line(capture), entry);
            case LANGUAGE -> entry.statedLanguage(text(capture));
            case RIGHTS -> entry.rights(line(capture), rank);
            case SOURCE -> entry.source(line(capture), Links.absolute(capture.base, capture.detail));
            case RELATED -> related(capture, entry);
            case POINT -> point(text(capture), entry);
            case LATITUDE -> entry.latitude(number(text(capture)));
            case LONGITUDE -> entry.longitude(number(text(capture)));
            default -> {}
        }
    }

    private void writeFeed(Capture capture, FeedDraft feed) {
        int rank = capture.field.rank();
        switch (capture.field.kind()) {
            case TITLE -> feed.title(line(capture), rank);
            case SUMMARY -> feed.description(body(capture), rank);
            case LINK -> feed.link(Links.absolute(capture.base, text(capture)), rank);
            case ID -> feed.id(text(capture));
            case PUBLISHED -> feed.updated(Dates.parse(text(capture)), rank + 3);
            case UPDATED -> feed.updated(Dates.parse(text(capture)), rank);
            case AUTHOR -> feed.author(author(line(capture)));
            case LANGUAGE -> feed.statedLanguage(text(capture), rank);
            case RIGHTS -> feed.rights(line(capture));
            case IMAGE_URL -> feed.imageUrl(Links.absolute(capture.base, text(capture)));
            case TTL -> feed.ttl(text(capture));
            case SKIP_VALUE -> feed.skip(text(capture));
            case UPDATE_PERIOD -> feed.updatePeriod(text(capture));
            case UPDATE_FREQUENCY -> feed.updateFrequency(text(capture));
            default -> {}
        }
    }

    private String body(Capture capture) {
        return texts.body(capture.text, capture.kind, capture.base);
    }

    private static String text(Capture capture) {
        return Texts.trimmed(capture.text);
    }

    private static void id(Capture capture, EntryDraft entry) {
        String id = text(capture);
        if (id == null) {
            return;
        }
        if (capture.atom) {
            // RFC 4287, section 4.2.6, wants an absolute IRI; a path alone is one only together with its base.
            boolean path = id.startsWith("/") && !id.startsWith("//");
            entry.id(path ? Links.absolute(capture.base, id) : id, capture.field.rank(), false);
            return;
        }
        boolean address = id.regionMatches(true, 0, "http://", 0, 7) || id.regionMatches(true, 0, "https://", 0, 8);
        boolean permalink = "false".equals(capture.detail) ? false : address && capture.field.rank() == 0;
        entry.id(id, capture.field.rank(), permalink);
    }

    private static void keywords(String line, EntryDraft entry) {
        if (line != null) {
            for (String keyword : line.split("[,;]", -1)) {
                String name = keyword.strip();
                entry.category(name.isEmpty() ? null : name, null);
            }
        }
    }

    private static void related(Capture capture, EntryDraft entry) {
        String url = Links.absolute(capture.base, text(capture));
        if (url != null) {
            String rel = RELATIONS.get(capture.field.rank());
            entry.typedLink(new FeedLink(rel, url, null));
            if (rel.equals("canonical")) {
                entry.link(url, 5);
            }
        }
    }

    /** "latitude longitude", as GeoRSS Simple and GML have it; old GML separates by a comma. */
    private static void point(String text, EntryDraft entry) {
        String[] numbers = text == null ? new String[0] : text.strip().split("[\\s,]+", -1);
        if (numbers.length >= 2) {
            entry.latitude(number(numbers[0]));
            entry.longitude(number(numbers[1]));
        }
    }

    private static Double number(String text) {
        if (text == null || text.length() > 30 || !text.matches("[+-]?\\d{1,3}(\\.\\d*)?")) {
            return null;
        }
        return Double.valueOf(text);
    }

    /** "address (name)" of RSS, "name &lt;address&gt;", or either alone. */
    static Author author(String line) {
        if (line == null) {
            return null;
        }
        Matcher matcher = EMAIL.matcher(line);
        if (line.length() > 1000 || line.indexOf('@') < 0 || !matcher.find()) {
            return new Author(line, null, null);
        }
        String email = matcher.group(1);
        String name = (line.substring(0, matcher.start()) + " " + line.substring(matcher.end()))
                .replaceAll("[<>\\[\\]]|\\(\\s*\\)", " ")
                .strip();
        if (name.startsWith("(") && name.endsWith(")")) {
            name = name.substring(1, name.length() - 1);
        }
        name = name.replaceAll("^[\\s,;:\"-]+|[\\s,;:\"-]+$", "").replaceAll("\\s+", " ");
        return new Author(name.isEmpty() ? null : name, email, null);
    }
}
