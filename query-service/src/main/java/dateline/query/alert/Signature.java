package dateline.query.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures as the Standard Webhooks specification, version 1, has them: HMAC-SHA256 over id, time and body. */
final class Signature {

    private static final String SECRET_PREFIX = "whsec_";
    private static final int SECRET_OCTETS = 32;

    private Signature() {}

    /**
     * The value of {@code webhook-signature}.
     *
     * @param secret as {@link #secret} made it
     * @param id of the delivery, the same for each try
     * @param seconds since 1970, when this try is made
     */
    static String of(String secret, String id, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] signature = mac.doFinal((id + "." + seconds + "." + body).getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    /** A new secret in the form in which its owner gets to see it. */
    static String secret(SecureRandom random) {
        byte[] octets = new byte[SECRET_OCTETS];
        random.nextBytes(octets);
        return SECRET_PREFIX + Base64.getEncoder().encodeToString(octets);
    }
}
