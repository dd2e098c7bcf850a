package dateline.ingest.discover;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds feeds: the address itself, what the page there names, and where most sites have one. */
@Singleton
final class Discovery {

    private static final int MAX_TRIED = 10;
    private static final String NO_FEED = "";

    private final Fetcher fetcher;
    private final Robots robots;
    private final FeedParser parser = new FeedParser();

    Discovery(Fetcher fetcher, Robots robots) {
        this.fetcher = fetcher;
        this.robots = robots;
    }

    /**
     * A feed that was found, fetched and read.
     *
     * @param url its URL, after redirects
     * @param title what it calls itself, or null
     * @param format its format, such as {@code rss-20} or {@code atom-10}
     * @param entries how many entries it has now
     * @param foundBy {@code address}, {@code link}, {@code body} or {@code well-known}
     */
    record Candidate(String url, String title, String format, int entries, String foundBy) {}

    /**
     * What came of a search.
     *
     * @param candidates the feeds, in the order in which the site names them
     * @param reason why the site's page could not be read, or null
     */
    record Found(List<Candidate> candidates, String reason) {}

    /**
     * Searches.
     *
     * @param site the address of a feed or of any page of a site
     * @return the feeds, each once
     * @throws InterruptedException when the thread is to stop
     */
    Found search(URI site) throws InterruptedException {
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
        return new Found(candidates, null);
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
