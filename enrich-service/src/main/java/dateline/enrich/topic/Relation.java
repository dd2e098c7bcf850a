package dateline.enrich.topic;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a release relates to a topic. */
public enum Relation {
    /** The release is about it. */
    ABOUT,
    /** The release touches it. */
    MENTIONS;

    /** The name in events. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The relation with the name.
     *
     * @throws IllegalArgumentException when there is none
     */
    @JsonCreator
    public static Relation of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
