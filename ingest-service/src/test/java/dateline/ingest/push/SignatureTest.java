package dateline.ingest.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {

    // RFC 2202, 3 and RFC 4231, 4.3: test case 2 of each.
    private static final String KEY = "Jefe";
    private static final byte[] DATA = "what do ya want for nothing?".getBytes(UTF_8);

    @ParameterizedTest
    @CsvSource({
        "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
        "SHA1=EFFCDF6AE5EB2FA2D27416D5F184DF9C259A7C79",
        "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "sha384=af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
        "sha512=164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
    })
    void w08_everyMethodOfTheStandardIsKnown(String header) {
        assertThat(Signature.isGood(header, KEY, DATA)).isTrue();
        assertThat(Signature.isGood(header, "Jeff", DATA)).isFalse();
        assertThat(Signature.isGood(header, KEY, "what do ya want for something?".getBytes(UTF_8)))
                .isFalse();
    }

    @Test
    void w08_whatIsNoSignatureIsNotGood() {
        for (String header : new String[] {
            null,
            "",
            "sha1",
            "sha1=",
            "md5=750c783e6ab0b503eaa86e310a5db738",
            "sha256=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
            "sha1=not-hexadecimal"
        }) {
            assertThat(Signature.isGood(header, KEY, DATA)).as(header).isFalse();
        }
    }
}
