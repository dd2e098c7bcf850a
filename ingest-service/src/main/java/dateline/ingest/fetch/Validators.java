package dateline.ingest.fetch;

import java.net.URI;
import java.util.Objects;

/**
 * What a server gave to ask again by (RFC 9110, 8.8). Both are opaque: they are sent back as they came, octet for octet.
 *
 * @param url the URL that gave them, after redirects; they are sent to no other
 * @param etag the value of {@code ETag}, or null
 * @param lastModified the value of {@code Last-Modified}, or null
 */
public record Validators(URI url, String etag, String lastModified) {

    public Validators {
        Objects.requireNonNull(url, "url");
    }

    /**
     * These validators, freshened by a 304 (RFC 9111, 4.3.4): what came replaces, what did not come stays.
     *
     * @param newer what the 304 carried
     * @return the validators to keep
     */
    public Validators freshenedBy(Validators newer) {
        return new Validators(
                url,
                newer.etag == null ? etag : newer.etag,
                newer.lastModified == null ? lastModified : newer.lastModified);
    }

    boolean isEmpty() {
        return etag == null && lastModified == null;
    }
}
