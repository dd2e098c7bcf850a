package dateline.ingest.discover;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Where a site's feeds may be, read from a page of the site. */
final class FeedAddresses {

    // WHATWG HTML, 4.6.7.1, and the types that sites use beside those.
    private static final Set<String> TYPES = Set.of(
            "application/rss+xml",
            "application/atom+xml",
            "application/feed+json",
            "application/rdf+xml",
            "application/json",
            "application/xml",
            "text/xml");
    private static final Pattern LOOKS_LIKE_A_FEED = Pattern.compile(
            "(^|[/._-])(rss|atom|feeds?)([/._?-]|$)|\\.rdf$|[?&](feed|format)=(rss|atom|feed|rss2)",
            Pattern.CASE_INSENSITIVE);
    private static final List<String> WELL_KNOWN =
            List.of("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json");

    private FeedAddresses() {}

    /**
     * The addresses that a page names, those of its {@code link} elements first.
     *
     * @param html the page
     * @param at the page's URL
     * @return addresses, and how each was found: {@code link} or {@code body}
     */
    static Map<URI, String> of(String html, URI at) {
        Document page = Jsoup.parse(html, at.toString());
        Map<URI, String> found = new LinkedHashMap<>();
        for (Element link : page.select("link[href]")) {
            Set<String> relations =
                    Set.copyOf(List.of(link.attr("rel").toLowerCase(Locale.ROOT).split("\\s+", -1)));
            String type =
                    link.attr("type").toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
            boolean feed = relations.contains("feed") || (relations.contains("alternate") && TYPES.contains(type));
            if (feed) {
                web(link.absUrl("href")).ifPresent(url -> found.putIfAbsent(url, "link"));
            }
        }
        for (Element link : page.select("a[href]")) {
            web(link.absUrl("href"))
                    .filter(FeedAddresses::looksLikeAFeed)
                    .ifPresent(url -> found.putIfAbsent(url, "body"));
        }
        return found;
    }

    /** The addresses at which sites of most makes have a feed. */
    static Stream<URI> wellKnown(URI site) {
        return WELL_KNOWN.stream().map(site::resolve);
    }

    private static String path(URI url) {
        return url.getRawQuery() == null ? url.getRawPath() : url.getRawPath() + "?" + url.getRawQuery();
    }

    /** Whether an address is written as those of feeds are. */
    static boolean looksLikeAFeed(URI url) {
        return LOOKS_LIKE_A_FEED.matcher(path(url)).find();
    }

    /** An address of the web without its fragment; empty for any other. */
    static Optional<URI> web(String url) {
        try {
            String plain = url.split("#", 2)[0];
            URI uri = new URI(plain);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getRawAuthority() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
