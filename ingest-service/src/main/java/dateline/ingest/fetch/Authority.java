package dateline.ingest.fetch;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a URL. {@link URI} gives none for names with an underscore, of which the web has many, nor for numbers such
 * as {@code 127.1}.
 *
 * @param host the host in lower case, an IPv6 address in brackets
 * @param port the port as written, -1 where none is
 */
public record Authority(String host, int port) {

    private static final Pattern LOOSE = Pattern.compile("([A-Za-z0-9._-]{1,253})(?::([0-9]{0,5}))?");

    /**
     * Reads a URL's authority.
     *
     * @param url an absolute URL
     * @return empty when it has none, or one with a user's name in it, or one that cannot be read
     */
    public static Optional<Authority> of(URI url) {
        if (url.getRawUserInfo() != null || url.getRawAuthority() == null) {
            return Optional.empty();
        }
        if (url.getHost() != null) {
            return Optional.of(new Authority(url.getHost().toLowerCase(Locale.ROOT), url.getPort()));
        }
        Matcher loose = LOOSE.matcher(url.getRawAuthority());
        if (!loose.matches()) {
            return Optional.empty();
        }
        boolean noPort = loose.group(2) == null || loose.group(2).isEmpty();
        return Optional.of(
                new Authority(loose.group(1).toLowerCase(Locale.ROOT), noPort ? -1 : Integer.parseInt(loose.group(2))));
    }
}
