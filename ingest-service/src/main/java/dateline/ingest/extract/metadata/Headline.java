package dateline.ingest.extract.metadata;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The headline. What readers see is the {@code h1}; which {@code h1}, the machine-readable titles tell. Without one that
 * resembles them, these are taken, less the name of the site.
 */
final class Headline {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern SEPARATOR = Pattern.compile("\\s+[|–—»•·:«/-]+\\s+|\\s*\\|\\s*");

    /** How alike an {@code h1} must be to the other titles, 0 to 1. */
    private static final double ALIKE = 0.5;

    private static final double CLEARLY_ALIKE = 0.7;

    private final Document document;
    private final PageIndex index;
    private final StructuredData data;
    private final String siteName;

    Headline(Document document, PageIndex index, StructuredData data, String siteName) {
        this.document = document;
        this.index = index;
        this.data = data;
        this.siteName = siteName;
    }

    /** The headline, or null when the page has no title of any kind. */
    String find() {
        String meta = index.meta(
                "og:title", "twitter:title", "title", "dc.title", "dcterms.title", "parsely-title", "headline");
        String shared = meta == null ? null : withoutSite(meta);
        String structured = data.headline() == null ? null : withoutSite(data.headline());
        String named = MetadataReader.firstOf(structured, shared, document.title());
        Element seen = visible(index.headlines, named, ALIKE);
        seen = seen == null && shared != null ? visible(index.headlines, shared, ALIKE) : seen;
        if (seen == null) {
            if (named == null) {
                return index.headlines.isEmpty() ? null : index.headlines.get(0).text();
            }
            return withoutSite(named);
        }
        String visible = seen.text().strip();
        boolean agreed = shared != null && structured != null && words(shared).equals(words(structured));
        if (agreed) {
            return shared;
        }
        // What stands before the headline in the same h1 is its kicker.
        boolean kicker = shared != null
                && visible.length() > shared.length()
                && flat(visible).endsWith(' ' + flat(shared))
                && shared.length() >= 12;
        return kicker ? shared : visible;
    }

    /** The heading on the page that is the headline, or null. */
    Element element(String headline) {
        Element seen = visible(index.headlines, headline, ALIKE);
        seen = seen == null ? visible(index.subheads, headline, CLEARLY_ALIKE) : seen;
        return seen != null || index.headlines.isEmpty() ? seen : index.headlines.get(0);
    }

    private static Element visible(List<Element> headings, String named, double least) {
        Element found = null;
        double best = least;
        for (Element heading : headings) {
            double likeness = likeness(heading.text(), named);
            if (likeness > best) {
                best = likeness;
                found = heading;
            }
        }
        return found;
    }

    private static String flat(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining(" "));
    }

    private String withoutSite(String title) {
        Matcher separators = SEPARATOR.matcher(title);
        String cut = title;
        while (separators.find()) {
            String front = title.substring(0, separators.start());
            String back = title.substring(separators.end());
            boolean bar = separators.group().contains("|") || separators.group().contains(" » ");
            if (front.length() >= 12 && back.length() <= 45 && (bar || isSite(back))) {
                cut = front;
                break;
            }
            if (back.length() >= 12 && front.length() <= 30 && isSite(front)) {
                cut = back;
            }
        }
        return cut.strip();
    }

    private boolean isSite(String part) {
        if (siteName != null && likeness(part, siteName) > 0.4) {
            return true;
        }
        String squeezed = String.join("", words(part));
        String host = document.baseUri()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst("/.*", "");
        return squeezed.length() > 3 && host.replace("-", "").contains(squeezed);
    }

    /** Half of what two titles share of the longer and half of what they share of the shorter one. */
    static double likeness(String one, String other) {
        Set<String> first = words(one);
        Set<String> second = words(other);
        if (first.isEmpty() || second.isEmpty()) {
            return 0;
        }
        Set<String> shared = new HashSet<>(first);
        shared.retainAll(second);
        double longer = Math.max(first.size(), second.size());
        double shorter = Math.min(first.size(), second.size());
        return shared.size() / longer / 2 + shared.size() / shorter / 2;
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        Matcher matcher = WORD.matcher(text == null ? "" : text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
