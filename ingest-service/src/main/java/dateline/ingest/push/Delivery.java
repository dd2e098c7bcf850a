package dateline.ingest.push;

import java.util.Objects;
import java.util.Optional;

/** A document that a hub pushed, its signature checked; nobody changes its octets. */
public final class Delivery {

    private final String feed;
    private final byte[] octets;
    private final String contentType;

    Delivery(String feed, byte[] octets, String contentType) {
        this.feed = Objects.requireNonNull(feed, "feed");
        this.octets = Objects.requireNonNull(octets, "octets");
        this.contentType = contentType;
    }

    /**
     * The feed that it is of.
     *
     * @return the feed's id
     */
    public String feed() {
        return feed;
    }

    /**
     * The document itself, not a copy.
     *
     * @return the octets
     */
    public byte[] octets() {
        return octets;
    }

    /**
     * The {@code Content-Type} header.
     *
     * @return empty where none was sent
     */
    public Optional<String> contentType() {
        return Optional.ofNullable(contentType);
    }
}
