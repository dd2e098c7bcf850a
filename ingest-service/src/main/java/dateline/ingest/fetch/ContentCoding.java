package dateline.ingest.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Undoes {@code Content-Encoding} (RFC 9110, 8.4.1), never beyond a number of octets. */
final class ContentCoding {

    // Brotli's decoder is native code, which not every platform has. What is accepted never changes while the process
    // runs: an entity tag may be of one coding only.
    private static final boolean BROTLI = Brotli4jLoader.isAvailable();

    /** The codings that are undone here, as {@code Accept-Encoding} lists them. */
    static final String ACCEPTED = BROTLI ? "gzip, br, zstd, deflate" : "gzip, zstd, deflate";

    /** What came of decoding. */
    sealed interface Decoded {

        /**
         * A body.
         *
         * @param body the decoded octets
         * @param complete false when the compressed data ended early
         */
        record Plain(Body body, boolean complete) implements Decoded {}

        /** More than the limit. */
        record TooLarge() implements Decoded {}

        /**
         * Not decodable.
         *
         * @param detail why
         */
        record Broken(String detail) implements Decoded {}
    }

    private ContentCoding() {}

    /** Decodes a body; a body that is not in the coding its label names is taken as it is. */
    static Decoded decode(byte[] body, List<String> labels, int limit) {
        Decoded decoded = new Decoded.Plain(new Body(body), true);
        String[] codings = String.join(",", labels).toLowerCase(Locale.ROOT).split(",", -1);
        for (int i = codings.length - 1; i >= 0; i--) { // applied in the order listed, so undone from the end
            if (!(decoded instanceof Decoded.Plain current)) {
                return decoded;
            }
            decoded = decodeOne(current, codings[i].split(";", 2)[0].trim(), limit);
        }
        // Some servers compress without saying so: no feed starts with gzip's magic number.
        if (decoded instanceof Decoded.Plain current && isGzip(current.body().octets())) {
            decoded = decodeOne(current, "gzip", limit);
        }
        return decoded;
    }

    private static Decoded decodeOne(Decoded.Plain body, String coding, int limit) {
        byte[] octets = body.body().octets();
        return switch (coding) {
            case "", "identity", "none" -> body;
            case "gzip", "x-gzip" ->
                isGzip(octets) ? read(body, limit, source -> new GZIPInputStream(source, 8192)) : body;
            case "zstd" -> isZstd(octets) ? read(body, limit, source -> zstd(source)) : body;
            case "deflate" ->
                isMarkup(octets)
                        ? body
                        : read(body, limit, source -> new InflaterInputStream(source, inflater(octets)));
            case "br" -> isMarkup(octets) ? body : BROTLI ? read(body, limit, BrotliInputStream::new) : unknown(coding);
            // Some servers name a charset here, or a coding of mail.
            default -> isMarkup(octets) || isGzip(octets) ? body : unknown(coding);
        };
    }

    private static Decoded unknown(String coding) {
        return new Decoded.Broken("The answer is in the content coding '" + coding + "', which was not asked for.");
    }

    private static boolean isGzip(byte[] octets) {
        return octets.length > 2 && (octets[0] & 0xff) == 0x1f && (octets[1] & 0xff) == 0x8b && octets[2] == 8;
    }

    // RFC 8878, 3.1.1.
    private static boolean isZstd(byte[] octets) {
        return octets.length > 3
                && (octets[0] & 0xff) == 0x28
                && (octets[1] & 0xff) == 0xb5
                && (octets[2] & 0xff) == 0x2f
                && (octets[3] & 0xff) == 0xfd;
    }

    // A sender may not ask for a larger window than 8 MB (RFC 9659).
    private static InputStream zstd(InputStream source) throws IOException {
        return new ZstdInputStream(source).setLongMax(23);
    }

    // Brotli and deflate have no magic number; a label that is wrong is told by the feed that stands there in the
    // clear.
    private static boolean isMarkup(byte[] octets) {
        String start = new String(octets, 0, Math.min(octets.length, 64), UTF_8).replaceFirst("^[\\uFEFF\\s]+", "");
        return Stream.of("<?xml", "<rss", "<feed", "<rdf", "<!", "{\"").anyMatch(start::startsWith);
    }

    // "deflate" is zlib's format by the RFC, but some servers send the raw stream: zlib's header tells which.
    private static Inflater inflater(byte[] octets) {
        boolean zlib = octets.length > 1
                && (octets[0] & 0x0f) == 8
                && (((octets[0] & 0xff) << 8) | (octets[1] & 0xff)) % 31 == 0;
        return new Inflater(!zlib);
    }

    private interface Decoder {
        InputStream over(InputStream source) throws IOException;
    }

    private static Decoded read(Decoded.Plain body, int limit, Decoder decoder) {
        ByteArrayOutputStream decoded =
                new ByteArrayOutputStream((int) Math.min(limit, body.body().octets().length * 4L));
        byte[] buffer = new byte[8192];
        try (InputStream in = decoder.over(new ByteArrayInputStream(body.body().octets()))) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (decoded.size() + n > limit) {
                    return new Decoded.TooLarge();
                }
                decoded.write(buffer, 0, n);
            }
            return new Decoded.Plain(new Body(decoded.toByteArray()), body.complete());
        } catch (EOFException e) {
            return new Decoded.Plain(new Body(decoded.toByteArray()), false);
        } catch (IOException e) {
            // The stream broke on the way, or the label is wrong and the body as it is.
            Body left = decoded.size() == 0 ? body.body() : new Body(decoded.toByteArray());
            return new Decoded.Plain(left, false);
        }
    }
}
