package dateline.ingest.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of a delivery, {@code X-Hub-Signature} (WebSub, 7.1). */
final class Signature {

    private static final Map<String, String> METHODS =
            Map.of("sha1", "HmacSHA1", "sha256", "HmacSHA256", "sha384", "HmacSHA384", "sha512", "HmacSHA512");

    private Signature() {}

    /** Whether a header is the signature of a body under a secret; false too for none and for a method that is not known. */
    static boolean isGood(String header, String secret, byte[] body) {
        String[] parts = header == null ? new String[0] : header.strip().split("=", 2);
        String algorithm = parts.length == 2 ? METHODS.get(parts[0].toLowerCase(Locale.ROOT)) : null;
        if (algorithm == null) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
            byte[] given = HexFormat.of().parseHex(parts[1].strip().toLowerCase(Locale.ROOT));
            return MessageDigest.isEqual(mac.doFinal(body), given);
        } catch (IllegalArgumentException e) {
            return false; // no hexadecimal digits
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform of ours has " + algorithm, e);
        }
    }
}
