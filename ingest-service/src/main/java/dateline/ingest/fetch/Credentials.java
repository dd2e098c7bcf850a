package dateline.ingest.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Sends a feed's secret to where it belongs. */
final class Credentials {

    private Credentials() {}

    /**
     * The header field for a request.
     *
     * @param secret the feed's secret
     * @param feed the feed's own URL
     * @param url the URL that is about to be asked
     * @return empty unless both are of the same origin (RFC 6454) and its host is the secret's
     */
    static Optional<Map.Entry<String, String>> field(FetchConfig.Secret secret, URI feed, URI url) {
        boolean sameOrigin =
                feed.getScheme().equals(url.getScheme()) && Authority.of(feed).equals(Authority.of(url));
        boolean ownHost = Authority.of(url)
                .map(authority -> authority.host().equalsIgnoreCase(secret.host()))
                .orElse(false);
        if (!sameOrigin || !ownHost) {
            return Optional.empty();
        }
        return Optional.of(
                switch (secret.scheme()) {
                    case BASIC -> Map.entry("Authorization", "Basic " + basic(secret));
                    case BEARER -> Map.entry("Authorization", "Bearer " + secret.value());
                    case HEADER -> Map.entry(secret.header().orElse("Authorization"), secret.value());
                });
    }

    private static String basic(FetchConfig.Secret secret) {
        return Base64.getEncoder().encodeToString((secret.user().orElse("") + ":" + secret.value()).getBytes(UTF_8));
    }
}
