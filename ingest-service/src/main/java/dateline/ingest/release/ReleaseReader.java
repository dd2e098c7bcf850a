package dateline.ingest.release;

import dateline.ingest.parse.Author;
import dateline.ingest.parse.Category;
import dateline.ingest.parse.Entry;
import dateline.ingest.parse.ParsedFeed;
import dateline.ingest.release.Release.Completeness;
import dateline.ingest.release.Release.Medium;
import dateline.ingest.release.Release.Source;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes releases of a feed's entries. */
public final class ReleaseReader {

    // A text that came as a mere description counts as whole from this many characters on, or with this many
    // paragraphs: few
    // teasers are so long or so structured.
    private static final int WHOLE_DESCRIPTION = 600;
    private static final int WHOLE_PARAGRAPHS = 3;
    // How cut texts end, in the languages that feeds are mostly written in.
    private static final Pattern CUT = Pattern.compile(
            "(\\.\\.\\.|\u2026|\\[\\s*(\\.\\.\\.|\u2026)\\s*\\]|(read|learn|see) (more|on)|continue reading.*|read the (full|rest).*"
                    + "|weiterlesen|mehr lesen|lire la suite|leer m\u00e1s|leggi tutto|ler mais|lees meer"
                    + "|\u0447\u0438\u0442\u0430\u0442\u044c \u0434\u0430\u043b\u0435\u0435|\u0447\u0438\u0442\u0430\u0442\u044c \u0434\u0430\u043b\u044c\u0448\u0435|\u0434\u0430\u043b\u0435\u0435)"
                    + "[\\s.\u2026\u00bb>\u2192\\])]*$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private ReleaseReader() {}

    /**
     * What a document gave.
     *
     * @param drafts the releases, each id once, in document order
     * @param refusals the entries that no release could be made of, as many elements as entries
     */
    public record Batch(List<Draft> drafts, List<Refusal> refusals) {

        public Batch {
            drafts = List.copyOf(drafts);
            refusals = List.copyOf(refusals);
        }
    }

    /** Why an entry of a document gave no release. */
    public enum Refusal {
        /** It has neither a title nor a text nor a link. */
        EMPTY,
        /** The same entry stands in the document before. */
        REPEATED;

        /**
         * The refusal as metrics write it.
         *
         * @return lower case
         */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads all entries of a document.
     *
     * @param source the feed's facts, as they go into every release
     * @param feed the document
     * @return the releases and the refusals, together as many as the document has entries
     */
    public static Batch read(Source source, ParsedFeed feed) {
        List<Refusal> refusals = new ArrayList<>();
        List<Draft> drafts = new ArrayList<>();
        for (Entry entry : feed.entries()) {
            Draft draft = draft(source, entry, feed.feed().language());
            if (draft == null) {
                refusals.add(Refusal.EMPTY);
            } else {
                drafts.add(draft);
            }
        }
        Collection<Draft> distinct = distinct(drafts);
        for (int i = distinct.size(); i < drafts.size(); i++) {
            refusals.add(Refusal.REPEATED);
        }
        return new Batch(List.copyOf(distinct), refusals);
    }

    /**
     * Some feeds give the same guid to several entries. Such a guid names none of them: they go by their links, and where
     * those are not distinct either, by their content.
     */
    private static Collection<Draft> distinct(List<Draft> drafts) {
        List<Draft> byLink =
                renamed(drafts, draft -> draft.url() == null ? contentName(draft) : CanonicalUrl.of(draft.url()));
        Map<String, Draft> byId = new LinkedHashMap<>();
        renamed(byLink, ReleaseReader::contentName).forEach(draft -> byId.putIfAbsent(draft.id(), draft));
        return byId.values();
    }

    private static List<Draft> renamed(List<Draft> drafts, Function<Draft, String> name) {
        Map<String, Set<String>> contents = drafts.stream()
                .collect(Collectors.groupingBy(Draft::id, Collectors.mapping(Draft::contentHash, Collectors.toSet())));
        return drafts.stream()
                .map(draft -> contents.get(draft.id()).size() == 1 ? draft : draft.named(name.apply(draft)))
                .toList();
    }

    private static Draft draft(Source source, Entry entry, String feedLanguage) {
        String title = PlainText.line(entry.title());
        String url = webUrl(entry.link());
        String content = PlainText.of(entry.contentHtml());
        String description = PlainText.of(entry.summaryHtml());
        // Some feeds swap the two, or give a picture only as the content: the longer one is the release.
        boolean fromContent = content.length() >= description.length() && !content.isEmpty();
        String text = fromContent ? content : description;
        if (title.isEmpty() && text.isEmpty() && url == null) {
            return null;
        }
        String html = fromContent ? entry.contentHtml() : entry.summaryHtml();
        String summary = fromContent && !description.isEmpty() && !description.equals(text) ? description : null;
        List<String> authors = lines(entry.authors().stream().map(Author::displayName));
        List<String> categories = lines(entry.categories().stream().map(Category::name));
        return Draft.of(
                source,
                guid(entry, url, title, text),
                url,
                title,
                text,
                html == null || PlainText.isPlain(html) ? null : html,
                summary,
                language(entry.language() == null ? feedLanguage : entry.language()),
                authors,
                categories,
                media(entry),
                entry.published(),
                entry.updated(),
                completeness(text, fromContent && !content.equals(description)));
    }

    private static String guid(Entry entry, String url, String title, String text) {
        String id = PlainText.line(entry.id());
        if (!id.isEmpty()) {
            return id;
        }
        return url == null ? contentName(title, text, entry.published()) : CanonicalUrl.of(url);
    }

    private static String contentName(Draft draft) {
        return contentName(draft.title(), draft.text(), draft.published());
    }

    // With a title, the text may change and the entry is still the same one.
    private static String contentName(String title, String text, Instant published) {
        return "urn:dateline:content:" + Digest.of(title.isEmpty() ? text : title + "\n" + published);
    }

    private static Completeness completeness(String text, boolean fromContent) {
        boolean whole =
                !CUT.matcher(text.substring(Math.max(0, text.length() - 60))).find()
                        && (fromContent
                                ? !text.isEmpty()
                                : text.length() >= WHOLE_DESCRIPTION || text.split("\n\n").length >= WHOLE_PARAGRAPHS);
        return whole ? Completeness.FULL : Completeness.EXCERPT;
    }

    private static List<Medium> media(Entry entry) {
        Map<String, Medium> media = new LinkedHashMap<>();
        entry.enclosures().forEach(file -> {
            String url = webUrl(file.url());
            if (url != null) {
                Long length = file.length() == null || file.length() < 0 ? null : file.length();
                media.putIfAbsent(url, new Medium(url, file.type(), length));
            }
        });
        return List.copyOf(media.values());
    }

    private static List<String> lines(Stream<String> values) {
        return values.map(PlainText::line)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    // RFC 5646 by way of java.util.Locale, which drops what is not well-formed.
    private static String language(String tag) {
        if (tag == null) {
            return null;
        }
        String language = Locale.forLanguageTag(tag.trim().replace('_', '-')).toLanguageTag();
        return language.equals("und") ? null : language;
    }

    // An absolute http or https URL that is a URI by the letter (RFC 3986), null when it cannot be made one.
    private static String webUrl(String url) {
        if (url == null) {
            return null;
        }
        StringBuilder escaped = new StringBuilder();
        url.trim().codePoints().forEach(c -> {
            if (c <= ' ' || "\"<>\\^`{|}".indexOf(c) >= 0) {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        try {
            URI uri = new URI(escaped.toString());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean web = (scheme.equals("http") || scheme.equals("https")) && uri.getRawAuthority() != null;
            return web ? uri.toASCIIString() : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
