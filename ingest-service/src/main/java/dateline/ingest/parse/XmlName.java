package dateline.ingest.parse;

import java.util.Locale;

/**
 * A name in a document. The scanner hands out one instance for each spelling.
 *
 * @param raw the name as written
 * @param prefix the part before the colon in lower case, empty when there is none
 * @param local the part after the colon in lower case: feeds get the case of names wrong
 */
record XmlName(String raw, String prefix, String local) {

    static XmlName of(String raw) {
        String lower = raw.toLowerCase(Locale.ROOT);
        int colon = lower.indexOf(':');
        return colon < 0
                ? new XmlName(raw, "", lower)
                : new XmlName(raw, lower.substring(0, colon), lower.substring(colon + 1));
    }

    /** Whether an end tag of the other name closes this element. */
    boolean isClosedBy(XmlName other) {
        return raw.equalsIgnoreCase(other.raw);
    }
}
