package dateline.ingest.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dateline.ingest.fetch.FetchOutcome.Failed;
import dateline.ingest.fetch.FetchOutcome.Fetched;
import dateline.ingest.fetch.FetchOutcome.Gone;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which pages may be asked for that are not feeds ({@code robots.txt}, RFC 9309). Feeds themselves are made for robots, and
 * somebody has subscribed to them.
 */
@Singleton
public final class Robots {

    private static final int MAX_SITES = 2000;
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
        robot = config.userAgent().split("[/ ]", 2)[0];
    }

    private record Known(RobotsRules rules, Instant until) {}

    /**
     * Whether a page may be asked for.
     *
     * @param url an absolute http or https URL
     * @return false too when the site's rules cannot be had
     * @throws InterruptedException when the thread is to stop
     */
    public boolean permit(URI url) throws InterruptedException {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return rules(url).permit(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
    }

    /**
     * How long to wait between two requests to a site.
     *
     * @param url a URL of the site
     * @param own how long the caller would wait by itself
     * @return that, or longer where the site wishes it
     * @throws InterruptedException when the thread is to stop
     */
    public Duration delay(URI url, Duration own) throws InterruptedException {
        Duration theirs = rules(url).delay();
        return theirs.compareTo(own) > 0 ? theirs : own;
    }

    private RobotsRules rules(URI url) throws InterruptedException {
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
            RobotsRules rules = RobotsRules.of(new String(fetched.body().octets(), UTF_8), robot);
            return new Known(rules, now.plus(KEPT));
        }
        boolean none = answer instanceof Gone
                || (answer instanceof Failed failed && failed.reason().matches("http-4[0-9]{2}|challenge"));
        return none
                ? new Known(RobotsRules.ALLOW_ALL, now.plus(KEPT))
                : new Known(RobotsRules.DISALLOW_ALL, now.plus(UNREACHABLE_KEPT));
    }
}
