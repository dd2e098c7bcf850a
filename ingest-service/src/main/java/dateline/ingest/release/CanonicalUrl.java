package dateline.ingest.release;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** URLs in one form, so that two ways to write one address give one identity. */
final class CanonicalUrl {

    // Parameters that tell the site where a reader comes from, not which page it is.
    private static final Pattern TRACKING = Pattern.compile(
            "(utm_.*|fbclid|gclid|dclid|msclkid|yclid|mc_cid|mc_eid|igshid|_hsenc|_hsmi|ref_src|cmpid|at_medium|at_campaign)",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> DEFAULT_PORTS = Set.of("http:80", "https:443");

    private CanonicalUrl() {}

    /**
     * The canonical form (RFC 3986, 6.2.2 and 6.2.3): scheme and host in lower case, no default port, no dot segments, no
     * fragment but one that names a page ({@code #!}), no tracking parameters.
     *
     * @param url an absolute URL
     * @return the canonical form, or the URL as it is when it cannot be read
     */
    static String of(String url) {
        try {
            URI uri = new URI(url.trim()).normalize();
            if (uri.getHost() == null || uri.getScheme() == null) {
                return url.trim();
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            StringBuilder canonical =
                    new StringBuilder(scheme).append("://").append(uri.getHost().toLowerCase(Locale.ROOT));
            if (uri.getPort() >= 0 && !DEFAULT_PORTS.contains(scheme + ":" + uri.getPort())) {
                canonical.append(':').append(uri.getPort());
            }
            canonical.append(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath());
            String query = uri.getRawQuery() == null
                    ? ""
                    : Arrays.stream(uri.getRawQuery().split("&"))
                            .filter(parameter -> !TRACKING.matcher(parameter.split("=", 2)[0])
                                    .matches())
                            .collect(Collectors.joining("&"));
            if (!query.isEmpty()) {
                canonical.append('?').append(query);
            }
            String fragment = uri.getRawFragment();
            if (fragment != null && fragment.startsWith("!")) {
                canonical.append('#').append(fragment);
            }
            return canonical.toString();
        } catch (URISyntaxException e) {
            return url.trim();
        }
    }
}
