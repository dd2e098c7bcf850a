package dateline.ingest.extract.metadata;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Asks the sources of a page in order of how much they can be trusted: structured data, meta elements, marked-up text, the URL. */
public final class MetadataReader {

    private static final int MOST_KEYWORDS = 50;

    private MetadataReader() {}

    /**
     * Reads what a page says about its article.
     *
     * @param document the page; not changed
     * @param url where it was found, or null
     * @return what was found
     */
    public static Metadata read(Document document, String url) {
        PageIndex index = PageIndex.of(document);
        StructuredData data = StructuredData.of(index.data);
        String siteName = firstOf(index.meta("og:site_name", "application-name"), data.publisher());
        String language = language(document, index, data);
        Headline titles = new Headline(document, index, data, siteName);
        String headline = titles.find();
        Dates dates = new Dates(index, data, titles.element(headline), monthFirst(language, url));
        return new Metadata(
                headline,
                index.meta("og:description", "description", "twitter:description", "dc.description"),
                Authors.of(index, data, siteName),
                dates.published(url),
                dates.modified(),
                absolute(document, firstOf(index.meta("og:image", "og:image:url", "twitter:image"), data.image())),
                language,
                canonical(document, index),
                siteName,
                keywords(index, data),
                data.accessibleForFree(),
                data.body());
    }

    /** English writes the month first, but not in most countries that speak it. */
    private static boolean monthFirst(String language, String url) {
        if (language != null && language.toLowerCase(Locale.ROOT).startsWith("en")) {
            String host = host(url);
            boolean elsewhere =
                    language.length() > 2 && !language.toLowerCase(Locale.ROOT).endsWith("us");
            return !elsewhere && !host.matches(".*\\.(uk|au|nz|ie|in|za|eu|de|ng|ke|pk|sg|my|hk)");
        }
        return language == null && host(url).matches(".*\\.(us|gov|mil)");
    }

    private static String host(String url) {
        try {
            String host = url == null ? null : URI.create(url).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String language(Document document, PageIndex index, StructuredData data) {
        Element html = document.selectFirst("html");
        String tag = html == null ? "" : firstOf(html.attr("lang"), html.attr("xml:lang"), "");
        String found =
                firstOf(tag, data.language(), index.meta("og:locale", "content-language", "language", "dc.language"));
        if (found == null) {
            return null;
        }
        String clean = found.strip().replace('_', '-').replaceFirst("[,;].*", "");
        return clean.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*") ? clean : null;
    }

    private static String canonical(Document document, PageIndex index) {
        for (Element link : index.links) {
            if (link.attr("rel").equalsIgnoreCase("canonical")
                    && !link.attr("href").isBlank()) {
                return absolute(document, link.attr("href"));
            }
        }
        return absolute(document, index.meta("og:url"));
    }

    private static List<String> keywords(PageIndex index, StructuredData data) {
        Set<String> words = new LinkedHashSet<>();
        for (String list : firstNonEmpty(
                data.keywords(), index.all("news_keywords"), index.all("keywords"), index.all("article:tag"))) {
            for (String word : list.split("[,;|]", -1)) {
                if (!word.isBlank() && words.size() < MOST_KEYWORDS) {
                    words.add(word.strip());
                }
            }
        }
        return new ArrayList<>(words);
    }

    @SafeVarargs
    private static List<String> firstNonEmpty(List<String>... lists) {
        for (List<String> list : lists) {
            if (list.stream().anyMatch(each -> !each.isBlank())) {
                return list;
            }
        }
        return List.of();
    }

    private static String absolute(Document document, String url) {
        if (url == null || url.isBlank() || url.startsWith("data:")) {
            return null;
        }
        String absolute = org.jsoup.internal.StringUtil.resolve(document.baseUri(), url.strip());
        return absolute.isEmpty() ? url.strip() : absolute;
    }

    static String firstOf(String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isBlank()) {
                return candidate.strip();
            }
        }
        return null;
    }
}
