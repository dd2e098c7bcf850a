package dateline.enrich.entity.model;

import java.util.List;

/** A trained model that finds the names of people, organisations and places in English sentences. Thread-safe. */
public interface NameTagger {

    /** The model's version in events, such as "fast 2026.1". */
    String version();

    /**
     * The names of each sentence, in order, without overlap.
     *
     * @param sentences the words of each, cut as {@link dateline.enrich.text.Tokens} does; none empty
     */
    List<List<Name>> tag(List<String[]> sentences);
}
