package dateline.enrich.entity;

import java.util.List;

/** What came of reading an operator's lexicon. */
public sealed interface LexiconReading {

    /** Its entities. */
    record Read(List<KnownEntity> entities) implements LexiconReading {
        public Read {
            entities = List.copyOf(entities);
        }
    }

    /**
     * It cannot be used.
     *
     * @param line the line to blame, from 1
     * @param reason what is wrong with it
     */
    record Broken(int line, String reason) implements LexiconReading {}
}
