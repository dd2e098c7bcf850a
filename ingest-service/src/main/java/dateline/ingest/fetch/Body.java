package dateline.ingest.fetch;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The octets of an answer after content decoding. */
public final class Body {

    private final byte[] octets;

    Body(byte[] octets) {
        this.octets = octets;
    }

    /**
     * The octets themselves, not a copy, for they may be many; nobody changes them.
     *
     * @return the octets
     */
    public byte[] octets() {
        return octets;
    }

    /**
     * The SHA-256 of the octets.
     *
     * @return 64 hexadecimal digits
     */
    public String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
