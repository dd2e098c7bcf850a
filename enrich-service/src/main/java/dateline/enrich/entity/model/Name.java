package dateline.enrich.entity.model;

/**
 * A name in a sentence.
 *
 * @param from its first word, from 0
 * @param to the word after its last
 * @param type what it names
 * @param confidence the model's probability of just this span and type, from 0 to 1
 */
public record Name(int from, int to, NameType type, double confidence) {

    public Name {
        if (from < 0 || to <= from || !(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("not a name: " + from + ".." + to + " at " + confidence);
        }
    }
}
