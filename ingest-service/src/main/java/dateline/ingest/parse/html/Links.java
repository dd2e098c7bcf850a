package dateline.ingest.parse.html;

import dateline.ingest.parse.text.Chars;
import java.util.Locale;
import java.util.Set;

/**
 * References as feeds write them, made absolute by RFC 3986, section 5.2, and kept only when following them is harmless.
 * Written as leniently as browsers read them: white space inside is dropped, spaces become {@code %20}, a backslash is a
 * slash. Host names stay as they are.
 */
public final class Links {

    /** Schemes that a reader may follow. */
    private static final Set<String> SAFE_SCHEMES =
            Set.of(("http https mailto ftp ftps sftp tel sms geo news nntp irc ircs xmpp sip sips magnet gopher "
                            + "webcal rtsp rtmp mms urn doi ed2k aim callto gemini acct matrix bitcoin")
                    .split(" ", -1));

    private Links() {}

    /**
     * An address for a feed or an entry.
     *
     * @param base the absolute URL to resolve against
     * @param reference the reference as written, or null
     * @return the absolute URL, or null when the reference is blank, names an unsafe scheme or cannot be resolved
     */
    public static String absolute(String base, String reference) {
        if (reference == null) {
            return null;
        }
        String cleaned = clean(reference);
        if (cleaned.isEmpty()) {
            return null;
        }
        if (cleaned.startsWith("https://") || cleaned.startsWith("http://")) {
            return cleaned.length() > 8 ? cleaned : null;
        }
        int colon = schemeEnd(cleaned);
        if (colon > 0) {
            String scheme = cleaned.substring(0, colon).toLowerCase(Locale.ROOT);
            if (scheme.equals("feed")) {
                // "feed://host" and "feed:https://host" are web addresses that ask for a feed reader.
                String rest = cleaned.substring(colon + 1);
                return rest.startsWith("//")
                        ? "http:" + rest
                        : rest.regionMatches(true, 0, "http", 0, 4) ? absolute(base, rest) : null;
            }
            boolean oneSlash =
                    (scheme.equals("http") || scheme.equals("https")) && !cleaned.startsWith("//", colon + 1);
            if (oneSlash) {
                String rest = cleaned.substring(colon + 1).replaceFirst("^/+", "");
                return rest.isEmpty() ? null : scheme + "://" + rest;
            }
            return SAFE_SCHEMES.contains(scheme) ? cleaned : null;
        }
        String resolved = resolve(base, cleaned);
        return schemeEnd(resolved) > 0 ? resolved : null;
    }

    /**
     * The address of a picture: as {@link #absolute}, and pictures inside the URL itself are allowed.
     *
     * @param base the absolute URL to resolve against
     * @param reference the reference as written
     * @return the absolute URL, or null
     */
    static String image(String base, String reference) {
        String cleaned = clean(reference);
        if (cleaned.regionMatches(true, 0, "data:", 0, 5)) {
            String media = cleaned.substring(5).toLowerCase(Locale.ROOT);
            boolean raster = media.startsWith("image/png")
                    || media.startsWith("image/gif")
                    || media.startsWith("image/jpeg")
                    || media.startsWith("image/webp");
            return raster ? cleaned : null;
        }
        return absolute(base, reference);
    }

    /**
     * The base that an {@code xml:base} attribute sets.
     *
     * @param base the base outside of the element
     * @param reference the attribute's value
     * @return the base inside; the outer one where the value is no usable base
     */
    public static String base(String base, String reference) {
        String resolved = absolute(base, reference);
        return resolved == null || !resolved.regionMatches(true, 0, "http", 0, 4) ? base : resolved;
    }

    /** Trims, drops what no URL contains, and escapes spaces and backslashes. */
    private static String clean(String reference) {
        int from = 0;
        int to = reference.length();
        while (from < to && reference.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && reference.charAt(to - 1) <= ' ') {
            to--;
        }
        boolean plain = true;
        for (int i = from; i < to && plain; i++) {
            char unit = reference.charAt(i);
            plain = unit > ' ' && unit < 0x7f && unit != '\\' && unit != '"' && unit != '<' && unit != '>';
        }
        if (plain) {
            return from == 0 && to == reference.length() ? reference : reference.substring(from, to);
        }
        StringBuilder out = new StringBuilder(to - from + 8);
        boolean inPath = true;
        for (int i = from; i < to; i++) {
            char unit = reference.charAt(i);
            if (unit == '?' || unit == '#') {
                inPath = false;
            }
            if (unit == ' ' || unit == '\u00a0' || unit == '\u3000') {
                out.append("%20");
            } else if (unit == '"') {
                out.append("%22");
            } else if (unit == '<') {
                out.append("%3C");
            } else if (unit == '>') {
                out.append("%3E");
            } else if (unit == '\\' && inPath) {
                out.append('/');
            } else if (unit > ' ' && !(unit >= 0x7f && unit <= 0x9f) && unit != '\u200b' && unit != '\ufeff') {
                out.append(unit);
            }
        }
        return out.toString();
    }

    /** The index of the colon that ends the scheme, -1 for a relative reference. */
    static int schemeEnd(String reference) {
        for (int i = 0; i < reference.length(); i++) {
            char unit = reference.charAt(i);
            if (unit == ':') {
                return i == 0 ? -1 : i;
            }
            boolean letter = (unit | 0x20) >= 'a' && (unit | 0x20) <= 'z' && unit < 0x7f;
            boolean other = i > 0 && ((unit >= '0' && unit <= '9') || unit == '+' || unit == '-' || unit == '.');
            if (!letter && !other) {
                return -1;
            }
        }
        return -1;
    }

    private static String resolve(String base, String reference) {
        int colon = schemeEnd(base);
        if (colon < 0) {
            return reference;
        }
        if (reference.startsWith("//")) {
            return base.substring(0, colon + 1) + reference;
        }
        int authority = base.startsWith("//", colon + 1) ? colon + 3 : colon + 1;
        int path = first(base, authority, "/?#");
        int query = first(base, path, "?#");
        int fragment = first(base, query, "#");
        if (reference.startsWith("#")) {
            return base.substring(0, fragment) + reference;
        }
        if (reference.startsWith("?")) {
            return base.substring(0, query) + reference;
        }
        String prefix = base.substring(0, path);
        if (reference.startsWith("/")) {
            return prefix + withoutDots(reference);
        }
        int slash = base.lastIndexOf('/', query - 1);
        String directory = slash < path ? "/" : base.substring(path, slash + 1);
        return prefix + withoutDots(directory + reference);
    }

    private static int first(String text, int from, String units) {
        int index = from;
        while (index < text.length() && units.indexOf(text.charAt(index)) < 0) {
            index++;
        }
        return index;
    }

    /** RFC 3986, section 5.2.4: remove dot segments, in the path only. */
    private static String withoutDots(String reference) {
        int pathEnd = first(reference, 0, "?#");
        if (!reference.substring(0, pathEnd).contains("/.")) {
            return reference;
        }
        Chars out = new Chars(reference.length());
        int index = 0;
        while (index < pathEnd) {
            int next = index + 1;
            while (next < pathEnd && reference.charAt(next) != '/') {
                next++;
            }
            String segment = reference.substring(index, next);
            boolean last = next == pathEnd;
            if (segment.equals("/..")) {
                int cut = out.length();
                while (cut > 0 && out.array()[cut - 1] != '/') {
                    cut--;
                }
                out.truncate(Math.max(0, cut - 1));
            } else if (!segment.equals("/.")) {
                out.append(segment);
            }
            if (last && (segment.equals("/..") || segment.equals("/."))) {
                out.append('/');
            }
            index = next;
        }
        return out + reference.substring(pathEnd);
    }
}
