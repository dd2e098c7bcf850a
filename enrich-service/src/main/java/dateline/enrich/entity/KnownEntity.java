package dateline.enrich.entity;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An entity that an operator brings to the lexicon.
 *
 * @param name the canonical name
 * @param type what it is
 * @param id a Wikidata item ("Q232"), an address, or a key of the operator's own
 * @param aliases other names, and ids of entities that are this one ("person:kaha-imnadze")
 */
public record KnownEntity(String name, EntityType type, String id, List<String> aliases) {

    private static final Pattern ITEM = Pattern.compile("Q[1-9][0-9]*");
    private static final Pattern ID = Pattern.compile("(?:Q[1-9][0-9]*|[a-z][a-z0-9+.-]*:\\S+)");

    public KnownEntity {
        Objects.requireNonNull(type, "type");
        if (name.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("a known entity has a name and an id");
        }
        aliases = List.copyOf(aliases);
    }

    /** Its address in open data, where its id tells one. */
    List<String> links() {
        if (ITEM.matcher(id).matches()) {
            return List.of("http://www.wikidata.org/entity/" + id);
        }
        return id.startsWith("http://") || id.startsWith("https://") ? List.of(id) : List.of();
    }

    /** Whether an alias is an id and no name. */
    static boolean isId(String alias) {
        return ID.matcher(alias).matches();
    }
}
