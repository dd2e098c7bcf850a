package dateline.ingest.parse;

import dateline.ingest.parse.html.HtmlSanitiser;
import dateline.ingest.parse.html.HtmlText;
import dateline.ingest.parse.text.Chars;
import dateline.ingest.parse.text.HtmlReferences;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Turns the values of feeds into plain lines and safe fragments. Keeps its buffers; serves one parse. */
final class Texts {

    /** What a value is, by its format and its type. */
    enum Kind {
        /** What RSS leaves open: HTML where it looks like it. */
        RSS,
        /** HTML. */
        HTML,
        /** Elements of the document itself, written out again. */
        MARKUP,
        /** Plain text. */
        TEXT,
        /** Plain text, in Base64. */
        BASE64_TEXT,
        /** HTML, in Base64. */
        BASE64_HTML,
        /** Of another media type: Base64 by the rules (RFC 4287, section 4.1.3.3), but often just text. */
        OTHER_MEDIA
    }

    private final HtmlSanitiser sanitiser = new HtmlSanitiser();
    private final Chars scratch = new Chars(256);
    private final Chars decoded = new Chars(256);

    /** The kind of an Atom text construct (RFC 4287, section 3.1; Atom 0.3, section 3.1). */
    static Kind ofAtom(String type, String mode) {
        String media = type == null ? "" : type.strip().toLowerCase(Locale.ROOT);
        int parameters = media.indexOf(';');
        if (parameters >= 0) {
            media = media.substring(0, parameters).strip();
        }
        boolean html = media.equals("html") || media.equals("text/html");
        if ("base64".equalsIgnoreCase(mode)) {
            return html || media.equals("application/xhtml+xml") ? Kind.BASE64_HTML : Kind.BASE64_TEXT;
        }
        if (html || (media.isEmpty() && "escaped".equalsIgnoreCase(mode))) {
            return Kind.HTML;
        }
        if (media.equals("xhtml") || media.endsWith("+xml") || media.endsWith("/xml") || "xml".equalsIgnoreCase(mode)) {
            return "escaped".equalsIgnoreCase(mode) ? Kind.HTML : Kind.MARKUP;
        }
        boolean text = media.isEmpty() || !media.contains("/") || media.startsWith("text/");
        return text ? Kind.TEXT : Kind.OTHER_MEDIA;
    }

    /** The value as one line of plain text, or null. */
    String line(Chars value, Kind kind) {
        return switch (kind) {
            case RSS -> HtmlText.ofRss(value, scratch);
            case HTML, MARKUP -> HtmlText.ofHtml(value, scratch);
            case TEXT -> HtmlText.ofText(value, scratch);
            case BASE64_TEXT -> HtmlText.ofText(base64(value), scratch);
            case BASE64_HTML -> HtmlText.ofHtml(base64(value), scratch);
            case OTHER_MEDIA -> HtmlText.ofText(otherMedia(value) ? decoded : value, scratch);
        };
    }

    /** The value as a fragment of safe HTML with absolute links, or null. */
    String body(Chars value, Kind kind, String base) {
        return switch (kind) {
            case RSS, HTML, MARKUP -> sanitiser.sanitise(value.array(), 0, value.length(), base);
            case TEXT -> escaped(value);
            // Summaries in Base64 without a type are HTML wherever they have been seen.
            case BASE64_TEXT, BASE64_HTML -> {
                Chars html = base64(value);
                yield sanitiser.sanitise(html.array(), 0, html.length(), base);
            }
            case OTHER_MEDIA ->
                otherMedia(value) ? sanitiser.sanitise(decoded.array(), 0, decoded.length(), base) : null;
        };
    }

    /** The value as one line, nothing in it decoded, or null: for identifiers and addresses. */
    static String trimmed(Chars value) {
        return value.trimmedOrNull();
    }

    /**
     * Repairs C1 control characters, which come from two mistakes: UTF-8 whose bytes were written as references of their
     * own, and windows-1252 taken for ISO 8859-1.
     */
    static void repairC1(Chars value) {
        String text = value.toString();
        value.clear();
        int index = 0;
        while (index < text.length()) {
            char unit = text.charAt(index);
            int end = index;
            boolean hasC1 = false;
            while (end < text.length() && text.charAt(end) >= 0x80 && text.charAt(end) <= 0xff) {
                hasC1 |= text.charAt(end) <= 0x9f;
                end++;
            }
            if (!hasC1) {
                value.append(unit);
                index++;
                continue;
            }
            String run = text.substring(index, end);
            String utf8 = new String(run.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            if (utf8.indexOf('\ufffd') < 0) {
                value.append(utf8);
            } else {
                run.chars().forEach(each -> value.appendCodePoint(HtmlReferences.windows1252(each)));
            }
            index = end;
        }
    }

    /** Whether the value is Base64 of text, which is then in the decoded buffer. */
    private boolean otherMedia(Chars value) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(value.toString().getBytes(StandardCharsets.ISO_8859_1));
            String text = new String(bytes, StandardCharsets.UTF_8);
            boolean readable = text.chars()
                    .allMatch(unit -> (unit >= ' ' && unit != 0xfffd) || unit == '\n' || unit == '\r' || unit == '\t');
            decoded.clear();
            decoded.append(text);
            return readable;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String escaped(Chars value) {
        String text = value.trimmedOrNull();
        return text == null ? null : XmlScanner.escaped(text);
    }

    private Chars base64(Chars value) {
        decoded.clear();
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(value.toString().getBytes(StandardCharsets.ISO_8859_1));
            decoded.append(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // Not Base64 after all: the text stands for itself.
            decoded.append(value.toString());
        }
        return decoded;
    }
}
