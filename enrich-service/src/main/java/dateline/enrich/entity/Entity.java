package dateline.enrich.entity;

import java.util.List;

/**
 * Someone or something that a release names.
 *
 * @param id a Wikidata item where one is linked, else a key made of type and normalised name
 * @param type what it is
 * @param name the canonical name
 * @param aliases the other names that the release uses
 * @param roles titles and offices that the release gives
 * @param links addresses of the entity in open data
 * @param salience from 0 to 1: how much the release is about it
 * @param mentions in order of the text, at least one
 */
public record Entity(
        String id,
        EntityType type,
        String name,
        List<String> aliases,
        List<String> roles,
        List<String> links,
        double salience,
        List<Mention> mentions) {

    public Entity {
        if (mentions.isEmpty()) {
            throw new IllegalArgumentException("an entity is mentioned at least once: " + id);
        }
        aliases = List.copyOf(aliases);
        roles = List.copyOf(roles);
        links = List.copyOf(links);
        mentions = List.copyOf(mentions);
    }
}
