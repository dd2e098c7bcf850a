package dateline.enrich.entity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an entity is. */
public enum EntityType {
    PERSON,
    ORGANISATION,
    PLACE,
    EVENT,
    LAW,
    WORK,
    DATE,
    MONEY,
    PERCENT,
    GROUP;

    /** The name in events. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The type with the name.
     *
     * @throws IllegalArgumentException when there is none
     */
    @JsonCreator
    public static EntityType of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
