package dateline.ingest.fetch;

import java.net.URI;

/** Resolves references as RFC 3986, 5.2.2 does; {@link URI#resolve(URI)} follows an older RFC where only a query is given. */
final class Reference {

    private Reference() {}

    /**
     * Resolves a reference.
     *
     * @throws IllegalArgumentException when it is none
     */
    static URI resolve(URI base, String reference) {
        if (!reference.startsWith("?") && !reference.isEmpty()) {
            return base.resolve(reference);
        }
        String url = base.toString().split("#", 2)[0];
        return URI.create(reference.isEmpty() ? url : url.split("\\?", 2)[0] + reference);
    }
}
