package dateline.ingest.parse.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Character references as HTML reads them (WHATWG HTML, sections 13.2.5.72 to 13.2.5.80): all named ones, those of them
 * that count without a semicolon, and numeric ones with their windows-1252 reading of the C1 controls.
 */
public final class HtmlReferences {

    /** What windows-1252 has at 0x80 to 0x9F; HTML reads numeric references to these as the same characters. */
    private static final String WINDOWS_1252 =
            "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039"
                    + "\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d"
                    + "\u017e\u0178";

    private static final int LONGEST_NAME = 32;

    private HtmlReferences() {}

    /**
     * The text that a name stands for.
     *
     * @param name the name without ampersand and semicolon, in its own case
     * @return the text, or null when HTML knows no such name
     */
    public static String named(String name) {
        String common = Common.TEXTS.get(name);
        return common != null || name.length() > LONGEST_NAME ? common : All.TEXTS.get(name);
    }

    /**
     * The text that a name stands for in an XML document, where the entity sets of XHTML 1.0 (and of the RSS 0.91 DTD, which
     * are the same) define it. They differ from today's HTML in the angle brackets.
     *
     * @param name the name without ampersand and semicolon, in its own case
     * @return the text, or null when there is no such name
     */
    public static String namedInXml(String name) {
        return switch (name) {
            case "lang" -> "\u2329";
            case "rang" -> "\u232a";
            default -> named(name);
        };
    }

    /**
     * The character that a C1 control stands for where it was meant as windows-1252.
     *
     * @param codePoint any code point
     * @return the windows-1252 character for 0x80 to 0x9F, else the same code point
     */
    public static int windows1252(int codePoint) {
        return codePoint >= 0x80 && codePoint <= 0x9f ? WINDOWS_1252.charAt(codePoint - 0x80) : codePoint;
    }

    /**
     * Reads the reference at an ampersand and appends what it stands for; an ampersand that begins none is appended as it
     * is.
     *
     * @param in the text
     * @param at the index of the ampersand
     * @param to the end of the text, exclusive
     * @param inAttribute whether the reference stands in an attribute value, where a name without semicolon that is
     *     followed by a letter, a digit or an equals sign is none
     * @param out takes the decoded text
     * @return the index after the reference
     */
    public static int decode(char[] in, int at, int to, boolean inAttribute, Chars out) {
        int from = at + 1;
        if (from < to && in[from] == '#') {
            return decodeNumber(in, at, to, out);
        }
        int end = from;
        int limit = Math.min(to, from + LONGEST_NAME);
        while (end < limit && isAlphanumeric(in[end])) {
            end++;
        }
        if (end == from) {
            out.append('&');
            return from;
        }
        if (end < to && in[end] == ';') {
            String text = named(new String(in, from, end - from));
            if (text != null) {
                out.append(text);
                return end + 1;
            }
        }
        for (int shorter = Math.min(end, from + 6); shorter > from + 1; shorter--) {
            String name = new String(in, from, shorter - from);
            if (Common.BARE.contains(name)) {
                boolean text = inAttribute && shorter < to && (isAlphanumeric(in[shorter]) || in[shorter] == '=');
                if (text) {
                    break;
                }
                out.append(named(name));
                return shorter;
            }
        }
        out.append('&');
        return from;
    }

    private static int decodeNumber(char[] in, int at, int to, Chars out) {
        int index = at + 2;
        boolean hexadecimal = index < to && (in[index] | 0x20) == 'x';
        if (hexadecimal) {
            index++;
        }
        int digits = index;
        long value = 0;
        while (index < to) {
            int digit = Character.digit(in[index], hexadecimal ? 16 : 10);
            if (digit < 0 || in[index] > 'f') {
                break;
            }
            value = Math.min(value * (hexadecimal ? 16 : 10) + digit, Integer.MAX_VALUE);
            index++;
        }
        if (index == digits) {
            out.append('&');
            return at + 1;
        }
        if (index < to && in[index] == ';') {
            index++;
        }
        boolean allowed = value == '\t'
                || value == '\n'
                || value == '\r'
                || (value >= ' ' && value <= Character.MAX_CODE_POINT && (value < 0xd800 || value > 0xdfff));
        out.appendCodePoint(allowed ? windows1252((int) value) : 0xfffd);
        return index;
    }

    private static boolean isAlphanumeric(char unit) {
        return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || (unit >= '0' && unit <= '9');
    }

    /** The names that nearly every reference uses, so that the whole list is read only when another one turns up. */
    private static final class Common {
        static final Map<String, String> TEXTS = Map.ofEntries(
                Map.entry("amp", "&"),
                Map.entry("lt", "<"),
                Map.entry("gt", ">"),
                Map.entry("quot", "\""),
                Map.entry("apos", "'"),
                Map.entry("nbsp", "\u00a0"),
                Map.entry("ndash", "\u2013"),
                Map.entry("mdash", "\u2014"),
                Map.entry("lsquo", "\u2018"),
                Map.entry("rsquo", "\u2019"),
                Map.entry("ldquo", "\u201c"),
                Map.entry("rdquo", "\u201d"),
                Map.entry("hellip", "\u2026"),
                Map.entry("copy", "\u00a9"),
                Map.entry("reg", "\u00ae"),
                Map.entry("trade", "\u2122"));

        /** The names that count without a semicolon: those of HTML 2 to 3.2, none longer than six letters. */
        static final Set<String> BARE =
                new HashSet<>(Arrays.asList(("AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY"
                                + " Ccedil ETH Eacute Ecirc Egrave Euml GT Iacute Icirc Igrave Iuml LT Ntilde Oacute Ocirc Ograve"
                                + " Oslash Otilde Ouml QUOT REG THORN Uacute Ucirc Ugrave Uuml Yacute aacute acirc acute aelig"
                                + " agrave amp aring atilde auml brvbar ccedil cedil cent copy curren deg divide eacute ecirc"
                                + " egrave eth euml frac12 frac14 frac34 gt iacute icirc iexcl igrave iquest iuml laquo lt macr"
                                + " micro middot nbsp not ntilde oacute ocirc ograve ordf ordm oslash otilde ouml para plusmn"
                                + " pound quot raquo reg sect shy sup1 sup2 sup3 szlig thorn times uacute ucirc ugrave uml uuml"
                                + " yacute yen yuml")
                        .split(" ", -1)));
    }

    /** The whole list, read from the class path on first need. */
    private static final class All {
        static final Map<String, String> TEXTS = read();

        private static Map<String, String> read() {
            Map<String, String> texts = new HashMap<>(4096);
            try (InputStream stream = HtmlReferences.class.getResourceAsStream("character-references.txt");
                    BufferedReader lines =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("#")) {
                        continue;
                    }
                    int space = line.indexOf(' ');
                    StringBuilder text = new StringBuilder();
                    for (String codePoint : line.substring(space + 1).split("\\+", -1)) {
                        text.appendCodePoint(Integer.parseInt(codePoint, 16));
                    }
                    texts.put(line.substring(0, space), text.toString());
                }
            } catch (IOException e) {
                throw new UncheckedIOException("character-references.txt", e);
            }
            return texts;
        }
    }
}
