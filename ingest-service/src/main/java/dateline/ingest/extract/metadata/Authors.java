package dateline.ingest.extract.metadata;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** The names of the writers: from structured data, meta elements, or what the page marks as byline. */
final class Authors {

    private static final int LONGEST_NAME = 60;
    private static final int MOST = 20;

    private static final Pattern BY = Pattern.compile(
            "^\\s*(?:(?:written|posted|published|reporting|words|story|text|report)\\s+)?(?:by|von|par|por|di|av|af|door|przez|автор|text|texte?|autor(?:in)?|author)s?\\s*:?\\s+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern AND =
            Pattern.compile("\\s*(?:[;|/•]|,|\\band\\b|\\bund\\b|\\bet\\b|&|\\by\\b|\\bи\\b)\\s*");
    private static final Pattern NO_NAME = Pattern.compile(
            "https?:|www\\.|@|\\d{2,}|\\b(min|read|updated|published|posted|minutes|staff writer|contributor|share|follow|admin)\\b",
            Pattern.CASE_INSENSITIVE);

    private Authors() {}

    static List<String> of(PageIndex index, StructuredData data, String siteName) {
        Set<String> names = new LinkedHashSet<>();
        data.authors().forEach(name -> add(names, name));
        if (names.isEmpty()) {
            for (String meta : List.of(
                    "author",
                    "article:author",
                    "article:author_name",
                    "dc.creator",
                    "dcterms.creator",
                    "parsely-author",
                    "sailthru.author",
                    "byl",
                    "citation_author",
                    "creator",
                    "og:author")) {
                if (names.isEmpty()) {
                    index.all(meta).forEach(name -> add(names, name));
                }
            }
        }
        if (names.isEmpty()) {
            marked(index, names);
        }
        if (names.size() > 1 && siteName != null) {
            names.removeIf(name -> name.equalsIgnoreCase(siteName));
        }
        return List.copyOf(names);
    }

    private static void marked(PageIndex index, Set<String> names) {
        for (Element element : index.properties) {
            if (names.isEmpty()
                    && element.attr("itemprop").toLowerCase(Locale.ROOT).contains("author")) {
                Element name = element.selectFirst("[itemprop=name]");
                add(
                        names,
                        (name == null ? element : name).hasAttr("content")
                                ? (name == null ? element : name).attr("content")
                                : (name == null ? element : name).text());
            }
        }
        for (Element element : index.authorNamed) {
            if (names.isEmpty()) {
                Element link = element.selectFirst("a");
                String text = element.text();
                add(names, text.length() > LONGEST_NAME && link != null ? link.text() : text);
            }
        }
    }

    private static void add(Set<String> names, String written) {
        String text = BY.matcher(written.replace('\u00a0', ' ').strip())
                .replaceFirst("")
                .strip();
        for (String part : AND.split(text, -1)) {
            String name = part.strip();
            boolean fits = name.length() >= 2 && name.length() <= LONGEST_NAME && name.split("\\s+", -1).length <= 6;
            if (fits && !NO_NAME.matcher(name).find() && names.size() < MOST) {
                names.add(name);
            }
        }
    }
}
