package dateline.ingest.parse;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a document besides its bytes.
 *
 * @param baseUrl the URL it was fetched from, after redirects; relative links are resolved against it
 * @param contentType the HTTP {@code Content-Type} header with its parameters
 * @param contentLanguage the HTTP {@code Content-Language} header; the language of a feed that names none itself
 */
public record FeedContext(URI baseUrl, Optional<String> contentType, Optional<String> contentLanguage) {

    public FeedContext {
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(contentLanguage, "contentLanguage");
    }

    /**
     * A context without {@code Content-Language}.
     *
     * @param baseUrl the URL the document was fetched from
     * @param contentType the {@code Content-Type} header, or null where none was sent
     * @return the context
     */
    public static FeedContext of(URI baseUrl, String contentType) {
        return new FeedContext(baseUrl, Optional.ofNullable(contentType), Optional.empty());
    }
}
