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
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** The elements of a page that may say something about its article, found in one walk. */
final class PageIndex implements NodeVisitor {

    /** No page needs more of one kind. */
    private static final int MOST = 400;

    /** Text that may hold a date: a year, or a day and a month in digits. */
    private static final Pattern DATED =
            Pattern.compile("(?:19|20)\\d\\d|\\d{1,2}[./-]\\s?\\d{1,2}[./-]\\s?\\d{2}(?!\\d)");

    private static final int LONGEST_DATED = 250;

    private static final Pattern AUTHOR_NAME = Pattern.compile(
            "author|byline|by-line|autor|auteur|writer|creator|journalist|contributor", Pattern.CASE_INSENSITIVE);

    final Map<String, List<String>> metas = new HashMap<>();
    final List<Element> data = new ArrayList<>();
    final List<Element> links = new ArrayList<>();
    final List<Element> headlines = new ArrayList<>();
    final List<Element> subheads = new ArrayList<>();
    final List<Spot> times = new ArrayList<>();
    private final Map<Element, Integer> positions = new HashMap<>();
    private int texts;
    final List<Element> properties = new ArrayList<>();
    final List<Spot> dated = new ArrayList<>();
    final List<Element> authorNamed = new ArrayList<>();

    /**
     * An element and where it stands.
     *
     * @param element the element
     * @param at the number of texts before it
     */
    record Spot(Element element, int at) {}

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
        if (node instanceof TextNode text) {
            text(text);
        }
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
            case "h1" -> {
                add(headlines, element);
                positions.put(element, texts);
            }
            case "h2", "h3" -> {
                add(subheads, element);
                positions.put(element, texts);
            }
            case "time" -> add(times, new Spot(element, texts));
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

    /** How many texts stand before a heading. */
    int position(Element heading) {
        return positions.getOrDefault(heading, 0);
    }

    private void text(TextNode node) {
        if (node.isBlank()) {
            return;
        }
        texts++;
        String text = node.getWholeText();
        Element parent = node.parent();
        if (text.length() <= LONGEST_DATED
                && parent != null
                && DATED.matcher(text).find()) {
            add(dated, new Spot(parent, texts));
        }
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
        if (element.hasAttr("itemprop")) {
            add(properties, element);
        }
        String names = element.attr("class") + ' ' + element.attr("id");
        if (names.length() > 3 && names.length() < 300) {
            if (AUTHOR_NAME.matcher(names).find() || element.attr("rel").equals("author")) {
                add(authorNamed, element);
            }
        } else if (element.attr("rel").equals("author")) {
            add(authorNamed, element);
        }
    }

    private static <T> void add(List<T> list, T element) {
        if (list.size() < MOST) {
            list.add(element);
        }
    }
}
