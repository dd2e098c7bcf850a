package dateline.ingest.extract;

import dateline.ingest.parse.text.Decoder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * A page as it came from its server.
 *
 * @param body the bytes, without content coding
 * @param url where it was found, or null
 * @param contentType the HTTP {@code Content-Type}, or null
 * @param contentLanguage the HTTP {@code Content-Language}, or null
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes go straight from the fetcher to the parser
public record Page(byte[] body, URI url, String contentType, String contentLanguage) {

    /** What stands behind is not read: no article is as long, and the tree of a page takes some ten times its bytes. */
    static final int MOST_BYTES = 5_000_000;

    private static final int DECLARATION_REACH = 4096;

    private static final Pattern META_CHARSET =
            Pattern.compile("<meta[^>]{0,200}?charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9._:-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern HTTP_CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]+)", Pattern.CASE_INSENSITIVE);

    /**
     * A page without further headers.
     *
     * @param body the bytes
     * @param url where it was found, or null
     * @param contentType the HTTP {@code Content-Type}, or null
     * @return the page
     */
    public static Page of(byte[] body, URI url, String contentType) {
        return new Page(body, url, contentType, null);
    }

    /** The page's tree. */
    Document parse() {
        return Jsoup.parse(text(), url == null ? "" : url.toString());
    }

    /**
     * The page as text. Bytes that are UTF-8 are read as such whatever the labels say, since text in another encoding is hardly
     * ever valid UTF-8; else the server's label counts, then the page's own.
     */
    String text() {
        byte[] bytes = body.length > MOST_BYTES ? Arrays.copyOf(body, MOST_BYTES) : body;
        Decoder.Decoded decoded = Decoder.decode(bytes, "text/html; charset=utf-8");
        if (!decoded.charset().equals("UTF-8") || decoded.malformed() > 0) {
            String head = new String(bytes, 0, Math.min(bytes.length, DECLARATION_REACH), StandardCharsets.ISO_8859_1);
            Optional<String> label =
                    otherThanUtf8(HTTP_CHARSET, contentType).or(() -> otherThanUtf8(META_CHARSET, head));
            boolean mostlyUtf8 = decoded.charset().equals("UTF-8") && decoded.malformed() < 20;
            if (label.isPresent() && !mostlyUtf8) {
                decoded = Decoder.decode(bytes, "text/html; charset=" + label.get());
            }
        }
        return new String(decoded.units(), 0, decoded.length());
    }

    private static Optional<String> otherThanUtf8(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text == null ? "" : text);
        return matcher.find()
                        && !matcher.group(1).toLowerCase(java.util.Locale.ROOT).startsWith("utf")
                ? Optional.of(matcher.group(1))
                : Optional.empty();
    }
}
