package dateline.ingest.discover;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * A sitemap (sitemaps.org, 0.9) as far as a search for feeds needs it.
 *
 * @param index whether it lists other sitemaps
 * @param news whether it is of news, as search engines take them
 * @param addresses what it lists
 */
record Sitemap(boolean index, boolean news, List<URI> addresses) {

    // Enough to tell what it is; a whole map may have fifty megabytes.
    private static final int MAX_OCTETS = 1 << 20;

    Sitemap {
        addresses = List.copyOf(addresses);
    }

    /** Reads a document; empty when it is no sitemap. What is cut off at the end is left out. */
    static Optional<Sitemap> read(byte[] octets, URI at) {
        byte[] start = octets.length > MAX_OCTETS ? Arrays.copyOf(octets, MAX_OCTETS) : octets;
        try {
            Document document = Jsoup.parse(new ByteArrayInputStream(start), null, at.toString(), Parser.xmlParser());
            Element root = document.firstElementChild();
            String name = root == null ? "" : root.tagName();
            if (!name.equals("urlset") && !name.equals("sitemapindex")) {
                return Optional.empty();
            }
            List<URI> addresses = root.select("> * > loc").stream()
                    .flatMap(location -> FeedAddresses.web(location.text().strip()).stream())
                    .toList();
            boolean news = root.getAllElements().stream()
                    .anyMatch(element -> element.tagName().equals("news:news"));
            return Optional.of(new Sitemap(name.equals("sitemapindex"), news, addresses));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }
}
