package dateline.ingest.parse;

import java.util.Locale;

/**
 * One kind of repair that a document needed.
 *
 * @param kind what was repaired
 * @param count how often, at least once
 * @param first where it was first needed
 */
public record Repair(Kind kind, int count, Position first) {

    public Repair {
        if (count < 1) {
            throw new IllegalArgumentException("a repair happened at least once: " + count);
        }
    }

    /** The kinds of repair. */
    public enum Kind {
        /** The label (HTTP or XML) named another encoding than the bytes are in, or none that exists. */
        ENCODING_LABEL,
        /** Bytes that are not of the encoding, read as windows-1252 or replaced. */
        MALFORMED_BYTES,
        /** Characters that XML does not allow, dropped. */
        CONTROL_CHARACTER,
        /** An ampersand that begins no reference, kept as text. */
        BARE_AMPERSAND,
        /** An entity that XML does not define: an HTML name is decoded, any other is kept as text. */
        UNDEFINED_ENTITY,
        /** A less-than sign that begins no tag, kept as text. */
        BARE_LESS_THAN,
        /** Text or markup before or after the root element, skipped. */
        JUNK_AROUND_ROOT,
        /** A tag that is closed out of turn or not at all. */
        UNBALANCED_TAG,
        /** An attribute without quotes, without a value or given twice. */
        MALFORMED_ATTRIBUTE,
        /** A prefix that no namespace is declared for; the customary one was assumed. */
        UNDECLARED_PREFIX,
        /** The document ends early; whole entries were kept. */
        CUT_OFF,
        /** A document type declaration, skipped unread but for plain internal entities. */
        DOCTYPE,
        /** Elements nested too deep, or a value too long, dropped or cut. */
        LIMIT,
        /** JSON that the grammar does not allow: comments, trailing commas, bare control characters. */
        LENIENT_JSON;

        /**
         * The kind as metrics write it.
         *
         * @return lower case, words joined by hyphens
         */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
