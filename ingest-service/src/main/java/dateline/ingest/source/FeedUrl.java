package dateline.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dateline.ingest.fetch.Authority;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The address of a feed in one form: http or https, scheme and host in lower case and ASCII, no fragment, no user info.
 *
 * @param uri the address
 * @param host its host, with the port where that is not the scheme's own: another port is another server
 */
public record FeedUrl(URI uri, String host) {

    private static final int MAX_LENGTH = 2000;
    private static final int MAX_ID = 100;

    /**
     * Reads an address as people write it; {@code feed:} is taken for http.
     *
     * @param text the address
     * @return its one form
     * @throws IllegalArgumentException with a sentence for the writer when it is no address of a feed
     */
    public static FeedUrl of(String text) {
        String url = text.trim();
        if (url.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("A feed's URL has at most " + MAX_LENGTH + " characters.");
        }
        if (url.regionMatches(true, 0, "feed:", 0, 5)) {
            String rest = url.substring(5);
            url = rest.startsWith("//") ? "http:" + rest : rest;
        }
        try {
            URI uri = new URI(ascii(url.replace(" ", "%20")));
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                throw new IllegalArgumentException("A feed's URL starts with http:// or https://.");
            }
            if (uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException("A feed's URL carries no user name or password.");
            }
            Authority authority =
                    Authority.of(uri).orElseThrow(() -> new IllegalArgumentException("A feed's URL names a host."));
            boolean defaultPort = authority.port() == (scheme.equals("http") ? 80 : 443);
            String port = authority.port() < 0 || defaultPort ? "" : ":" + authority.port();
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            String canonical = scheme + "://" + authority.host() + port + path + query;
            return new FeedUrl(URI.create(URI.create(canonical).toASCIIString()), authority.host() + port);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("This is no URL: " + e.getReason() + ".", e);
        }
    }

    // java.net.URI knows hosts in ASCII only.
    private static String ascii(String url) {
        int start = url.indexOf("://") + 3;
        if (start < 3) {
            return url;
        }
        int end = start;
        while (end < url.length() && "/?#:".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String host = url.substring(start, end);
        return host.chars().allMatch(c -> c < 128)
                ? url
                : url.substring(0, start) + IDN.toASCII(host, IDN.ALLOW_UNASSIGNED) + url.substring(end);
    }

    /**
     * The id of a feed whose operator gave none: host and path in the letters that ids have, with a part of the URL's hash
     * where the letters alone do not tell it from others.
     */
    String id() {
        String letters = (uri.getRawAuthority().replaceFirst("^www\\.", "") + uri.getRawPath())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        boolean ambiguous = letters.length() > MAX_ID || letters.isEmpty() || uri.getRawQuery() != null;
        return ambiguous ? distinctId(letters) : letters;
    }

    /** The id with a part of the hash, for a feed whose plain id another feed has. */
    String distinctId() {
        return distinctId(id());
    }

    private String distinctId(String letters) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(uri.toString().getBytes(UTF_8));
            String suffix = HexFormat.of().formatHex(hash, 0, 4);
            String start = letters.substring(0, Math.min(letters.length(), MAX_ID - 1 - suffix.length()));
            return start.isEmpty() ? suffix : start + "-" + suffix;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
