package dateline.enrich.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a part of a release is. */
public enum PartKind {
    /** Before the news: a date line, an embargo, "for immediate release", a credit. */
    HEADER,
    /** The headline, or the line beneath it, repeated in the text. */
    HEADLINE,
    /** The first paragraph. */
    LEAD,
    /** A further paragraph. */
    BODY,
    /** The heading of a section. */
    HEADING,
    /** Background for the reader. */
    FOR_REFERENCE,
    /** Who the publisher or a partner is. */
    ABOUT,
    /** Notes to editors. */
    NOTES,
    /** Whom the press may call. */
    CONTACT,
    /** Disclaimers, forward-looking statements. */
    DISCLAIMER,
    /** "###", "-30-", "ENDS". */
    END_MARK,
    /** Says that the release corrects or updates another. */
    CORRECTION;

    /** The name in events. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind with the name.
     *
     * @throws IllegalArgumentException when there is none
     */
    @JsonCreator
    public static PartKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether it tells the news itself: lead, paragraphs and their headings. */
    public boolean isNews() {
        return this == LEAD || this == BODY || this == HEADING || this == HEADLINE;
    }
}
