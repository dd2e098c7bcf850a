package dateline.ingest.parse.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A character encoding by any of the names that labels give it. Labels mean what browsers take them for (WHATWG Encoding):
 * ISO 8859-1 and US-ASCII are windows-1252, GB 2312 is GB 18030, and so on. Encodings that can carry markup in bytes that
 * look like plain text (UTF-7) do not exist here.
 *
 * @param name the canonical name
 * @param charset the platform's charset, or null where {@code table} decodes
 * @param table what 0x80 to 0xFF stand for, or null where {@code charset} decodes
 */
record Encoding(String name, Charset charset, String table) {

    static final Encoding UTF_8 = new Encoding("UTF-8", StandardCharsets.UTF_8, null);
    static final Encoding WINDOWS_1252 = new Encoding("windows-1252", null, windows1252());

    /** The year of the standard at the end of some names. */
    private static final Pattern DATED = Pattern.compile("[-:](19|20)\\d\\d$");

    private static final Pattern NUMBER = Pattern.compile("\\d{3,5}");

    /** Labels that the platform does not know, or knows as something narrower than what is sent under them. */
    private static final Map<String, String> ALIASES = aliases(
            "utf-8=utf8 utf unicode-1-1-utf-8 u8 utf-8-sig x-unicode20utf8 cp65001 utf8-ucs2 utf8-ucs4 utf8mb4",
            "windows-1252=iso-8859-1 iso8859-1 iso88591 latin1 latin-1 latin l1 us-ascii ascii iso646-us 646 cp1252 1252"
                    + " ansi ansi-x3.4-1968 ansi-x3.4-1986 8859 iso8859 iso-8859 cp819 ibm819 819 iso-ir-100 x-cp1252"
                    + " iso-8859-1-1987 iso-8859-1:1987 iso-646.irv-1991 western",
            "windows-1254=iso-8859-9 iso8859-9 latin5 l5 cp1254 x-cp1254",
            "gb18030=gb2312 gb-2312 gb-2312-80 csgb2312 gbk cp936 936 ms936 windows-936 chinese iso-ir-58 euc-cn gb18030-2000"
                    + " eucgb2312-cn csiso58gb231280 x-gbk x-mac-simp-chinese",
            "big5-hkscs=big5 big-5 cn-big5 csbig5 big5-tw x-x-big5 hkscs x-mac-trad-chinese",
            "x-windows-949=euc-kr euckr korean ks-c-5601 ks-c-5601-1987 ks-c-5601-1989 ksc5601 ksc-5601 ks-x-1001 ksx1001"
                    + " uhc cp949 949 windows-949 iso-ir-149 x-mac-korean",
            "x-johab=johab cp1361 1361 ms1361",
            "windows-31j=shift-jis shiftjis sjis s-jis x-sjis ms-kanji mskanji csshiftjis cp932 932 ms932 windows-932"
                    + " s-jis-2004 shift-jis-2004 shiftjis2004 sjis-2004 shift-jisx0213 shiftjisx0213 sjisx0213 s-jisx0213"
                    + " x-mac-japanese",
            "euc-jp=eucjp ujis u-jis x-euc-jp cseucpkdfmtjapanese euc-jis-2004 eucjis2004 euc-jisx0213 eucjisx0213 jisx0213"
                    + " euc-jis2004",
            "iso-2022-jp=iso2022jp iso2022-jp csiso2022jp jis iso-2022-jp-1 iso-2022-jp-3 iso-2022-jp-2004"
                    + " iso-2022-jp-ext iso2022-jp-1 iso2022-jp-3 iso2022-jp-2004 iso2022-jp-ext iso2022jp-1 iso2022jp-3"
                    + " iso2022jp-2004 iso2022jp-ext",
            "iso-2022-jp-2=iso2022jp-2 iso2022-jp-2",
            "iso-2022-kr=iso2022-kr iso2022kr",
            "x-windows-874=tis-620 tis620 iso-8859-11 iso8859-11 thai windows-874 cp874 874 dos-874 tis-620-0 tis-620-2529-0"
                    + " tis-620-2529-1 iso-ir-166 iso-8859-11-2001",
            "iso-8859-8=iso-8859-8-i iso-8859-8-e logical visual",
            "iso-8859-16=iso-8859-16-2001 latin10 l10 iso-ir-226",
            "x-macroman=macintosh mac macroman mac-roman x-mac-roman csmacintosh",
            "x-maccyrillic=mac-cyrillic maccyrillic x-mac-cyrillic x-mac-ukrainian",
            "x-maccentraleurope=mac-latin2 maclatin2 mac-centeuro maccenteuro mac-ce x-mac-ce x-mac-centraleurroman",
            "x-macgreek=mac-greek macgreek x-mac-greek",
            "x-macturkish=mac-turkish macturkish x-mac-turkish",
            "x-maciceland=mac-iceland maciceland x-mac-icelandic",
            "x-maccroatian=mac-croatian maccroatian x-mac-croatian",
            "x-macromania=mac-romanian macromanian x-mac-romanian",
            "x-macarabic=mac-arabic macarabic x-mac-arabic",
            "ibm-1026=csibm1026",
            "ibm855=csibm855 cp855 855",
            "ibm273=csibm273",
            "ibm00858=csibm858 cp858 ibm858 858",
            "ibm775=cspc775baltic",
            "ibm500=ebcdic-cp-be ebcdic-cp-ch",
            "ibm037=ibm039 ebcdic-cp-us ebcdic-cp-ca ebcdic-cp-nl ebcdic-cp-wt",
            "ibm01140=ibm1140 cp1140 1140",
            "utf-16=ucs-2 ucs2 unicode iso-10646-ucs-2 u16 csunicode",
            "utf-16le=utf-16-le unicodelittleunmarked",
            "utf-16be=utf-16-be unicodebigunmarked unicodefffe",
            "utf-32=ucs-4 ucs4 iso-10646-ucs-4 u32",
            "utf-32le=utf-32-le",
            "utf-32be=utf-32-be",
            "iso-8859-13=latin7 latin-7 l7",
            "iso-8859-15=latin9 latin-9 l9",
            "cp1125=1125 ibm1125 x-ibm1125 cp866u ruscii",
            "koi8-t=koi8t",
            "kz1048=kz-1048 rk1048 strk1048-2002 strk1048",
            "ptcp154=pt154 cp154 csptcp154 cyrillic-asian",
            "hp-roman8=roman8 r8 cp1051 ibm1051 cshproman8",
            "iso8859-10=iso-8859-10 latin6 latin-6 l6 csisolatin6 iso-ir-157 iso-8859-10-1992 iso-8859-10:1992",
            "iso8859-14=iso-8859-14 latin8 latin-8 l8 iso-celtic iso-ir-199 iso-8859-14-1998 iso-8859-14:1998",
            "cp720=ibm720 720 dos-720",
            "=utf-7 utf7 u7 unicode-1-1-utf-7 csunicode11utf7 scsu bocu-1 cesu-8");

    /**
     * The encoding that a label names.
     *
     * @param label the label as written, or null
     * @return the encoding, or null when the label is null or names none that is read
     */
    static Encoding of(String label) {
        if (label == null) {
            return null;
        }
        String name = label.strip()
                .replaceAll("^[\"']+|[\"';]+$", "")
                .strip()
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
        String canonical = ALIASES.getOrDefault(name, name);
        if (canonical.isEmpty()) {
            return null;
        }
        if (canonical.equals("utf-8")) {
            return UTF_8;
        }
        if (canonical.equals("windows-1252")) {
            return WINDOWS_1252;
        }
        Encoding known = platform(canonical);
        if (known == null && NUMBER.matcher(canonical).matches()) {
            known = platform("cp" + canonical);
        }
        if (known == null && DATED.matcher(canonical).find()) {
            known = of(DATED.matcher(canonical).replaceFirst(""));
        }
        if (known == null && canonical.startsWith("cs")) {
            known = of(canonical.substring(2));
        }
        if (known == null) {
            String table = Tables.BY_NAME.get(canonical);
            known = table == null ? null : new Encoding(canonical, null, table);
        }
        return known;
    }

    /** Whether the bytes of markup characters are those of ASCII, so that a label in the text itself can be believed. */
    boolean keepsAscii() {
        return charset == null || new String(new byte[] {'<', 'a', '"', '>'}, charset).equals("<a\">");
    }

    /**
     * Decodes strictly.
     *
     * @return the text, or null when the bytes are not of this encoding
     */
    String strict(byte[] bytes, int from) {
        if (table != null) {
            return lenient(bytes, from);
        }
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Decodes, with U+FFFD for what is not of this encoding. */
    String lenient(byte[] bytes, int from) {
        if (table == null) {
            return new String(bytes, from, bytes.length - from, charset);
        }
        char[] units = new char[bytes.length - from];
        for (int i = 0; i < units.length; i++) {
            byte value = bytes[from + i];
            units[i] = value >= 0 ? (char) value : table.charAt(value & 0x7f);
        }
        return new String(units);
    }

    private static Encoding platform(String name) {
        try {
            return new Encoding(Charset.forName(name).name(), Charset.forName(name), null);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            String underscored = name.replace('-', '_');
            return underscored.equals(name) || !Charset.isSupported(underscored) ? null : platform(underscored);
        }
    }

    private static String windows1252() {
        StringBuilder table = new StringBuilder(128);
        for (int value = 0x80; value <= 0xff; value++) {
            table.append((char) HtmlReferences.windows1252(value));
        }
        return table.toString();
    }

    private static Map<String, String> aliases(String... lines) {
        Map<String, String> aliases = new HashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            for (String alias : line.substring(equals + 1).split(" ", -1)) {
                aliases.put(alias, line.substring(0, equals));
            }
        }
        return aliases;
    }

    /** Encodings that are shown by their own tables, read on first need. */
    private static final class Tables {
        static final Map<String, String> BY_NAME = read();

        private static Map<String, String> read() {
            Map<String, String> tables = new HashMap<>();
            try (InputStream stream = Encoding.class.getResourceAsStream("single-byte-charsets.txt");
                    BufferedReader lines =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("#")) {
                        continue;
                    }
                    String[] fields = line.split(" ", -1);
                    char[] table = new char[128];
                    for (int i = 0; i < 128; i++) {
                        table[i] = (char) Integer.parseInt(fields[i + 1], 16);
                    }
                    tables.put(fields[0], new String(table));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("single-byte-charsets.txt", e);
            }
            return tables;
        }
    }
}
