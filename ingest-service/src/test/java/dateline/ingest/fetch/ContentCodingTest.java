package dateline.ingest.fetch;

import static dateline.ingest.fetch.Coded.deflate;
import static dateline.ingest.fetch.Coded.gzip;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dateline.ingest.fetch.ContentCoding.Decoded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ContentCodingTest {

    private static final int LIMIT = 100_000;
    private static final byte[] FEED = "<rss/>".repeat(100).getBytes(UTF_8);

    @Test
    void c51_gzipAndBothKindsOfDeflateAreUndone() throws IOException {
        assertThat(body(gzip(FEED), "gzip")).isEqualTo(FEED);
        assertThat(body(gzip(FEED), "X-GZIP")).isEqualTo(FEED);
        assertThat(body(deflate(FEED, false), "deflate")).isEqualTo(FEED);
        assertThat(body(deflate(FEED, true), "deflate")).isEqualTo(FEED);
        assertThat(body(FEED, "identity")).isEqualTo(FEED);
    }

    @Test
    void c45_whatIsAcceptedIsUndone() throws IOException {
        assertThat(ContentCoding.ACCEPTED).contains("gzip", "zstd", "deflate");
        assertThat(body(zstd(FEED), "zstd")).isEqualTo(FEED);
        assertThat(decode(zstd(new byte[50_000_000]), "zstd")).isInstanceOf(Decoded.TooLarge.class);
        assertThat(body(FEED, "zstd")).isEqualTo(FEED);
        Assumptions.assumeTrue(ContentCoding.ACCEPTED.contains("br"), "no Brotli for this platform");
        assertThat(body(brotli(FEED), "br")).isEqualTo(FEED);
        assertThat(decode(brotli(new byte[50_000_000]), "br")).isInstanceOf(Decoded.TooLarge.class);
        assertThat(body(FEED, "br")).isEqualTo(FEED);
    }

    @Test
    void c51_truncatedZstdAndBrotliAreKnownToBeIncomplete() throws IOException {
        byte[] noise = new byte[60_000];
        new java.util.Random(7).nextBytes(noise);
        for (String coding : ContentCoding.ACCEPTED.contains("br") ? List.of("zstd", "br") : List.of("zstd")) {
            byte[] whole = coding.equals("br") ? brotli(noise) : zstd(noise);
            assertThat(decode(Arrays.copyOf(whole, whole.length - 100), coding))
                    .as(coding)
                    .isInstanceOfSatisfying(
                            Decoded.Plain.class,
                            plain -> assertThat(plain.complete()).isFalse());
        }
    }

    @Test
    void c51_whatHasNoLabelIsTakenAsItIs() throws IOException {
        assertThat(body(FEED)).isEqualTo(FEED);
    }

    @Test
    void codingsAreUndoneFromTheLastToTheFirst() throws IOException {
        assertThat(body(gzip(deflate(FEED, false)), "deflate, gzip")).isEqualTo(FEED);
        assertThat(body(gzip(deflate(FEED, false)), "deflate", "gzip")).isEqualTo(FEED);
    }

    @Test
    void c51_aWrongLabelDoesNoHarm() throws IOException {
        assertThat(body(FEED, "gzip")).isEqualTo(FEED);
        assertThat(body(FEED, "deflate")).isEqualTo(FEED);
        assertThat(body(gzip(FEED))).isEqualTo(FEED);
    }

    @Test
    void c51_whatFollowsTheCompressedDataIsPassedOver() throws IOException {
        for (String junk : List.of("\0\0\0\0", "\r\n", "<!-- cached -->", "\u001f\u008b\b")) {
            byte[] followed = followed(gzip(FEED), junk);
            assertThat(body(followed, "gzip")).as(junk).isEqualTo(FEED);
        }
        assertThat(body(followed(deflate(FEED, false), "junk"), "deflate")).isEqualTo(FEED);
        assertThat(body(followed(deflate(FEED, true), "junk"), "deflate")).isEqualTo(FEED);
        // Two members are one stream (RFC 1952, 2.2).
        byte[] twice = followed(gzip(FEED), new String(gzip(FEED), ISO_8859_1));
        assertThat(body(twice, "gzip")).hasSize(2 * FEED.length);
    }

    @Test
    void c51_labelsThatAreNoCodingsDoNoHarmWhereTheFeedStandsInTheClear() throws IOException {
        for (String label : List.of("utf-8", "8bit", "UTF-8, identity", "binary")) {
            assertThat(body(FEED, label)).as(label).isEqualTo(FEED);
        }
        assertThat(body(gzip(FEED), "GZIP;q=1.0")).isEqualTo(FEED);
        assertThat(body(gzip(FEED), "utf-8")).isEqualTo(FEED);
    }

    private static byte[] followed(byte[] body, String junk) {
        byte[] tail = junk.getBytes(ISO_8859_1);
        byte[] whole = Arrays.copyOf(body, body.length + tail.length);
        System.arraycopy(tail, 0, whole, body.length, tail.length);
        return whole;
    }

    @Test
    void c50_aBombIsCutAtTheLimitOfDecodedOctets() throws IOException {
        byte[] bomb = gzip(new byte[50_000_000]);
        assertThat(bomb.length).isLessThan(LIMIT);
        assertThat(decode(bomb, "gzip")).isInstanceOf(Decoded.TooLarge.class);
        assertThat(decode(gzip(bomb), "gzip, gzip")).isInstanceOf(Decoded.TooLarge.class);
        assertThat(body(gzip(new byte[LIMIT]), "gzip")).hasSize(LIMIT);
        assertThat(decode(gzip(new byte[LIMIT + 1]), "gzip")).isInstanceOf(Decoded.TooLarge.class);
    }

    @Test
    void c51_whatIsLeftOfATruncatedBodyIsKeptAndKnownToBeIncomplete() throws IOException {
        byte[] noise = new byte[20_000];
        new java.util.Random(7).nextBytes(noise);
        byte[] whole = gzip(noise);
        Decoded decoded = decode(Arrays.copyOf(whole, whole.length / 2), "gzip");
        assertThat(decoded).isInstanceOfSatisfying(Decoded.Plain.class, plain -> {
            assertThat(plain.complete()).isFalse();
            assertThat(plain.body().octets()).hasSizeGreaterThan(5_000);
            assertThat(noise).startsWith(plain.body().octets());
        });
    }

    @Test
    void anUnknownCodingIsToldByName() {
        assertThat(decode(new byte[] {7, 8, 9}, "exi"))
                .isInstanceOfSatisfying(
                        Decoded.Broken.class,
                        broken -> assertThat(broken.detail()).contains("'exi'"));
    }

    private static Decoded decode(byte[] body, String... labels) {
        return ContentCoding.decode(body, List.of(labels), LIMIT);
    }

    private static byte[] body(byte[] body, String... labels) {
        Decoded decoded = decode(body, labels);
        assertThat(decoded).isInstanceOf(Decoded.Plain.class);
        assertThat(((Decoded.Plain) decoded).complete()).isTrue();
        return ((Decoded.Plain) decoded).body().octets();
    }

    private static byte[] zstd(byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
            zstd.write(body);
        }
        return out.toByteArray();
    }

    private static byte[] brotli(byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BrotliOutputStream brotli = new BrotliOutputStream(out)) {
            brotli.write(body);
        }
        return out.toByteArray();
    }
}
