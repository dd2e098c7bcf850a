package dateline.ingest.fetch;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * The way a fetch took.
 *
 * @param hops the redirects in order, empty where there was none
 * @param end the URL of the last answer
 */
public record Route(List<Hop> hops, URI end) {

    public Route {
        hops = List.copyOf(hops);
        Objects.requireNonNull(end, "end");
    }

    /**
     * Whether the feed has moved for good: there was a redirect, and each was permanent (301 or 308, RFC 9110, 15.4).
     *
     * @return false too where one hop of the chain was temporary
     */
    public boolean isPermanentMove() {
        return !hops.isEmpty() && hops.stream().allMatch(hop -> hop.status() == 301 || hop.status() == 308);
    }

    /**
     * One redirect.
     *
     * @param from the URL that redirected
     * @param status the HTTP status code
     */
    public record Hop(URI from, int status) {

        public Hop {
            Objects.requireNonNull(from, "from");
        }
    }
}
