package dateline.query.search;

import java.time.Instant;
import java.util.List;

/** A query as a tree: what people write in the search box, understood. {@link QueryParser} makes it. */
sealed interface Query {

    /** Where words are looked for. */
    enum Part {
        /** Anywhere in a release. */
        ANYWHERE(""),
        /** In its title. */
        TITLE("A"),
        /** In its lead and body, without head and tail. */
        BODY("BC"),
        /** In its quotations. */
        QUOTATION("");

        private final String weights;

        Part(String weights) {
            this.weights = weights;
        }

        /** The weights of the words in this part, as {@code tsquery} writes them. */
        String weights() {
            return weights;
        }
    }

    /** What a name stands for. */
    enum Kind {
        SOURCE,
        ENTITY,
        PERSON,
        ORGANISATION,
        PLACE,
        SPEAKER,
        TOPIC,
        LANGUAGE,
        COUNTRY
    }

    /** Words in this order, or one word; with {@code prefix}, the last one may go on. */
    record Phrase(String text, Part part, boolean prefix) implements Query {}

    /** Two phrases with at most {@code distance} words from one to the other, in either order. */
    record Near(Phrase left, Phrase right, int distance) implements Query {}

    /** A release of this source, entity, topic, language or country. */
    record Named(Kind kind, String value) implements Query {}

    /** Published at or after {@code from} and before {@code to}; either may be null. Stands at the top of a tree only. */
    record Dated(Instant from, Instant to) implements Query {}

    /** All of these. */
    record All(List<Query> queries) implements Query {
        public All {
            queries = List.copyOf(queries);
        }
    }

    /** Any of these. */
    record Any(List<Query> queries) implements Query {
        public Any {
            queries = List.copyOf(queries);
        }
    }

    /** Not this. */
    record Not(Query query) implements Query {}
}
