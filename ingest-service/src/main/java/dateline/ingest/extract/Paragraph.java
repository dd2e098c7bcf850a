package dateline.ingest.extract;

import java.util.Locale;
import java.util.Objects;

/**
 * One paragraph of an article.
 *
 * @param kind what it is
 * @param text its text in one line
 */
public record Paragraph(Kind kind, String text) {

    public Paragraph {
        Objects.requireNonNull(kind, "a paragraph is of some kind");
        if (text.isBlank()) {
            throw new IllegalArgumentException("a paragraph has a text");
        }
    }

    /** What paragraphs are: the article itself, or one of the parts that press releases carry behind it. */
    public enum Kind {
        BODY,
        HEADING,
        FOR_REFERENCE,
        ABOUT,
        NOTES,
        CONTACT,
        DISCLAIMER,
        END_MARK;

        /**
         * Whether paragraphs of this kind stand behind the article.
         *
         * @return true for all but the body and its headings
         */
        public boolean isTail() {
            return this != BODY && this != HEADING;
        }

        /** The name as the release's structure has it, as in {@code for-reference}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
