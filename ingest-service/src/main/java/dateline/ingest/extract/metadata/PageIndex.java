package dateline.ingest.extract.metadata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** The elements of a page that may say something about its article, found in one walk. */
final class PageIndex implements NodeVisitor {

    /** No page needs more of one kind. */
    private static final int MOST = 400;

    private static final Pattern DATE_NAME = Pattern.compile(
            "date|time|publi|posted|fecha|datum|data\\b|veroeffent|created|updated|byline|meta|info|kicker|dateline",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTHOR_NAME =
            Pattern.compile("author|byline|by-line|autor|auteur|writer|creator|journalist|contributor", Pattern.CASE_INSENSITIVE);

    final Map<String, List<String>> metas = new HashMap<>();
    final List<Element> data = new ArrayList<>();
    final List<Element> links = new ArrayList<>();
    final List<Element> headlines = new ArrayList<>();
    final List<Element> times = new ArrayList<>();
    final List<Element> properties = new ArrayList<>();
    final List<Element> dateNamed = new ArrayList<>();
    final List<Element> authorNamed = new ArrayList<>();

    private PageIndex() {}

    static PageIndex of(Document document) {
        PageIndex index = new PageIndex();
        NodeTraversor.traverse(index, document);
        return index;
    }

    /** The first content of the first of these meta names that is there and not blank, or null. */
    String meta(String... names) {
        for (String name : names) {
            for (String content : metas.getOrDefault(name, List.of())) {
                if (!content.isBlank()) {
                    return content.strip();
                }
            }
        }
        return null;
    }

    /** All contents of a meta name. */
    List<String> all(String name) {
        return metas.getOrDefault(name, List.of());
    }

    @Override
    public void head(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        switch (element.normalName()) {
            case "meta" -> meta(element);
            case "script" -> {
                if (element.attr("type").toLowerCase(Locale.ROOT).contains("ld+json")) {
                    add(data, element);
                }
            }
            case "link" -> add(links, element);
            case "h1" -> add(headlines, element);
            case "time" -> add(times, element);
            default -> {}
        }
        if (element.attributesSize() > 0) {
            attributes(element);
        }
    }

    @Override
    public void tail(Node node, int depth) {
        // All is said at the beginning of an element.
    }

    private void meta(Element element) {
        String content = element.attr("content");
        if (metas.size() < MOST) {
            for (String attribute : new String[] {"property", "name", "itemprop", "http-equiv"}) {
                String name = element.attr(attribute);
                if (!name.isEmpty()) {
                    metas.computeIfAbsent(name.strip().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                            .add(content);
                }
            }
        }
    }

    private void attributes(Element element) {
        if (element.hasAttr("itemprop") && !element.normalName().equals("meta") || element.hasAttr("itemscope")) {
            add(properties, element);
        } else if (element.hasAttr("itemprop")) {
            add(properties, element);
        }
        String names = element.attr("class") + ' ' + element.attr("id");
        if (names.length() > 3 && names.length() < 300) {
            if (DATE_NAME.matcher(names).find()) {
                add(dateNamed, element);
            }
            if (AUTHOR_NAME.matcher(names).find() || element.attr("rel").equals("author")) {
                add(authorNamed, element);
            }
        } else if (element.attr("rel").equals("author")) {
            add(authorNamed, element);
        }
    }

    private static void add(List<Element> list, Element element) {
        if (list.size() < MOST) {
            list.add(element);
        }
    }
}
