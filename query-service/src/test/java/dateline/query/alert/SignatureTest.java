package dateline.query.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SignatureTest {

    @Test
    void aSignatureIsThatOfIdTimeAndBody() {
        // Computed with: printf '%s' 'msg_1.1700000000.{"a":1}' | openssl dgst -sha256 -hmac 0123456789abcdef01234567
        // -binary | base64
        assertThat(Signature.of("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3", "msg_1", 1700000000L, "{\"a\":1}"))
                .isEqualTo("v1,WUgAXU8H0NQ1/7M+TtMwKma2b74a3/TCgekiM3YUdN8=");
    }

    @Test
    void aSecretHas32RandomOctets() {
        String secret = Signature.secret(new SecureRandom());

        assertThat(secret).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSize(32);
        assertThat(Signature.secret(new SecureRandom())).isNotEqualTo(secret);
    }
}
