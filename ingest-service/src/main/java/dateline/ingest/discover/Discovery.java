package dateline.ingest.discover;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dateline.ingest.fetch.FetchOutcome;
import dateline.ingest.fetch.FetchOutcome.Failed;
import dateline.ingest.fetch.FetchOutcome.Fetched;
import dateline.ingest.fetch.Fetcher;
import dateline.ingest.fetch.Robots;
import dateline.ingest.parse.FeedContext;
import dateline.ingest.parse.FeedParser;
import dateline.ingest.parse.ParseOutcome;
import dateline.ingest.parse.ParsedFeed;
import dateline.ingest.parse.text.Decoder;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds feeds: the address itself, what the page there names, where most sites have one, and what the site's maps name. */
@Singleton
public final class Discovery {

    private static final int MAX_TRIED = 10;
    private static final int MAX_SITEMAPS = 5;
    private static final List<String> SITEMAPS = List.of("/sitemap.xml", "/sitemap_index.xml", "/news-sitemap.xml");
    private static final String NO_FEED = "";

    private final Fetcher fetcher;
    private final Robots robots;
    private final FeedParser parser = new FeedParser();

    Discovery(Fetcher fetcher, Robots robots) {
        this.fetcher = fetcher;
        this.robots = robots;
    }

    /**
     * A feed that was found, fetched and read; or, where a site has none, its sitemap.
     *
     * @param url its URL, after redirects
     * @param title what it calls itself, or null
     * @param format its format, such as {@code rss-20}, {@code atom-10}, {@code sitemap} or {@code news-sitemap}
     * @param entries how many entries it has now
     * @param foundBy {@code address}, {@code link}, {@code body}, {@code well-known} or {@code sitemap}
     */
    public record Candidate(String url, String title, String format, int entries, String foundBy) {

        /**
         * Whether this is a feed.
         *
         * @return false for a sitemap
         */
        @JsonIgnore
        public boolean isFeed() {
            return !format.endsWith("sitemap");
        }
    }

    /**
     * What came of a search.
     *
     * @param candidates the feeds, in the order in which the site names them
     * @param reason why the site's page could not be read, or null
     */
    public record Found(List<Candidate> candidates, String reason) {

        public Found {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * Searches.
     *
     * @param site the address of a feed or of any page of a site
     * @return the feeds, each once
     * @throws InterruptedException when the thread is to stop
     */
    public Found search(URI site) throws InterruptedException {
        FetchOutcome answer = fetcher.fetch(NO_FEED, site, null);
        if (!(answer instanceof Fetched page)) {
            return new Found(List.of(), answer instanceof Failed failed ? failed.reason() : "not-available");
        }
        if (parse(page) instanceof ParsedFeed feed) {
            return new Found(List.of(candidate(page, feed, "address")), null);
        }
        URI at = page.route().end();
        Decoder.Decoded text =
                Decoder.decode(page.body().octets(), page.contentType().orElse(null));
        String html = new String(text.units(), 0, text.length());
        Map<URI, String> addresses = FeedAddresses.of(html, at);
        List<Candidate> candidates = new ArrayList<>();
        for (Map.Entry<URI, String> address :
                addresses.entrySet().stream().limit(MAX_TRIED).toList()) {
            attempt(address.getKey(), address.getValue(), candidates);
        }
        if (candidates.isEmpty()) {
            for (URI guess : FeedAddresses.wellKnown(at).toList()) {
                // Nobody named these: the site's rules for robots apply.
                if (candidates.isEmpty() && !addresses.containsKey(guess) && robots.permit(guess)) {
                    attempt(guess, "well-known", candidates);
                }
            }
        }
        if (candidates.isEmpty()) {
            searchSitemaps(at, candidates);
        }
        return new Found(candidates, null);
    }

    // The last resort: feeds that the site's maps list; else the maps themselves, those of news before others.
    private void searchSitemaps(URI site, List<Candidate> candidates) throws InterruptedException {
        Deque<URI> waiting = new ArrayDeque<>();
        robots.sitemaps(site).forEach(map -> FeedAddresses.web(map).ifPresent(waiting::add));
        if (waiting.isEmpty()) {
            SITEMAPS.forEach(map -> waiting.add(site.resolve(map)));
        }
        List<Candidate> maps = new ArrayList<>();
        Set<URI> seen = new HashSet<>();
        while (!waiting.isEmpty() && seen.size() < MAX_SITEMAPS) {
            URI address = waiting.removeFirst();
            if (!seen.add(address)
                    || !robots.permit(address)
                    || !(fetcher.fetch(NO_FEED, address, null) instanceof Fetched fetched)) {
                continue;
            }
            Sitemap map = Sitemap.read(fetched.body().octets(), fetched.route().end())
                    .orElse(new Sitemap(true, false, List.of()));
            if (map.index()) {
                map.addresses().stream()
                        .limit(MAX_SITEMAPS)
                        .sorted(Comparator.comparing(
                                (URI child) -> child.getPath().contains("news")))
                        .forEach(waiting::addFirst); // the last comes first
                continue;
            }
            for (URI listed : map.addresses().stream()
                    .filter(FeedAddresses::looksLikeAFeed)
                    .limit(MAX_TRIED)
                    .toList()) {
                if (robots.permit(listed)) {
                    attempt(listed, "sitemap", candidates);
                }
            }
            String format = map.news() ? "news-sitemap" : "sitemap";
            maps.add(new Candidate(
                    fetched.route().end().toString(),
                    null,
                    format,
                    map.addresses().size(),
                    "sitemap"));
        }
        if (candidates.isEmpty()) {
            maps.sort(Comparator.comparing(map -> !map.format().equals("news-sitemap")));
            candidates.addAll(maps);
        }
    }

    private void attempt(URI address, String foundBy, List<Candidate> candidates) throws InterruptedException {
        if (fetcher.fetch(NO_FEED, address, null) instanceof Fetched fetched
                && parse(fetched) instanceof ParsedFeed feed) {
            Candidate candidate = candidate(fetched, feed, foundBy);
            if (candidates.stream().noneMatch(known -> known.url().equals(candidate.url()))) {
                candidates.add(candidate);
            }
        }
    }

    private ParseOutcome parse(Fetched fetched) {
        return parser.parse(
                fetched.body().octets(),
                new FeedContext(fetched.route().end(), fetched.contentType(), fetched.contentLanguage()));
    }

    private static Candidate candidate(Fetched fetched, ParsedFeed feed, String foundBy) {
        return new Candidate(
                fetched.route().end().toString(),
                feed.feed().title(),
                feed.format().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                feed.entries().size(),
                foundBy);
    }
}
