package dateline.enrich.quote;

import dateline.enrich.entity.Entity;
import dateline.enrich.entity.EntityType;
import dateline.enrich.entity.Mention;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells which entity a speaker's words name: by a mention in them, by an office held in this release, or by a pronoun. */
final class Speakers {

    private static final Set<String> PRONOUNS = Set.of(
            "he", "she", "they", "it", "who", "i", "we", "il", "elle", "er", "sie", "él", "ella", "он", "она", "они",
            "ол");
    private static final Set<String> NO_PERSON = Set.of("it", "we");
    private static final Set<String> EMPTY_WORDS = Set.of(
            "the", "a", "an", "of", "for", "and", "his", "her", "its", "new", "newly", "also", "republic", "affairs");

    private static final int FURTHEST = 200;

    private record Named(Span span, Entity entity) {}

    private final PlainText text;
    private final List<Named> mentions = new ArrayList<>();
    private final List<Entity> entities;

    Speakers(PlainText text, List<Entity> entities) {
        this.text = text;
        this.entities = entities;
        for (Entity entity : entities) {
            for (Mention mention : entity.mentions()) {
                mentions.add(new Named(mention.span(), entity));
            }
        }
        mentions.sort(Comparator.comparingInt(named -> named.span().start()));
    }

    /** The entity that the speaker's words mean, or null. */
    Entity resolve(Span speaker) {
        Entity organisation = null;
        for (int i = first(speaker.start());
                i < mentions.size() && mentions.get(i).span().start() < speaker.end();
                i++) {
            Named named = mentions.get(i);
            if (speaker.contains(named.span())) {
                if (named.entity().type() == EntityType.PERSON) {
                    return named.entity();
                }
                organisation = named.entity().type() == EntityType.ORGANISATION && organisation == null
                        ? named.entity()
                        : organisation;
            }
        }
        String words = text.read(speaker).toLowerCase(Locale.ROOT).strip();
        if (isPronoun(words)) {
            return NO_PERSON.contains(words) ? null : personBefore(speaker.start());
        }
        Entity holder = holder(words);
        return holder != null ? holder : organisation;
    }

    /** The person named last before the place, or null. */
    Entity personBefore(int at) {
        int from = first(at) - 1;
        for (int i = from; i >= 0 && from - i < FURTHEST; i--) {
            if (mentions.get(i).entity().type() == EntityType.PERSON) {
                return mentions.get(i).entity();
            }
        }
        return null;
    }

    /** The last mention of a person or else an organisation within the range, or null. */
    Span lastWithin(Span range) {
        Span organisation = null;
        for (int i = first(range.end()) - 1; i >= 0 && mentions.get(i).span().start() >= range.start(); i--) {
            Named named = mentions.get(i);
            if (!range.contains(named.span())) {
                continue;
            }
            if (named.entity().type() == EntityType.PERSON) {
                return named.span();
            }
            organisation = organisation == null && named.entity().type() == EntityType.ORGANISATION
                    ? named.span()
                    : organisation;
        }
        return organisation;
    }

    static boolean isPronoun(String word) {
        return PRONOUNS.contains(word);
    }

    // "Kazakh Foreign Minister" is whoever has a role with these words, a people's name matching its country's.
    private Entity holder(String words) {
        Set<String> asked = roleWords(words);
        if (asked.isEmpty()) {
            return null;
        }
        Entity best = null;
        for (Entity entity : entities) {
            if (entity.type() != EntityType.PERSON) {
                continue;
            }
            for (String role : entity.roles()) {
                Set<String> held = roleWords(role.toLowerCase(Locale.ROOT));
                boolean fits = asked.stream().allMatch(word -> held.stream().anyMatch(other -> alike(word, other)));
                if (fits && (best == null || entity.salience() > best.salience())) {
                    best = entity;
                }
            }
        }
        return best;
    }

    private static Set<String> roleWords(String words) {
        Set<String> content = new HashSet<>();
        for (String word : words.split("[^\\p{L}]+", -1)) {
            if (word.length() > 1 && !EMPTY_WORDS.contains(word)) {
                content.add(word);
            }
        }
        return content;
    }

    // "kazakh" and "kazakhstan", "chair" and "chairman".
    private static boolean alike(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        return a.equals(b) || (shorter >= 4 && a.regionMatches(0, b, 0, Math.max(4, shorter - 1)));
    }

    private int first(int at) {
        int low = 0;
        int high = mentions.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (mentions.get(middle).span().start() < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
