package dateline.enrich.quote;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** In whose words something is reported. */
public enum QuotationKind {
    /** The speaker's words alone. */
    DIRECT,
    /** The writer's sentence with some of the speaker's words. */
    MIXED,
    /** The writer's words. */
    INDIRECT;

    /** The name in events. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind with the name.
     *
     * @throws IllegalArgumentException when there is none
     */
    @JsonCreator
    public static QuotationKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
