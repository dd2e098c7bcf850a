package dateline.ingest.fetch;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import dateline.ingest.fetch.FetchOutcome.Failed;
import dateline.ingest.fetch.FetchOutcome.Fetched;
import dateline.ingest.fetch.FetchOutcome.Gone;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which pages may be asked for that are not feeds ({@code robots.txt}, RFC 9309). Feeds themselves are made for robots, and
 * somebody has subscribed to them.
 */
@Singleton
public final class Robots {

    private static final int MAX_SITES = 2000;
    // As much as the RFC obliges robots to read.
    private static final int MAX_OCTETS = 512 * 1024;
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    // A longer delay would be taken for a refusal of the whole site.
    private static final SimpleRobotRulesParser PARSER = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
    // RFC 9309, 2.4.
    private static final Duration KEPT = Duration.ofHours(24);
    // A site that cannot be reached is not left alone for a whole day because of it.
    private static final Duration UNREACHABLE_KEPT = Duration.ofMinutes(10);

    private final Fetcher fetcher;
    private final InstantSource clock;
    private final String robot;
    private final Map<String, Known> sites = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MAX_SITES;
        }
    };

    Robots(Fetcher fetcher, FetchConfig config, InstantSource clock) {
        this.fetcher = fetcher;
        this.clock = clock;
        robot = config.userAgent().split("[/ ]", 2)[0].toLowerCase(Locale.ROOT);
    }

    private record Known(BaseRobotRules rules, Instant until) {}

    /**
     * Whether a page may be asked for.
     *
     * @param url an absolute http or https URL
     * @return false too when the site's rules cannot be had
     * @throws InterruptedException when the thread is to stop
     */
    public boolean permit(URI url) throws InterruptedException {
        return rules(url).isAllowed(url.toString());
    }

    /**
     * How long to wait between two requests to a site ({@code Crawl-delay}, no part of the RFC).
     *
     * @param url a URL of the site
     * @param own how long the caller would wait by itself
     * @return that, or longer where the site wishes it, up to an hour
     * @throws InterruptedException when the thread is to stop
     */
    public Duration delay(URI url, Duration own) throws InterruptedException {
        Duration theirs =
                Duration.ofMillis(Math.max(0, Math.min(rules(url).getCrawlDelay(), LONGEST_DELAY.toMillis())));
        return theirs.compareTo(own) > 0 ? theirs : own;
    }

    /**
     * The sitemaps that a site names.
     *
     * @param url a URL of the site
     * @return their addresses as written
     * @throws InterruptedException when the thread is to stop
     */
    public List<String> sitemaps(URI url) throws InterruptedException {
        return rules(url).getSitemaps();
    }

    private BaseRobotRules rules(URI url) throws InterruptedException {
        String site = url.getScheme() + "://" + url.getRawAuthority();
        Instant now = clock.instant();
        synchronized (sites) {
            Known known = sites.get(site);
            if (known != null && known.until.isAfter(now)) {
                return known.rules;
            }
        }
        Known fresh = ask(URI.create(site + "/robots.txt"), now);
        synchronized (sites) {
            sites.put(site, fresh);
        }
        return fresh.rules;
    }

    private Known ask(URI file, Instant now) throws InterruptedException {
        FetchOutcome answer = fetcher.fetch("robots.txt", file, null);
        if (answer instanceof Fetched fetched) {
            byte[] text = fetched.body().octets();
            byte[] bounded = text.length > MAX_OCTETS ? Arrays.copyOf(text, MAX_OCTETS) : text;
            return new Known(
                    PARSER.parseContent(file.toString(), bounded, "text/plain", List.of(robot)), now.plus(KEPT));
        }
        boolean none = answer instanceof Gone
                || (answer instanceof Failed failed && failed.reason().matches("http-4[0-9]{2}|challenge"));
        return none
                ? new Known(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL), now.plus(KEPT))
                : new Known(new SimpleRobotRules(RobotRulesMode.ALLOW_NONE), now.plus(UNREACHABLE_KEPT));
    }
}
