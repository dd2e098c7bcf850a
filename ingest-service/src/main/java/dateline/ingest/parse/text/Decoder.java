package dateline.ingest.parse.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes to text. A byte order mark wins, then the HTTP charset, then the XML declaration, then UTF-8 (RFC 7303, section
 * 3.2; text types without a charset are not US-ASCII). Bytes that cannot be of the labelled encoding are read as what
 * they are: labels are wrong more often than bytes. Control characters that XML forbids are left out.
 *
 * <p>One decision from the first byte to the last, kept in one file to be read as one.
 */
public final class Decoder {

    /** How far into the document its XML declaration is looked for; some servers put junk before it. */
    private static final int DECLARATION_REACH = 1024;

    private static final Pattern HTTP_CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^;\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern XML_ENCODING =
            Pattern.compile("<\\?xml\\b[^>]{0,200}?\\bencoding\\s*=\\s*[\"']?\\s*([A-Za-z0-9._:-]+)");

    private Decoder() {}

    /**
     * A decoded document.
     *
     * @param units the UTF-16 units; only the first {@code length} count
     * @param length the number of units
     * @param charset the name of the encoding that was used
     * @param relabelled whether a label was wrong or unknown
     * @param malformed how many bytes were not of the encoding
     * @param controls how many forbidden control characters were left out
     * @param hasC1 whether there are C1 control characters, which are nearly always windows-1252 gone wrong
     */
    @SuppressWarnings("ArrayRecordComponent") // the readers work on the array itself; the record never leaves a parse
    public record Decoded(
            char[] units, int length, String charset, boolean relabelled, int malformed, int controls, boolean hasC1) {}

    private record Text(String value, String charset, boolean relabelled, int malformed) {}

    /**
     * Decodes a document.
     *
     * @param body the bytes
     * @param contentType the HTTP {@code Content-Type}, or null
     * @return the text and how it was found
     */
    public static Decoded decode(byte[] body, String contentType) {
        Text text = text(body, contentType);
        String value = text.value();
        char[] units = value.toCharArray();
        int length = 0;
        int from = 0;
        while (from < units.length && units[from] == '\ufeff') {
            from++;
        }
        boolean hasC1 = false;
        for (int i = from; i < units.length; i++) {
            char unit = units[i];
            if (unit < 0x20) {
                if (unit != '\n' && unit != '\r' && unit != '\t') {
                    continue;
                }
            } else if (unit >= 0x7f) {
                if (unit <= 0x9f) {
                    hasC1 = true;
                } else if (unit >= 0xfffe) {
                    continue;
                }
            }
            units[length++] = unit;
        }
        return new Decoded(
                units,
                length,
                text.charset(),
                text.relabelled(),
                text.malformed(),
                units.length - from - length,
                hasC1);
    }

    private static Text text(byte[] body, String contentType) {
        Text marked = byByteOrder(body);
        if (marked != null) {
            return marked;
        }
        String httpLabel = httpCharset(contentType);
        Encoding http = Encoding.of(httpLabel);
        if (isEbcdic(body)) {
            Encoding declared = Encoding.of(declaration(new String(body, 0, Math.min(body.length, 200), ibm037())));
            Encoding encoding = declared == null || declared.keepsAscii() ? Encoding.of("ibm037") : declared;
            return new Text(encoding.lenient(body, 0), encoding.name(), false, 0);
        }
        String head = new String(body, 0, Math.min(body.length, DECLARATION_REACH), StandardCharsets.ISO_8859_1);
        String xmlLabel = declaration(head);
        Encoding xml = Encoding.of(xmlLabel);
        // The head was read as ASCII, so an encoding that does not keep ASCII is not the document's.
        Encoding first = http != null && http.keepsAscii() ? http : null;
        Encoding second = xml != null && xml.keepsAscii() ? xml : null;
        boolean unknownLabel = (httpLabel != null && first == null) || (xmlLabel != null && second == null);
        if (first == null) {
            first = second;
        }
        return byLabels(body, first, second, unknownLabel);
    }

    private static Text byLabels(byte[] body, Encoding first, Encoding second, boolean unknownLabel) {
        boolean utf8Labelled = first == null || first.equals(Encoding.UTF_8) || Encoding.UTF_8.equals(second);
        if (utf8Labelled || first.equals(Encoding.WINDOWS_1252)) {
            // Text in another encoding is hardly ever valid UTF-8, so bytes that are, are UTF-8 whatever one label
            // says.
            String value = new String(body, StandardCharsets.UTF_8);
            if (value.indexOf('\ufffd') < 0 || Encoding.UTF_8.strict(body, 0) != null) {
                boolean ascii = value.length() == body.length;
                boolean relabelled =
                        unknownLabel || (!ascii && (differs(first, Encoding.UTF_8) || differs(second, Encoding.UTF_8)));
                return new Text(value, "UTF-8", relabelled, 0);
            }
        }
        if (first != null && !first.equals(Encoding.UTF_8)) {
            String value = first.strict(body, 0);
            if (value != null) {
                return new Text(value, first.name(), unknownLabel, 0);
            }
        }
        if (second != null && !second.equals(Encoding.UTF_8) && !second.equals(first)) {
            String value = second.strict(body, 0);
            if (value != null) {
                return new Text(value, second.name(), true, 0);
            }
        }
        if (first != null && !utf8Labelled) {
            String value = Encoding.UTF_8.strict(body, 0);
            if (value != null) {
                return new Text(value, "UTF-8", true, 0);
            }
            value = first.lenient(body, 0);
            return new Text(value, first.name(), unknownLabel, count(value, '\ufffd'));
        }
        Text mixed = mixedUtf8(body);
        if (mixed != null) {
            return mixed;
        }
        Encoding guess = CharsetGuess.guess(body);
        return new Text(guess.lenient(body, 0), guess.name(), true, 0);
    }

    private static boolean differs(Encoding label, Encoding encoding) {
        return label != null && !label.equals(encoding);
    }

    /** UTF-16 and UTF-32 by their marks or by where the zero bytes of the first characters stand, UTF-8 by its mark. */
    private static Text byByteOrder(byte[] body) {
        int b0 = at(body, 0);
        int b1 = at(body, 1);
        int b2 = at(body, 2);
        int b3 = at(body, 3);
        if (b0 == 0xef && b1 == 0xbb && b2 == 0xbf) {
            String value = new String(body, 3, body.length - 3, StandardCharsets.UTF_8);
            if (value.indexOf('\ufffd') < 0) {
                return new Text(value, "UTF-8", false, 0);
            }
            Text mixed = mixedUtf8(body);
            return mixed == null ? new Text(value, "UTF-8", false, count(value, '\ufffd')) : mixed;
        }
        String name = null;
        int skip = 0;
        if (b0 == 0 && b1 == 0 && b2 == 0xfe && b3 == 0xff) {
            name = "UTF-32BE";
            skip = 4;
        } else if (b0 == 0xff && b1 == 0xfe && b2 == 0 && b3 == 0 && body.length % 4 == 0) {
            name = "UTF-32LE";
            skip = 4;
        } else if (b0 == 0xfe && b1 == 0xff) {
            name = "UTF-16BE";
            skip = 2;
        } else if (b0 == 0xff && b1 == 0xfe) {
            name = "UTF-16LE";
            skip = 2;
        } else if (b0 == 0 && b1 == 0 && b2 == 0 && opens(b3)) {
            name = "UTF-32BE";
        } else if (opens(b0) && b1 == 0 && b2 == 0 && b3 == 0) {
            name = "UTF-32LE";
        } else if (b0 == 0 && opens(b1) && b2 == 0 && b3 > 0) {
            name = "UTF-16BE";
        } else if (opens(b0) && b1 == 0 && b2 > 0 && b3 == 0) {
            name = "UTF-16LE";
        }
        if (name == null) {
            return null;
        }
        String value = Encoding.of(name).lenient(body, skip);
        return new Text(value, name, false, count(value, '\ufffd'));
    }

    private static boolean opens(int value) {
        return value == '<' || value == '{' || value == ' ' || value == '\n' || value == '\r';
    }

    private static int at(byte[] body, int index) {
        return index < body.length ? body[index] & 0xff : -1;
    }

    /** {@code <?xm} in the invariant part of EBCDIC. */
    private static boolean isEbcdic(byte[] body) {
        return at(body, 0) == 0x4c && at(body, 1) == 0x6f && at(body, 2) == 0xa7 && at(body, 3) == 0x94;
    }

    private static java.nio.charset.Charset ibm037() {
        return Encoding.of("ibm037").charset();
    }

    /**
     * UTF-8 with some bytes that are not: these are read as windows-1252, which is what editors paste. Null when there are
     * more foreign bytes than UTF-8 characters, so that the whole is something else.
     */
    private static Text mixedUtf8(byte[] body) {
        Chars out = new Chars(body.length);
        int valid = 0;
        int foreign = 0;
        int index = 0;
        while (index < body.length) {
            int value = body[index] & 0xff;
            if (value < 0x80) {
                out.append((char) value);
                index++;
                continue;
            }
            int size = sequence(body, index);
            if (size > 0) {
                out.append(new String(body, index, size, StandardCharsets.UTF_8));
                valid++;
                index += size;
            } else {
                boolean cutOff = index + 3 >= body.length && value >= 0xc2;
                if (cutOff) {
                    break;
                }
                out.appendCodePoint(HtmlReferences.windows1252(value));
                foreign++;
                index++;
            }
        }
        return foreign > valid ? null : new Text(out.toString(), "UTF-8", false, Math.max(1, foreign));
    }

    /** The length of the UTF-8 sequence at an index, 0 when there is none. */
    static int sequence(byte[] body, int index) {
        int lead = body[index] & 0xff;
        int size = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (size == 0 || index + size > body.length) {
            return 0;
        }
        for (int i = 1; i < size; i++) {
            if ((body[index + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = body[index + 1] & 0xff;
        boolean overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
        boolean beyond = (lead == 0xed && second > 0x9f) || (lead == 0xf4 && second > 0x8f);
        return overlong || beyond ? 0 : size;
    }

    private static String httpCharset(String contentType) {
        if (contentType == null) {
            return null;
        }
        Matcher matcher = HTTP_CHARSET.matcher(contentType);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static String declaration(String head) {
        if (!head.toLowerCase(Locale.ROOT).contains("<?xml")) {
            return null;
        }
        Matcher matcher = XML_ENCODING.matcher(head);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static int count(String value, char unit) {
        return (int) value.chars().filter(each -> each == unit).count();
    }
}
